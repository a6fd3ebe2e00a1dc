// Faults as operators set, list and heal them (D10).
#include <gtest/gtest.h>

#include "scenarios/scenario.h"

namespace terrane {
namespace {

Client operators(Scenario& cloud) {
  return cloud.as(kOperator).in("");
}

TEST(Faults, are_listed_until_they_are_healed_and_outlast_a_restart) {
  Scenario cloud;
  auto made = operators(cloud).call("terrane", "CreateFault",
                                    {{"Kind", "ZONE_POWER"}, {"Zone", "ap-guangzhou-2"}});
  EXPECT_EQ(made["FaultId"], "zone-power/ap-guangzhou-2");
  operators(cloud)
      .call("terrane", "CreateFault",
            {{"Kind", "LINK"}, {"Region", "ap-shanghai"}, {"OtherRegion", "ap-beijing"}})
      .expect_ok();
  cloud.restart();
  auto listed = operators(cloud).call("terrane", "DescribeFaults");
  ASSERT_EQ(listed["TotalCount"], 2);
  EXPECT_EQ(listed["FaultSet"][0]["FaultId"], "link/ap-beijing/ap-shanghai");
  EXPECT_EQ(listed["FaultSet"][0]["Mode"], "CUT");

  operators(cloud).call("terrane", "HealFaults", {{"Zone", "ap-guangzhou-2"}}).expect_ok();
  operators(cloud)
      .call("terrane", "HealFaults", R"({"FaultIds":["link/ap-beijing/ap-shanghai"]})")
      .expect_ok();
  EXPECT_EQ(operators(cloud).call("terrane", "DescribeFaults")["TotalCount"], 0);
}

TEST(Faults, of_places_or_kinds_that_there_are_not_are_refused) {
  Scenario cloud;
  auto create = [&](const Parameters& parameters) {
    return operators(cloud).call("terrane", "CreateFault", parameters);
  };
  create({{"Kind", "FIRE"}, {"Zone", "ap-guangzhou-2"}}).expect_error("InvalidParameterValue.Kind");
  create({{"Kind", "ZONE_POWER"}, {"Zone", "ap-atlantis-1"}}).expect_error("ResourceNotFound.Zone");
  create({{"Kind", "ZONE_POWER"}}).expect_error("MissingParameter");
  create({{"Kind", "REGION"}, {"Region", "ap-beijing"}, {"Mode", "CUT"}})
      .expect_error("InvalidParameterValue.Mode");
  create({{"Kind", "LINK"}, {"Region", "ap-beijing"}, {"OtherRegion", "ap-beijing"}})
      .expect_error("InvalidParameterValue.OtherRegion");
  create({{"Kind", "STORE"}, {"Region", "ap-beijing"}, {"Mode", "DELAY"}})
      .expect_error("InvalidParameterValue.DelayMilliseconds");
  operators(cloud).call("terrane", "HealFaults").expect_error("MissingParameter");
  operators(cloud)
      .call("terrane", "HealFaults", R"({"FaultIds":["region/ap-beijing"]})")
      .expect_error("ResourceNotFound.Fault");
}

TEST(Faults, are_for_operators_alone) {
  Scenario cloud;
  for (auto action : {"CreateFault", "DescribeFaults", "HealFaults"})
    cloud.call("terrane", action, {{"Kind", "ZONE_POWER"}, {"Zone", "ap-guangzhou-2"}})
        .expect_error("UnauthorizedOperation");
}

// M-6
TEST(ZoneControlPlane, that_is_down_refuses_changes_in_its_zone_and_in_no_other) {
  Scenario cloud;
  std::string vpc = cloud
                        .call("vpc", "CreateVpc",
                              {{"VpcName", "a"}, {"CidrBlock", "10.0.0.0/16"}})["Vpc"]["VpcId"]
                        .text();
  operators(cloud)
      .call("terrane", "CreateFault", {{"Kind", "ZONE_CONTROL_PLANE"}, {"Zone", "ap-guangzhou-2"}})
      .expect_ok();
  auto create = [&](std::string_view zone, std::string_view range) {
    return cloud.call("vpc", "CreateSubnet",
                      {{"VpcId", vpc}, {"SubnetName", "s"}, {"CidrBlock", range}, {"Zone", zone}});
  };
  create("ap-guangzhou-2", "10.0.2.0/24").expect_error("ResourceUnavailable");
  create("ap-guangzhou-3", "10.0.3.0/24").expect_ok();
  operators(cloud).call("terrane", "HealFaults", {{"All", true}}).expect_ok();
  create("ap-guangzhou-2", "10.0.2.0/24").expect_ok();
}

}  // namespace
}  // namespace terrane
