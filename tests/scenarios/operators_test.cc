// What operators do to a running cloud: sell zones out, restock them, look at everything.
#include <gtest/gtest.h>

#include "scenarios/scenario.h"
#include "store/faulty/faulty_store.h"

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

// M-2: every kind that takes room in a zone.
TEST(Operators, a_zone_that_is_sold_out_refuses_new_capacity_of_every_kind) {
  Scenario cloud;
  auto refused = [&](std::string_view service, std::string_view action, std::string request,
                     std::string_view code) {
    std::string json = "{" + request + R"("Zone":"ap-guangzhou-2"})";
    if (service == "cvm" || service == "cbs")
      json = "{" + request + R"("Placement":{"Zone":"ap-guangzhou-2"}})";
    set_stock(cloud.as(kOperator), "ap-guangzhou-2", true).expect_ok();
    cloud.call(service, action, json).expect_error(code);
    set_stock(cloud.as(kOperator), "ap-guangzhou-2", false).expect_ok();
    cloud.call(service, action, json).expect_ok();
  };
  refused("cvm", "RunInstances", R"("ImageId":"img-487zeit5",)",
          "ResourceInsufficient.AvailabilityZoneSoldOut");
  refused("cbs", "CreateDisks",
          R"("DiskSize":50,"DiskType":"CLOUD_PREMIUM","DiskChargeType":"POSTPAID_BY_HOUR",)",
          "ResourceInsufficient");
  refused("cdb", "CreateDBInstanceHour", R"("GoodsNum":1,"Memory":1000,"Volume":50,)",
          "OperationDenied");
  refused("terrane", "CreateCache", R"("MemoryGiB":1,)", "ResourcesSoldOut.Zone");
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

// M-13
TEST(Operators, the_status_counts_accounts_and_key_pairs_for_an_operator_and_ones_own_for_others) {
  Scenario cloud;
  cloud.call("cvm", "CreateKeyPair", {{"KeyName", "a"}, {"ProjectId", 0}}).expect_ok();
  auto all = cloud.as(kOperator).in("").call("terrane", "DescribeStatus");
  EXPECT_EQ(all["AccountCount"], 3);
  EXPECT_EQ(all["KeyPairCount"], 1);
  EXPECT_EQ(all["RegionSet"].size(), 8u);
  auto bobs = cloud.as(kBob).in("").call("terrane", "DescribeStatus");
  EXPECT_EQ(bobs["AccountCount"], 1);
  EXPECT_EQ(bobs["KeyPairCount"], 0);
}

Json status_of(Scenario& cloud, std::string_view region) {
  auto regions = cloud.as(kOperator).call("terrane", "DescribeStatus")["RegionSet"];
  for (size_t i = 0; i < regions.size(); ++i)
    if (regions[i]["Region"] == region) return regions[i];
  ADD_FAILURE() << "no region " << region;
  return Json(nullptr);
}

TEST(Operators, the_status_tells_what_is_free_in_each_zone) {
  Scenario cloud;
  auto before = status_of(cloud, "ap-guangzhou")["ZoneSet"][1];
  EXPECT_EQ(before["Zone"], "ap-guangzhou-2");
  EXPECT_EQ(before["FreeCores"], before["Cores"].number());
  EXPECT_EQ(before["FreeMemoryGiB"], before["MemoryGiB"].number());
  run_in(cloud, "ap-guangzhou-2").expect_ok();
  auto after = status_of(cloud, "ap-guangzhou")["ZoneSet"][1];
  EXPECT_EQ(after["FreeCores"], before["Cores"].number() - 1);
  EXPECT_EQ(after["FreeMemoryGiB"], before["MemoryGiB"].number() - 1);
}

// M-5
TEST(Operators, the_status_shows_a_region_that_is_down_and_all_others_as_before) {
  Scenario cloud;
  cloud.in("ap-shanghai").call("vpc", "DescribeVpcs").expect_ok();
  cloud.disk("ap-shanghai").break_down();
  cloud.call("cvm", "CreateKeyPair", {{"KeyName", "a"}, {"ProjectId", 0}}).expect_ok();
  Json down = status_of(cloud, "ap-shanghai");
  EXPECT_EQ(down["State"], "UNAVAILABLE");
  EXPECT_EQ(down["RegionName"], "East China (Shanghai)");
  EXPECT_EQ(down["ZoneSet"].size(), 0u);
  Json up = status_of(cloud, "ap-beijing");
  EXPECT_EQ(up["State"], "AVAILABLE");
  EXPECT_EQ(up["ZoneSet"][0]["SoldOut"], false);
}

}  // namespace
}  // namespace terrane
