// A migration meets hosts that fail: it is undone or waits, and never leaves two of an instance or
// none (M-6, M-23).
#include <gtest/gtest.h>

#include "scenarios/hosts.h"
#include "scenarios/migrations.h"

namespace terrane {
namespace {

struct Moving {
  Moving() { cloud.advance(seconds(20)); }
  void begin(std::string_view more = kKeep) { migrate(place.client, place.web, more).expect_ok(); }
  std::string state() { return migration_state(place.client, place.web); }
  // Undone, and everything as it was.
  void expect_as_before() {
    EXPECT_EQ(state(), "UNDONE");
    EXPECT_EQ(state_of(place.client, place.web), "RUNNING");
    EXPECT_EQ(shown(place.client, place.web)["PrivateIpAddresses"][0], "10.0.1.10");
    EXPECT_EQ(place.client.call("cvm", "DescribeInstances")["TotalCount"], 2);
  }

  Scenario cloud{slowly(few_hosts().changes)};
  TwoZones place{cloud.alice()};
};

// M-6, M-23
TEST(MigrationHosts, a_launch_that_fails_in_the_new_zone_gives_everything_back) {
  for (std::string_view more : {kKeep, std::string_view()})
    for (bool restarted : {false, true}) {
      Moving moving;
      fail_zone(moving.cloud, "HOST_LAUNCH", kNewZone);
      moving.begin(more);
      moving.cloud.advance(seconds(25));
      if (restarted) moving.cloud.restart();
      if (restarted) moving.state();  // the first to ask opens the region
      moving.cloud.advance(seconds(60));
      moving.expect_as_before();
      std::string why = migration_of(moving.place.client, moving.place.web)["ErrorMessage"].text();
      EXPECT_NE(why.find("LAUNCH_FAILED"), std::string::npos) << why;
    }
}

// M-6, M-23
TEST(MigrationHosts, one_that_failed_is_made_again_when_launches_work) {
  Moving moving;
  fail_zone(moving.cloud, "HOST_LAUNCH", kNewZone);
  moving.begin();
  moving.cloud.advance(seconds(90));
  moving.expect_as_before();
  heal_zone(moving.cloud, kNewZone);
  moving.begin();
  moving.cloud.advance(seconds(90));
  EXPECT_EQ(moving.state(), "DONE");
  EXPECT_EQ(state_of(moving.place.client, successor_of(moving.place.client, moving.place.web)),
            "RUNNING");
}

// M-6, M-23
TEST(MigrationHosts, a_new_host_that_loses_its_power_gives_everything_back) {
  Moving moving;
  moving.begin();
  moving.cloud.advance(seconds(25));  // new instances are being launched
  std::string successor = successor_of(moving.place.client, moving.place.web);
  fail_host(moving.cloud, spot_of(moving.cloud, successor, kNewZone).host, kNewZone);
  moving.cloud.advance(seconds(60));
  moving.expect_as_before();
  heal_zone(moving.cloud, kNewZone);
  moving.cloud.advance(seconds(60));
  moving.expect_as_before();
}

// M-6, M-23
TEST(MigrationHosts, an_instance_on_a_host_without_power_can_leave_it) {
  Moving moving;
  int64_t host = spot_of(moving.cloud, moving.place.web, kOldZone).host;
  fail_host(moving.cloud, host, kOldZone);
  moving.begin("");
  moving.cloud.advance(seconds(60));
  EXPECT_EQ(moving.state(), "DONE");
  std::string successor = successor_of(moving.place.client, moving.place.web);
  EXPECT_EQ(state_of(moving.place.client, successor), "RUNNING");
  heal_host(moving.cloud, host, kOldZone);
  moving.cloud.advance(seconds(60));
  EXPECT_EQ(state_of(moving.place.client, moving.place.web), "STOPPED");
}

// M-6, M-23
TEST(MigrationHosts, undone_on_a_host_without_power_the_original_starts_when_that_is_back) {
  Moving moving;
  int64_t host = spot_of(moving.cloud, moving.place.web, kOldZone).host;
  moving.begin("");
  moving.cloud.advance(seconds(15));
  fail_host(moving.cloud, host, kOldZone);
  moving.place.client.call("terrane", "CancelMigration", {{"InstanceId", moving.place.web}})
      .expect_ok();
  moving.cloud.advance(seconds(30));
  EXPECT_EQ(moving.state(), "UNDONE");
  EXPECT_EQ(state_of(moving.place.client, moving.place.web), "STOPPED");
  heal_host(moving.cloud, host, kOldZone);
  moving.cloud.advance(seconds(30));
  EXPECT_EQ(state_of(moving.place.client, moving.place.web), "RUNNING");
}

}  // namespace
}  // namespace terrane
