// What operators do to a running cloud: sell zones out, restock them, look at everything.
#include <gtest/gtest.h>

#include "scenarios/scenario.h"

namespace terrane {
namespace {

Reply run_in(Scenario& cloud, const std::string& zone) {
  return cloud.call("cvm", "RunInstances",
                    R"({"Placement":{"Zone":")" + zone +
                        R"("},"ImageId":"img-487zeit5","InstanceType":"S5.SMALL1"})");
}

Reply set_stock(const Client& client, const std::string& zone, bool sold_out) {
  return client.call("terrane", "ModifyZoneStock", {{"Zone", zone}, {"SoldOut", sold_out}});
}

// M-2
TEST(Operators, a_zone_that_is_sold_out_refuses_new_instances_and_keeps_its_old_ones) {
  Scenario cloud;
  std::string old = run_in(cloud, "ap-guangzhou-2")["InstanceIdSet"][0].text();
  set_stock(cloud.as(kOperator), "ap-guangzhou-2", true).expect_ok();
  run_in(cloud, "ap-guangzhou-2").expect_error("ResourceInsufficient.AvailabilityZoneSoldOut");
  run_in(cloud, "ap-guangzhou-3").expect_ok();
  auto kept = cloud.call("cvm", "DescribeInstances", {{"InstanceIds", {old}}});
  EXPECT_EQ(kept["InstanceSet"][0]["InstanceState"], "RUNNING");
}

// M-2
TEST(Operators, a_zone_that_is_restocked_sells_again_also_after_a_restart) {
  Scenario cloud;
  run_in(cloud, "ap-guangzhou-1").expect_error("ResourceInsufficient.AvailabilityZoneSoldOut");
  set_stock(cloud.as(kOperator), "ap-guangzhou-1", false).expect_ok();
  cloud.restart();
  run_in(cloud, "ap-guangzhou-1").expect_ok();
}

TEST(Operators, nobody_else_sets_the_stock_and_only_zones_there_are_have_one) {
  Scenario cloud;
  set_stock(cloud.alice(), "ap-guangzhou-2", true).expect_error("UnauthorizedOperation");
  set_stock(cloud.as(kOperator), "ap-guangzhou-9", true).expect_error("ResourceNotFound.Zone");
}

// M-13
TEST(Operators, the_status_counts_everyones_resources_for_an_operator_and_ones_own_for_others) {
  Scenario cloud;
  run_in(cloud, "ap-guangzhou-2").expect_ok();
  auto instances = [](const Client& client) {
    return client.call("terrane", "DescribeStatus")["RegionSet"][0]["ResourceSet"][0]["Count"]
        .number();
  };
  EXPECT_EQ(instances(cloud.as(kOperator)), 1);
  EXPECT_EQ(instances(cloud.alice()), 1);
  EXPECT_EQ(instances(cloud.as(kBob)), 0);
}

}  // namespace
}  // namespace terrane
