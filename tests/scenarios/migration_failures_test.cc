// A migration that fails, is cancelled or is interrupted leaves exactly one of each instance: it
// goes on, or is as if it had never been tried (M-23).
#include <gtest/gtest.h>

#include "scenarios/migrations.h"

namespace terrane {
namespace {

// What is there, without what a migration that was undone leaves: its record, the charges, and what
// instances say of their latest operation. Images and snapshots of others get finished meanwhile.
Scenario::Dump what_matters(Scenario& cloud) {
  Scenario::Dump dump = cloud.dump(), kept;
  for (const auto& [key, value] : dump) {
    auto is_of = [&](std::string_view table) { return key.find(table) != std::string::npos; };
    if (is_of("/migration/") || is_of("/charge/")) continue;
    bool only_there = is_of("/instance/") || is_of("/image/") || is_of("/snapshot/");
    kept[key] = only_there ? std::string() : value;
  }
  return kept;
}

// Of an original and the one that takes over, one at most runs.
void expect_one_of_each(const Client& client, const std::string& instance) {
  Json set = migration_of(client, instance)["InstanceSet"];
  for (size_t i = 0; i < set.size(); ++i) {
    auto may_run = [](const std::string& state) {
      return state == "PENDING" || state == "STARTING" || state == "RUNNING" ||
             state == "REBOOTING" || state == "STOPPING";
    };
    EXPECT_FALSE(may_run(set[i]["OriginalState"].text()) && may_run(set[i]["NewState"].text()))
        << set[i];
  }
}

// Lets time pass second by second, and looks all the while.
void watch(Scenario& cloud, const std::string& instance, int length) {
  for (int second = 0; second < length; ++second) {
    cloud.advance(seconds(1));
    expect_one_of_each(cloud.alice(), instance);
  }
}

// Both instances are where they were, and run.
void expect_as_before(Scenario& cloud, const TwoZones& place, const Scenario::Dump& before) {
  EXPECT_EQ(what_matters(cloud), before);
  EXPECT_EQ(shown(place.client, place.web)["PrivateIpAddresses"][0], "10.0.1.10");
  EXPECT_EQ(shown(place.client, place.api)["PrivateIpAddresses"][0], "10.0.1.11");
  EXPECT_EQ(state_of(place.client, place.web), "RUNNING");
  EXPECT_EQ(state_of(place.client, place.api), "RUNNING");
}

struct Failing {
  explicit Failing(std::string changes = {}) : cloud(slowly(std::move(changes))) {
    cloud.advance(seconds(20));
    ready();
  }
  void ready() { before = what_matters(cloud); }
  void begin(std::string_view more = kKeep) { migrate(place.client, place.web, more).expect_ok(); }
  void expect_undone(std::string_view code) {
    watch(cloud, place.web, 60);
    Json migration = migration_of(place.client, place.web);
    EXPECT_EQ(migration["State"], "UNDONE");
    EXPECT_EQ(migration["ErrorCode"], code);
    expect_as_before(cloud, place, before);
  }

  Scenario cloud;
  TwoZones place{cloud.alice()};
  Scenario::Dump before;
};

// M-23
TEST(MigrationFailures, an_image_that_cannot_be_made_is_noticed_and_originals_run_again) {
  Failing failing("[limits]\nimages = 2");
  std::string other = run_one(failing.place.client);
  failing.cloud.advance(seconds(20));
  failing.begin();
  std::string image = create_image(failing.place.client, other, "takes the quota");
  failing.ready();
  failing.expect_undone("ImageQuotaLimitExceeded");
}

// M-23
TEST(MigrationFailures, a_waiting_place_that_was_filled_is_noticed_before_the_subnet_goes) {
  Failing failing;
  Client& client = failing.place.client;
  std::string waiting = create_subnet(client, failing.place.vpc, "10.0.8.0/29", kOldZone);
  failing.begin(R"("KeepPrivateIpAddress":true,"OriginalSubnetId":")" + waiting + '"');
  run(client, placed(failing.place.vpc, waiting, "", R"("InstanceCount":4)")).expect_ok();
  failing.cloud.advance(seconds(15));
  failing.ready();
  auto images = [](const std::string& key) {
    return key.find("/image/") != std::string::npos || key.find("/snapshot/") != std::string::npos;
  };
  std::erase_if(failing.before, [&](const auto& entry) { return images(entry.first); });
  failing.expect_undone("FailedOperation.NoAvailableIpAddressCountInSubnet");
}

// M-2, M-23
TEST(MigrationFailures, a_zone_that_sells_out_on_the_way_gives_the_range_back) {
  Failing failing;
  sell_out(failing.cloud, kNewZone);
  sell_out(failing.cloud, kNewZone, false);
  failing.ready();
  for (std::string_view more : {kKeep, std::string_view()}) {
    failing.begin(more);
    failing.cloud.advance(seconds(15));
    sell_out(failing.cloud, kNewZone);
    watch(failing.cloud, failing.place.web, 60);
    sell_out(failing.cloud, kNewZone, false);
    EXPECT_EQ(migration_of(failing.place.client, failing.place.web)["ErrorCode"],
              "ResourceInsufficient.AvailabilityZoneSoldOut");
    EXPECT_EQ(migration_state(failing.place.client, failing.place.web), "UNDONE");
    Scenario::Dump after = what_matters(failing.cloud);
    for (Scenario::Dump* dump : {&after, &failing.before})  // when the stock changed
      std::erase_if(*dump, [](const auto& entry) {
        return entry.first.find("/zone-stock/") != std::string::npos;
      });
    EXPECT_EQ(after, failing.before);
  }
}

// M-23, M-29
TEST(MigrationFailures, bindings_that_cannot_turn_leave_the_original_with_its_own) {
  Scenario cloud(slowly());
  TwoZones place{cloud.alice()};
  Client& client = place.client;
  cloud.advance(seconds(20));
  ask(client, "StopInstances", place.web).expect_ok();
  cloud.advance(seconds(20));
  std::string address = allocate_one(client), other = allocate_one(client);
  associate(client, address, place.web).expect_ok();
  migrate(client, place.web).expect_ok();
  cloud.advance(seconds(25));  // the new one runs, and is being stopped, as the original is
  std::string started = successor_of(client, place.web);
  associate(client, other, started).expect_ok();
  cloud.advance(seconds(60));
  EXPECT_EQ(migration_state(client, place.web), "UNDONE");
  EXPECT_EQ(shown_address(client, address)["InstanceId"], place.web);
  EXPECT_FALSE(is_there(client, started));
  EXPECT_EQ(state_of(client, place.web), "STOPPED");
  EXPECT_EQ(own_images(client).size(), 0u);
}

// M-23
TEST(MigrationFailures, one_that_is_cancelled_in_any_step_before_the_last_is_undone_whole) {
  std::set<std::string> steps;
  for (int at = 1; at < 30; at += 3) {
    SCOPED_TRACE(at);
    Failing failing;
    failing.begin();
    failing.cloud.advance(seconds(at));
    steps.insert(current_step(migration_of(failing.place.client, failing.place.web)));
    failing.place.client.call("terrane", "CancelMigration", {{"InstanceId", failing.place.web}})
        .expect_ok();
    failing.expect_undone("Cancelled");
    failing.place.client.call("terrane", "CancelMigration", {{"InstanceId", failing.place.web}})
        .expect_error("UnsupportedOperation.MigrationEnded");
  }
  EXPECT_EQ(steps, (std::set<std::string>{"CREATE_IMAGES", "START_INSTANCES"}));
}

// M-23
TEST(MigrationFailures, once_the_new_instances_have_taken_over_there_is_no_way_back) {
  Failing failing;
  failing.begin(R"("DestroyOriginal":true)");
  failing.cloud.advance(seconds(33));
  EXPECT_EQ(current_step(migration_of(failing.place.client, failing.place.web)),
            "RELEASE_ORIGINALS");
  failing.place.client.call("terrane", "CancelMigration", {{"InstanceId", failing.place.web}})
      .expect_error("UnsupportedOperation.MigrationSwitched");
}

// M-23
TEST(MigrationFailures, one_that_was_undone_can_be_tried_again) {
  Failing failing;
  failing.begin();
  failing.place.client.call("terrane", "CancelMigration", {{"InstanceId", failing.place.web}})
      .expect_ok();
  failing.expect_undone("Cancelled");
  failing.begin();
  watch(failing.cloud, failing.place.web, 60);
  EXPECT_EQ(migration_state(failing.place.client, failing.place.web), "DONE");
}

// M-23
TEST(MigrationFailures, the_cloud_may_start_anew_in_the_middle_of_every_step_forward) {
  for (int at = 1; at < 45; at += 2) {
    SCOPED_TRACE(at);
    Failing failing;
    failing.begin(R"("KeepPrivateIpAddress":true,"DestroyOriginal":true)");
    watch(failing.cloud, failing.place.web, at);
    failing.cloud.restart();
    watch(failing.cloud, failing.place.web, 90);
    Client& client = failing.place.client;
    EXPECT_EQ(migration_state(client, failing.place.web), "DONE");
    EXPECT_FALSE(is_there(client, failing.place.web));
    Json started = shown(client, successor_of(client, failing.place.web));
    EXPECT_EQ(started["InstanceState"], "RUNNING");
    EXPECT_EQ(started["PrivateIpAddresses"][0], "10.0.1.10");
  }
}

// M-23
TEST(MigrationFailures, the_cloud_may_start_anew_in_the_middle_of_every_step_back) {
  for (int at = 1; at < 30; at += 3) {
    SCOPED_TRACE(at);
    Failing failing;
    failing.begin();
    failing.cloud.advance(seconds(25));
    failing.place.client.call("terrane", "CancelMigration", {{"InstanceId", failing.place.web}})
        .expect_ok();
    watch(failing.cloud, failing.place.web, at);
    failing.cloud.restart();
    failing.expect_undone("Cancelled");
  }
}

}  // namespace
}  // namespace terrane
