// DescribeEvents: what has become of resources, told to those who wait for it.
#include <gtest/gtest.h>

#include <vector>

#include "scenarios/instances.h"
#include "scenarios/outages.h"

namespace terrane {
namespace {

std::string cursor_of(const Client& client) {
  return client.call("terrane", "DescribeEvents")["Cursor"].text();
}

Parameters since(const std::string& cursor, int64_t wait = 0) {
  return {{"Cursor", cursor}, {"WaitMilliseconds", wait}};
}

Reply events(const Client& client, const std::string& cursor) {
  return client.call("terrane", "DescribeEvents", since(cursor));
}

// A VPC of the client's.
std::string new_vpc(const Client& client, std::string_view name = "shop") {
  return client
      .call("vpc", "CreateVpc", {{"VpcName", name}, {"CidrBlock", "10.0.0.0/16"}})["Vpc"]["VpcId"]
      .text();
}

// The changes of one resource, in their order.
std::vector<std::string> changes_of(const Reply& reply, std::string_view id) {
  std::vector<std::string> changes;
  Json events = reply["Events"];
  for (size_t i = 0; i < events.size(); ++i)
    if (events[i]["Id"] == id) changes.push_back(events[i]["Change"].text());
  return changes;
}

using Changes = std::vector<std::string>;

// The first event of one resource.
Json event_of(const Reply& reply, std::string_view id) {
  Json events = reply["Events"];
  for (size_t i = 0; i < events.size(); ++i)
    if (events[i]["Id"] == id) return events[i];
  ADD_FAILURE() << "no event of " << id << " in " << events;
  return Json(nullptr);
}

TEST(Events, tell_an_account_what_was_made_changed_and_deleted_since) {
  Scenario cloud;
  std::string before = new_vpc(cloud.alice());
  std::string cursor = cursor_of(cloud.alice());
  std::string vpc = new_vpc(cloud.alice());
  Reply made = events(cloud.alice(), cursor);
  EXPECT_EQ(changes_of(made, vpc), Changes{"CREATED"});
  EXPECT_EQ(changes_of(made, before), Changes{});
  EXPECT_EQ(made["Missed"], false);
  Json event = event_of(made, vpc);
  EXPECT_EQ(event["Kind"], "vpc");
  EXPECT_EQ(event["Uin"], int64_t(kAlice));
  EXPECT_EQ(event["Region"], "ap-guangzhou");
  EXPECT_EQ(event["Time"], to_iso8601(cloud.now()));

  cloud.call("vpc", "ModifyVpcAttribute", {{"VpcId", vpc}, {"VpcName", "shops"}}).expect_ok();
  cloud.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_ok();
  Reply gone = events(cloud.alice(), made["Cursor"].text());
  EXPECT_EQ(changes_of(gone, vpc), (Changes{"CHANGED", "DELETED"}));
  EXPECT_EQ(events(cloud.alice(), gone["Cursor"].text())["Events"].size(), 0u);
}

TEST(Events, tell_nothing_of_what_was_refused) {
  Scenario cloud;
  std::string vpc = new_vpc(cloud.alice());
  new_vpc(cloud.as(kBob));
  std::string cursor = cursor_of(cloud.as(kOperator));
  cloud.as(kBob).call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_error("ResourceNotFound");
  EXPECT_EQ(events(cloud.as(kOperator), cursor)["Events"].size(), 0u);
}

// M-25
TEST(Events, of_others_are_for_operators_alone) {
  Scenario cloud;
  new_vpc(cloud.alice());
  std::string alices = cursor_of(cloud.alice()), roots = cursor_of(cloud.as(kOperator));
  std::string vpc = new_vpc(cloud.as(kBob));
  EXPECT_EQ(events(cloud.alice(), alices)["Events"].size(), 0u);
  Reply seen = events(cloud.as(kOperator), roots);
  EXPECT_EQ(changes_of(seen, vpc), Changes{"CREATED"});
}

TEST(Events, of_faults_and_stock_are_for_operators) {
  Scenario cloud;
  Client root = cloud.as(kOperator);
  std::string alices = cursor_of(cloud.alice()), roots = cursor_of(root);
  root.call("terrane", "ModifyZoneStock", {{"Zone", "ap-guangzhou-3"}, {"SoldOut", true}})
      .expect_ok();
  set_fault(cloud, {{"Kind", "ZONE_POWER"}, {"Zone", "ap-guangzhou-3"}}).expect_ok();
  Reply seen = events(root, roots);
  std::vector<std::string> kinds;
  for (size_t i = 0; i < seen["Events"].size(); ++i)
    kinds.push_back(seen["Events"][i]["Kind"].text());
  EXPECT_EQ(kinds, (std::vector<std::string>{"zone-stock", "fault"}));
  EXPECT_EQ(events(cloud.alice(), alices)["Events"].size(), 0u);
}

TEST(Events, of_the_account_plane_are_asked_for_without_a_region_and_told_there_alone) {
  Scenario cloud;
  Client nowhere = cloud.in("");
  std::string cursor = cursor_of(nowhere), guangzhou = cursor_of(cloud.alice());
  std::string key =
      nowhere.in("ap-guangzhou")
          .call("cvm", "CreateKeyPair", {{"KeyName", "k"}, {"ProjectId", 0}})["KeyPair"]["KeyId"]
          .text();
  Reply seen = events(nowhere, cursor);
  EXPECT_EQ(changes_of(seen, key), Changes{"CREATED"});
  EXPECT_EQ(events(cloud.alice(), guangzhou)["Events"].size(), 0u);
  EXPECT_EQ(events(cloud.in("ap-shanghai"), cursor_of(cloud.in("ap-shanghai")))["Events"].size(),
            0u);
}

TEST(Events, wake_a_call_that_waits_as_soon_as_they_happen) {
  Scenario cloud;
  new_vpc(cloud.alice(), "before");
  std::string cursor = cursor_of(cloud.alice());
  Pending waiting = cloud.alice().begin("terrane", "DescribeEvents", since(cursor, 30'000));
  cloud.advance(seconds(3));
  EXPECT_FALSE(waiting.answered());
  new_vpc(cloud.as(kBob));
  cloud.advance(milliseconds(1));
  EXPECT_FALSE(waiting.answered());
  std::string vpc = new_vpc(cloud.alice());
  cloud.advance(milliseconds(1));
  ASSERT_TRUE(waiting.answered());
  EXPECT_EQ(changes_of(waiting.reply(), vpc), Changes{"CREATED"});
}

TEST(Events, that_happened_before_the_wait_began_are_told_at_once) {
  Scenario cloud;
  new_vpc(cloud.alice(), "before");
  std::string cursor = cursor_of(cloud.alice());
  std::string vpc = new_vpc(cloud.alice());
  Pending waiting = cloud.alice().begin("terrane", "DescribeEvents", since(cursor, 30'000));
  EXPECT_EQ(changes_of(waiting.reply(), vpc), Changes{"CREATED"});
}

TEST(Events, of_what_happens_by_itself_wake_a_call_too) {
  Scenario::Options options;
  options.durations.of_task.fill(seconds(5));
  Scenario cloud(options);
  std::string instance = run_one(cloud.alice());
  std::string cursor = cursor_of(cloud.alice());
  Pending waiting = cloud.alice().begin("terrane", "DescribeEvents", since(cursor, 30'000));
  EXPECT_FALSE(waiting.answered());
  cloud.advance(seconds(6));
  EXPECT_EQ(changes_of(waiting.reply(), instance), Changes{"CHANGED"});
}

TEST(Events, that_do_not_come_are_waited_for_no_longer_than_was_asked) {
  Scenario cloud;
  std::string cursor = cursor_of(cloud.alice());
  Pending waiting = cloud.alice().begin("terrane", "DescribeEvents", since(cursor, 2'000));
  cloud.advance(milliseconds(1'999));
  EXPECT_FALSE(waiting.answered());
  cloud.advance(milliseconds(1));
  Reply reply = waiting.reply();
  EXPECT_EQ(reply["Events"].size(), 0u);
  EXPECT_EQ(reply["Missed"], false);
}

TEST(Events, are_told_of_only_once_they_are_durable) {
  Scenario cloud;
  new_vpc(cloud.alice(), "before");
  std::string cursor = cursor_of(cloud.alice());
  slow_store(cloud, "ap-guangzhou", seconds(5));
  Pending making =
      cloud.alice().begin("vpc", "CreateVpc", {{"VpcName", "slow"}, {"CidrBlock", "10.0.0.0/16"}});
  cloud.advance(seconds(1));
  EXPECT_EQ(events(cloud.alice(), cursor)["Events"].size(), 0u);
  Pending waiting = cloud.alice().begin("terrane", "DescribeEvents", since(cursor, 30'000));
  cloud.advance(seconds(10));
  std::string vpc = making.reply()["Vpc"]["VpcId"].text();
  EXPECT_EQ(changes_of(waiting.reply(), vpc), Changes{"CREATED"});
}

TEST(Events, that_a_restart_made_forget_are_said_to_be_missed) {
  Scenario cloud;
  std::string cursor = cursor_of(cloud.alice());
  new_vpc(cloud.alice());
  cloud.restart();
  Pending waiting = cloud.alice().begin("terrane", "DescribeEvents", since(cursor, 30'000));
  Reply reply = waiting.reply();
  EXPECT_EQ(reply["Missed"], true);
  EXPECT_EQ(reply["Events"].size(), 0u);
  std::string vpc = new_vpc(cloud.alice());
  Reply next = events(cloud.alice(), reply["Cursor"].text());
  EXPECT_EQ(next["Missed"], false);
  EXPECT_EQ(changes_of(next, vpc), Changes{"CREATED"});
}

TEST(Events, of_long_ago_are_forgotten_and_said_to_be_missed) {
  Scenario cloud;
  Client bob = cloud.as(kBob);
  std::string vpc = new_vpc(bob);
  std::string alices = cursor_of(cloud.alice());
  for (int i = 0; i <= 10'000; ++i)
    bob.call("vpc", "ModifyVpcAttribute", {{"VpcId", vpc}, {"VpcName", std::to_string(i)}})
        .expect_ok();
  EXPECT_EQ(events(cloud.alice(), alices)["Missed"], true);
}

TEST(Events, of_a_state_that_is_loaded_are_not_told_one_by_one) {
  Scenario cloud;
  Client root = cloud.as(kOperator);
  root.call("terrane", "SaveState", {{"Name", "before"}}).expect_ok();
  std::string cursor = cursor_of(cloud.alice());
  new_vpc(cloud.alice());
  root.call("terrane", "LoadState", {{"Name", "before"}}).expect_ok();
  EXPECT_EQ(events(cloud.alice(), cursor)["Missed"], true);
}

TEST(Events, come_as_many_at_a_time_as_was_asked_for) {
  Scenario cloud;
  std::string cursor = cursor_of(cloud.alice());
  std::string first = new_vpc(cloud.alice(), "one"), last = new_vpc(cloud.alice(), "two");
  size_t pages = 0, made = 0;
  while (true) {
    Reply page = cloud.call("terrane", "DescribeEvents", {{"Cursor", cursor}, {"Limit", 1}});
    if (page["Events"].size() == 0) break;
    ASSERT_EQ(page["Events"].size(), 1u);
    made += changes_of(page, first).size() + changes_of(page, last).size();
    cursor = page["Cursor"].text();
    ++pages;
  }
  EXPECT_EQ(made, 2u);
  EXPECT_GE(pages, 2u);
}

// M-5
TEST(Events, of_a_region_that_fails_end_with_a_refusal_and_go_on_when_it_is_back) {
  Scenario cloud;
  Client root = cloud.as(kOperator);
  std::string alices = cursor_of(cloud.alice()), roots = cursor_of(root);
  std::string shanghai = cursor_of(cloud.in("ap-shanghai"));
  Pending waiting = cloud.alice().begin("terrane", "DescribeEvents", since(alices, 30'000));
  Pending elsewhere =
      cloud.in("ap-shanghai").begin("terrane", "DescribeEvents", since(shanghai, 30'000));
  fail_region(cloud, "ap-guangzhou");
  std::string fault = "region/ap-guangzhou";
  cloud.advance(milliseconds(1));
  waiting.reply().expect_error("InternalError");
  EXPECT_FALSE(elsewhere.answered());
  events(cloud.alice(), alices).expect_error("InternalError");
  EXPECT_EQ(changes_of(events(root, roots), fault), Changes{"CREATED"});
  heal(cloud, fault).expect_ok();
  EXPECT_EQ(changes_of(events(root, roots), fault), (Changes{"CREATED", "DELETED"}));
  std::string vpc = new_vpc(cloud.alice());
  EXPECT_EQ(changes_of(events(cloud.alice(), alices), vpc), Changes{"CREATED"});
}

TEST(Events, are_waited_for_by_any_number_who_hold_nobody_up) {
  Scenario cloud;
  new_vpc(cloud.alice(), "before");
  std::string cursor = cursor_of(cloud.alice());
  std::vector<Pending> waiting;
  for (int i = 0; i < 1'000; ++i)
    waiting.push_back(cloud.alice().begin("terrane", "DescribeEvents", since(cursor, 30'000)));
  std::string bobs = new_vpc(cloud.as(kBob));
  cloud.advance(milliseconds(1));
  for (const Pending& call : waiting) ASSERT_FALSE(call.answered());
  std::string vpc = new_vpc(cloud.alice());
  cloud.advance(milliseconds(1));
  for (const Pending& call : waiting) ASSERT_EQ(changes_of(call.reply(), vpc), Changes{"CREATED"});
}

TEST(Events, are_asked_for_with_a_cursor_that_was_given_and_a_bounded_wait) {
  Scenario cloud;
  for (std::string cursor : {"x", "12", "-1", "12-", "12-x"})
    events(cloud.alice(), cursor).expect_error("InvalidParameterValue.Cursor");
  for (int64_t wait : {-1, 30'001})
    cloud.call("terrane", "DescribeEvents", {{"WaitMilliseconds", wait}})
        .expect_error("InvalidParameterValue.WaitMilliseconds");
  for (int64_t limit : {0, 1'001})
    cloud.call("terrane", "DescribeEvents", {{"Limit", limit}})
        .expect_error("InvalidParameterValue.Limit");
  cloud.in("ap-nowhere").call("terrane", "DescribeEvents").expect_error("UnsupportedRegion");
}

}  // namespace
}  // namespace terrane
