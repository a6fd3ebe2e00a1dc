// Stock (M-2): a zone is sold out, or restocked, while it runs; what runs there keeps running.
#include <gtest/gtest.h>

#include <mutex>

#include "actions/cloud.h"
#include "region/compute/zone_stock_manager.h"
#include "scenarios/instances.h"

namespace terrane {
namespace {

// As an operator does it.
void set_sold_out(Scenario& cloud, std::string_view zone, bool sold_out) {
  RegionCell& region = cloud.region();
  std::unique_lock writing(region.cell.lock());
  Transaction transaction;
  Change change{region, transaction, kOperator, cloud.now(), {}};
  ASSERT_TRUE(zone_stock_manager::set(change, zone, sold_out));
  region.cell.commit(transaction);
}

std::string zone_state(Scenario& cloud, std::string_view zone) {
  Reply reply = cloud.call("cvm", "DescribeZones");
  Json zones = reply["ZoneSet"];
  for (size_t i = 0; i < zones.size(); ++i)
    if (zones[i]["Zone"] == zone) return zones[i]["ZoneState"].text();
  return "not listed";
}

// M-2
TEST(ZonesAndStock, a_zone_that_sells_out_stays_listed_and_what_runs_there_keeps_running) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  set_sold_out(cloud, "ap-guangzhou-2", true);
  EXPECT_EQ(zone_state(cloud, "ap-guangzhou-2"), "UNAVAILABLE");
  run(cloud.alice()).expect_error("ResourceInsufficient.AvailabilityZoneSoldOut");
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
  ask(cloud.alice(), "RebootInstances", id).expect_ok();
  ask(cloud.alice(), "StopInstances", id).expect_ok();
  ask(cloud.alice(), "StartInstances", id).expect_ok();
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
}

// M-2
TEST(ZonesAndStock, a_zone_is_restocked_and_stays_so_after_a_restart) {
  Scenario cloud;
  EXPECT_EQ(zone_state(cloud, "ap-guangzhou-1"), "UNAVAILABLE");
  set_sold_out(cloud, "ap-guangzhou-1", false);
  run(cloud.alice(), "", "ap-guangzhou-1").expect_ok();
  cloud.restart();
  EXPECT_EQ(zone_state(cloud, "ap-guangzhou-1"), "AVAILABLE");
  run(cloud.alice(), "", "ap-guangzhou-1").expect_ok();
}

TEST(ZonesAndStock, only_a_zone_of_the_region_can_be_sold_out) {
  Scenario cloud;
  cloud.call("cvm", "DescribeZones").expect_ok();
  RegionCell& region = cloud.region();
  std::unique_lock writing(region.cell.lock());
  Transaction transaction;
  Change change{region, transaction, kOperator, cloud.now(), {}};
  auto refused = zone_stock_manager::set(change, "ap-shanghai-1", true);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "InvalidParameterValue.ZoneNotSupported");
}

}  // namespace
}  // namespace terrane
