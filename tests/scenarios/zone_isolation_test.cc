// The zones of a region have room of their own: what happens to one is contained there, and its
// neighbours and the region's control plane go on (M-6).
#include <gtest/gtest.h>

#include "scenarios/instances.h"

namespace terrane {
namespace {

constexpr std::string_view kZones[] = {"ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"};

void set_stock(Scenario& cloud, std::string_view zone, bool sold_out) {
  cloud.as(kOperator)
      .call("terrane", "ModifyZoneStock", {{"Zone", zone}, {"SoldOut", sold_out}})
      .expect_ok();
}

// One host of four cores in each zone, so that one S5.LARGE8 fills a zone.
Scenario::Options small_zones() {
  return {.changes =
              "[hosts]\nracks = 1\nswitches_per_rack = 1\nhosts_per_switch = 1\n"
              "cores = 4\nmemory_gib = 16\nlocal_disk_gib = 1000\n"};
}

// Networks of every zone, security groups and keys are made and listed as ever.
void expect_control_plane_works(Scenario& cloud) {
  std::string vpc = create_vpc(cloud.alice());
  for (size_t i = 0; i < std::size(kZones); ++i)
    create_subnet(cloud.alice(), vpc, "10.0." + std::to_string(i) + ".0/24", kZones[i]);
  EXPECT_EQ(cloud.call("vpc", "DescribeSubnets",
                       {{"Filters", {{{"Name", "vpc-id"}, {"Values", {vpc}}}}}})["TotalCount"],
            3);
  create_security_group(cloud.alice());
  cloud
      .call("cvm", "ImportKeyPair", {{"KeyName", "a"}, {"ProjectId", 0}, {"PublicKey", kPublicKey}})
      .expect_ok();
  EXPECT_EQ(cloud.call("cvm", "DescribeZones")["TotalCount"], 3);
}

class OneZoneOfThree : public testing::TestWithParam<std::string_view> {};

// M-2, M-6, M-22
TEST_P(OneZoneOfThree, that_is_sold_out_refuses_while_its_neighbours_serve) {
  Scenario cloud;
  set_stock(cloud, "ap-guangzhou-1", false);
  std::map<std::string_view, std::string> running;
  for (std::string_view zone : kZones) running[zone] = run_one(cloud.alice(), "", zone);

  set_stock(cloud, GetParam(), true);
  for (std::string_view zone : kZones) {
    if (zone == GetParam()) {
      run(cloud.alice(), "", zone).expect_error("ResourceInsufficient.AvailabilityZoneSoldOut");
    } else {
      EXPECT_EQ(shown(cloud.alice(), run_one(cloud.alice(), "", zone))["Placement"]["Zone"], zone);
    }
    EXPECT_EQ(state_of(cloud.alice(), running[zone]), "RUNNING") << zone;
  }
  expect_control_plane_works(cloud);
}

// M-6
TEST_P(OneZoneOfThree, that_is_full_refuses_while_its_neighbours_serve) {
  Scenario cloud(small_zones());
  set_stock(cloud, "ap-guangzhou-1", false);
  std::string filling = run_one(cloud.alice(), "", GetParam(), "S5.LARGE8");
  run(cloud.alice(), "", GetParam()).expect_error("ResourceInsufficient.SpecifiedInstanceType");
  for (std::string_view zone : kZones)
    if (zone != GetParam()) run(cloud.alice(), "", zone, "S5.LARGE8").expect_ok();
  expect_control_plane_works(cloud);

  // What leaves a zone gives its room back there, and nowhere else.
  ask(cloud.alice(), "TerminateInstances", filling).expect_ok();
  for (std::string_view zone : kZones) {
    if (zone == GetParam()) continue;
    run(cloud.alice(), "", zone).expect_error("ResourceInsufficient.SpecifiedInstanceType");
  }
  run(cloud.alice(), "", GetParam(), "S5.LARGE8").expect_ok();
}

INSTANTIATE_TEST_SUITE_P(Zones, OneZoneOfThree, testing::ValuesIn(kZones));

// M-6, M-27
TEST(Zones, what_does_not_fit_in_one_never_spills_into_another) {
  Scenario cloud(small_zones());
  run(cloud.alice(), R"("InstanceCount":2)", "ap-guangzhou-2", "S5.LARGE8")
      .expect_error("ResourceInsufficient.SpecifiedInstanceType");
  auto ids = ids_of(
      run(cloud.alice(), R"("InstanceCount":2,"MinCount":1)", "ap-guangzhou-2", "S5.LARGE8"));
  EXPECT_EQ(ids.size(), 1u);
  Reply all = cloud.call("cvm", "DescribeInstances");
  EXPECT_EQ(all["TotalCount"], 1);
  EXPECT_EQ(all["InstanceSet"][0]["Placement"]["Zone"], "ap-guangzhou-2");
}

}  // namespace
}  // namespace terrane
