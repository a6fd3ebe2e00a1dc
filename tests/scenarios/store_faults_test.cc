// The store of one cell is slow, or is to be taken for broken: those who change something there
// notice, nobody else does, and it comes back without a restart (M-5).
#include <gtest/gtest.h>

#include "scenarios/images.h"
#include "scenarios/outages.h"
#include "store/faulty/faulty_store.h"

namespace terrane {
namespace {

constexpr std::string_view kBroken = "ap-shanghai", kZoneThere = "ap-shanghai-1";

Reply make_vpc(const Client& client) {
  return client.call("vpc", "CreateVpc", {{"VpcName", "a"}, {"CidrBlock", "10.0.0.0/16"}});
}

// M-5
TEST(StoreFaults, refuse_what_would_be_stored_and_nothing_that_is_read) {
  Scenario cloud;
  Client there = cloud.in(kBroken);
  make_vpc(there).expect_ok();
  std::string id = run_one(there, "", kZoneThere);
  fail_store(cloud, kBroken);
  Scenario::Dump before = cloud.dump();
  make_vpc(there).expect_error("InternalError");
  ask(there, "TerminateInstances", id).expect_error("InternalError");
  EXPECT_EQ(there.call("vpc", "DescribeVpcs")["TotalCount"], 2);
  EXPECT_EQ(state_of(there, id), "RUNNING");
  // Who has never been there has nothing made for him.
  cloud.as(kBob).in(kBroken).call("vpc", "DescribeVpcs").expect_error("InternalError");
  EXPECT_EQ(cloud.dump(), before);
  for (std::string_view region : {"ap-guangzhou", "ap-beijing"})
    make_vpc(cloud.in(region)).expect_ok();
  heal(cloud, "store/ap-shanghai").expect_ok();
  make_vpc(there).expect_ok();
  cloud.as(kBob).in(kBroken).call("vpc", "DescribeVpcs").expect_ok();
}

// M-5
TEST(StoreFaults, let_what_is_due_and_what_comes_from_elsewhere_wait) {
  SimDurations slow;
  slow.of_task.fill(seconds(60));
  Scenario cloud({.durations = slow});
  Client there = cloud.in(kBroken);
  std::string instance = run_one(cloud.alice());
  cloud.advance(seconds(600));
  std::string image = create_image(cloud.alice(), instance);
  cloud.advance(seconds(600));
  std::string id = run_one(there, "", kZoneThere);
  fail_store(cloud, kBroken);
  std::string copy = sync_to(cloud.alice(), image, kBroken);
  cloud
      .call("cvm", "ImportKeyPair", {{"KeyName", "a"}, {"ProjectId", 0}, {"PublicKey", kPublicKey}})
      .expect_ok();
  cloud.advance(hours(1));
  EXPECT_EQ(state_of(there, id), "PENDING");
  EXPECT_EQ(images_shown(there, copy), 0u);
  EXPECT_EQ(there.call("cvm", "DescribeKeyPairs")["TotalCount"], 0);
  EXPECT_EQ(cloud.call("cvm", "DescribeKeyPairs")["TotalCount"], 1);
  heal(cloud, "store/ap-shanghai").expect_ok();
  EXPECT_EQ(there.call("cvm", "DescribeKeyPairs")["TotalCount"], 1);
  cloud.advance(seconds(600));
  EXPECT_EQ(state_of(there, id), "RUNNING");
  EXPECT_EQ(image_state(there, copy), "NORMAL");
}

// M-5
TEST(StoreFaults, make_changes_as_late_as_the_store_is_slow_and_hold_nobody_else_up) {
  Scenario cloud;
  Client there = cloud.in(kBroken);
  make_vpc(there).expect_ok();
  slow_store(cloud, kBroken, seconds(3));
  Time before = cloud.now();
  make_vpc(there).expect_ok();
  EXPECT_EQ(cloud.now() - before, seconds(3));
  before = cloud.now();
  EXPECT_EQ(there.call("vpc", "DescribeVpcs")["TotalCount"], 3);
  make_vpc(cloud.alice()).expect_ok();
  cloud
      .call("cvm", "ImportKeyPair", {{"KeyName", "a"}, {"ProjectId", 0}, {"PublicKey", kPublicKey}})
      .expect_ok();
  EXPECT_EQ(cloud.now(), before);
  EXPECT_EQ(there.call("cvm", "DescribeKeyPairs")["TotalCount"], 1);
  EXPECT_EQ(cloud.now() - before, seconds(3));  // when it is durable there, too
  before = cloud.now();
  heal(cloud, "store/ap-shanghai").expect_ok();
  make_vpc(there).expect_ok();
  EXPECT_EQ(cloud.now(), before);
}

// M-5, M-37
TEST(StoreFaults, hold_what_is_asked_from_elsewhere_up_for_a_second_at_most) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string near = run_one(alice), far = run_one(cloud.in(kBroken), "", kZoneThere);
  slow_store(cloud, kBroken, seconds(600));
  alice
      .call("cvm", "ImportKeyPair", {{"KeyName", "a"}, {"ProjectId", 0}, {"PublicKey", kPublicKey}})
      .expect_ok();  // and it is not durable there for a while
  Time before = cloud.now();
  alice.call("terrane", "DescribeImpact", {{"Region", "ap-guangzhou"}, {"OtherRegion", kBroken}})
      .expect_ok();
  alice
      .call("terrane", "AnalyzeReachability",
            {{"Source", near}, {"Destination", far}, {"DestinationRegion", kBroken}})
      .expect_ok();
  EXPECT_LE(cloud.now() - before, seconds(2));
}

// M-5
TEST(StoreFaults, outlast_a_restart) {
  Scenario cloud;
  fail_store(cloud, kBroken);
  cloud.restart();
  make_vpc(cloud.in(kBroken)).expect_error("InternalError");
  heal(cloud, "store/ap-shanghai").expect_ok();
  slow_store(cloud, kBroken, seconds(2));
  cloud.restart();
  cloud.in(kBroken).call("vpc", "DescribeVpcs").expect_ok();
  Time before = cloud.now();
  make_vpc(cloud.in(kBroken)).expect_ok();
  EXPECT_EQ(cloud.now() - before, seconds(2));
}

// M-5, M-25
TEST(StoreFaults, of_the_account_plane_refuse_or_delay_its_changes_and_no_regions) {
  Scenario cloud;
  auto import_key = [&] {
    return cloud.call("cvm", "ImportKeyPair",
                      {{"KeyName", "a"}, {"ProjectId", 0}, {"PublicKey", kPublicKey}});
  };
  fail_store(cloud, "account-plane");
  import_key().expect_error("InternalError");
  make_vpc(cloud.alice()).expect_ok();
  cloud.as(kOperator).call("terrane", "DescribeAccounts").expect_ok();
  heal(cloud, "store/account-plane").expect_ok();
  slow_store(cloud, "account-plane", seconds(2));
  Time before = cloud.now();
  make_vpc(cloud.alice()).expect_ok();
  EXPECT_EQ(cloud.now(), before);
  import_key().expect_ok();
  EXPECT_EQ(cloud.now() - before, seconds(2));
  heal_all(cloud);
}

Reply make_key(Scenario& cloud, std::string_view name) {
  return cloud.call("cvm", "CreateKeyPair", {{"KeyName", name}, {"ProjectId", 0}});
}

// As many keys as a region knows the account to have.
int64_t keys_in(Scenario& cloud, std::string_view region) {
  return cloud.in(region).call("cvm", "DescribeKeyPairs")["TotalCount"].number();
}
Reply ask_the_account_plane(Scenario& cloud) {
  return cloud.as(kOperator).in("").call("terrane", "DescribeAccounts");
}

// M-5, M-25
TEST(AccountPlaneDown, it_is_opened_again_by_itself_and_regions_follow_it_again) {
  for (StoreFault fault : {StoreFault::kRefused, StoreFault::kReplyLost}) {
    Scenario cloud;
    make_key(cloud, "kept").expect_ok();
    EXPECT_EQ(keys_in(cloud, kBroken), 1);
    cloud.disk("account").plan(fault);
    make_key(cloud, "lost").expect_error("InternalError");
    make_vpc(cloud.alice()).expect_ok();
    ask_the_account_plane(cloud).code();  // now it is noticed, if nobody has yet
    ask_the_account_plane(cloud).expect_ok();
    int64_t kept = fault == StoreFault::kReplyLost ? 2 : 1;
    EXPECT_EQ(keys_in(cloud, kBroken), kept);
    make_key(cloud, "later").expect_ok();
    EXPECT_EQ(keys_in(cloud, kBroken), kept + 1);
    Scenario::Dump before = cloud.dump();
    cloud.restart();
    EXPECT_EQ(cloud.dump(), before);
  }
}

// M-4, M-5
TEST(AccountPlaneDown, a_place_that_was_stored_though_nobody_was_told_is_there_when_it_is_back) {
  Scenario cloud;
  Client boss = cloud.as(kOperator).in("");
  auto add_zone = [&] {
    return boss.call("terrane", "CreateZone",
                     R"({"Region":"ap-shanghai","Zone":{"Zone":"ap-shanghai-9","Name":"Nine"}})");
  };
  make_vpc(cloud.in(kBroken)).expect_ok();
  cloud.disk("account").plan(StoreFault::kReplyLost);
  add_zone().expect_error("InternalError");
  ask_the_account_plane(cloud).code();
  run(cloud.in(kBroken), "", "ap-shanghai-9").expect_ok();
}

// M-5
TEST(AccountPlaneDown, one_whose_store_stays_broken_is_tried_again_until_it_works) {
  Scenario cloud;
  make_key(cloud, "kept").expect_ok();
  cloud.disk("account").break_down();
  make_key(cloud, "lost").expect_error("InternalError");
  ask_the_account_plane(cloud).expect_error("InternalError");
  cloud.advance(hours(1));
  make_key(cloud, "lost_too").expect_error("InternalError");
  make_vpc(cloud.alice()).expect_ok();
  cloud.disk("account").repair();
  cloud.advance(seconds(60));
  make_key(cloud, "later").expect_ok();
  EXPECT_EQ(keys_in(cloud, kBroken), 2);
}

}  // namespace
}  // namespace terrane
