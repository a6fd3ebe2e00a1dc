// A migration meets the failures of its zones: it is undone, goes on or waits for their end, and
// never leaves two of an instance or none (M-6, M-23).
#include <gtest/gtest.h>

#include "scenarios/migrations.h"
#include "scenarios/zone_faults.h"

namespace terrane {
namespace {

constexpr std::string_view kRefusing = R"("Mode":"REFUSE")";

struct Failing {
  Failing() { cloud.advance(seconds(20)); }
  void begin(std::string_view more = kKeep) { migrate(place.client, place.web, more).expect_ok(); }
  Json migration() { return migration_of(place.client, place.web); }
  std::string state() { return migration()["State"].text(); }

  Scenario cloud{slowly()};
  TwoZones place{cloud.alice()};
};

// M-6, M-23
TEST(MigrationFaults, a_new_zone_without_power_takes_nothing_and_the_plan_says_so) {
  Failing failing;
  fail_zone(failing.cloud, "ZONE_POWER", kNewZone);
  Json plan = plan_of(failing.place.client, failing.place.web);
  EXPECT_EQ(plan["Possible"], false);
  EXPECT_EQ(plan["BlockerSet"][0]["ResourceId"], failing.place.web);
  EXPECT_FALSE(migrate(failing.place.client, failing.place.web).ok());
}

// M-6, M-23
TEST(MigrationFaults, a_new_zone_that_loses_its_power_gives_everything_back_at_once) {
  Failing failing;
  failing.begin();
  failing.cloud.advance(seconds(25));  // new instances are being launched
  fail_zone(failing.cloud, "ZONE_POWER", kNewZone);
  failing.cloud.advance(seconds(15));
  EXPECT_EQ(failing.state(), "UNDONE");
  EXPECT_EQ(state_of(failing.place.client, failing.place.web), "RUNNING");
  EXPECT_EQ(shown(failing.place.client, failing.place.web)["PrivateIpAddresses"][0], "10.0.1.10");
  heal_zone(failing.cloud, kNewZone);
  failing.cloud.advance(seconds(60));
  EXPECT_EQ(failing.place.client.call("cvm", "DescribeInstances")["TotalCount"], 2);
}

// M-6, M-23
TEST(MigrationFaults, instances_of_a_zone_without_power_can_leave_it_and_do_not_start_again_there) {
  Failing failing;
  fail_zone(failing.cloud, "ZONE_POWER", kOldZone);
  failing.begin("");
  failing.cloud.advance(seconds(60));
  EXPECT_EQ(failing.state(), "DONE");
  std::string successor = successor_of(failing.place.client, failing.place.web);
  EXPECT_EQ(state_of(failing.place.client, successor), "RUNNING");
  heal_zone(failing.cloud, kOldZone);
  failing.cloud.advance(seconds(60));
  EXPECT_EQ(state_of(failing.place.client, failing.place.web), "STOPPED");
  EXPECT_EQ(state_of(failing.place.client, failing.place.api), "RUNNING");  // it stayed
}

// M-6, M-23
TEST(MigrationFaults, undone_in_a_zone_without_power_the_original_starts_when_that_is_back) {
  Failing failing;
  failing.begin("");
  failing.cloud.advance(seconds(15));
  fail_zone(failing.cloud, "ZONE_POWER", kOldZone);
  failing.place.client.call("terrane", "CancelMigration", {{"InstanceId", failing.place.web}})
      .expect_ok();
  failing.cloud.advance(seconds(30));
  EXPECT_EQ(failing.state(), "UNDONE");
  EXPECT_EQ(state_of(failing.place.client, failing.place.web), "STOPPED");
  heal_zone(failing.cloud, kOldZone);
  failing.cloud.advance(seconds(30));
  EXPECT_EQ(state_of(failing.place.client, failing.place.web), "RUNNING");
}

// M-6, M-23
TEST(MigrationFaults, one_that_cannot_go_back_now_says_why_and_goes_back_when_it_can) {
  Failing failing;
  failing.begin();
  failing.cloud.advance(seconds(15));
  fail_zone(failing.cloud, "ZONE_CONTROL_PLANE", kOldZone, kRefusing);
  failing.cloud.advance(seconds(30));
  EXPECT_EQ(failing.state(), "UNDOING");
  EXPECT_NE(failing.migration()["ObstacleMessage"].text().find(kOldZone), std::string::npos);
  heal_zone(failing.cloud, kOldZone);
  failing.cloud.advance(seconds(120));
  EXPECT_EQ(failing.state(), "UNDONE");
  EXPECT_EQ(failing.migration()["ObstacleMessage"], "");
  EXPECT_EQ(state_of(failing.place.client, failing.place.web), "RUNNING");
  EXPECT_EQ(state_of(failing.place.client, failing.place.api), "RUNNING");
}

// M-6, M-23
TEST(MigrationFaults, once_the_new_instances_have_taken_over_no_failure_takes_them_back) {
  Failing failing;
  failing.begin(R"("DestroyOriginal":true)");
  failing.cloud.advance(seconds(29));
  fail_zone(failing.cloud, "ZONE_CONTROL_PLANE", kOldZone, kRefusing);
  failing.cloud.advance(seconds(30));
  EXPECT_EQ(failing.state(), "RUNNING");
  EXPECT_EQ(current_step(failing.migration()), "RELEASE_ORIGINALS");
  EXPECT_NE(failing.migration()["ObstacleMessage"].text(), "");
  std::string successor = successor_of(failing.place.client, failing.place.web);
  EXPECT_EQ(state_of(failing.place.client, successor), "RUNNING");
  heal_zone(failing.cloud, kOldZone);
  failing.cloud.advance(seconds(120));
  EXPECT_EQ(failing.state(), "DONE");
  EXPECT_FALSE(is_there(failing.place.client, failing.place.web));
  EXPECT_EQ(state_of(failing.place.client, successor), "RUNNING");
}

}  // namespace
}  // namespace terrane
