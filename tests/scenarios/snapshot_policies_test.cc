// Automatic snapshot policies: at certain hours of certain days, in Beijing, they make snapshots of
// the disks bound to them, which go after some days (M-32).
#include <gtest/gtest.h>

#include "scenarios/disks.h"

namespace terrane {
namespace {

std::string create_policy(const Client& client, std::string_view more = {},
                          std::string_view days = R"("DayOfWeek":[0,1,2,3,4,5,6])") {
  std::string json = R"({"Policy":[{"Hour":[3],)" + std::string(days) + "}]";
  if (!more.empty()) (json += ',') += more;
  return client.call("cbs", "CreateAutoSnapshotPolicy", json + "}")["AutoSnapshotPolicyId"].text();
}

Json shown_policy(const Client& client, const std::string& id) {
  Reply reply =
      client.call("cbs", "DescribeAutoSnapshotPolicies", {{"AutoSnapshotPolicyIds", {id}}});
  EXPECT_EQ(reply["TotalCount"], 1) << id;
  return reply["AutoSnapshotPolicySet"][0];
}

Reply bind_policy(const Client& client, const std::string& policy, const std::string& disk) {
  return client.call("cbs", "BindAutoSnapshotPolicy",
                     {{"AutoSnapshotPolicyId", policy}, {"DiskIds", {disk}}});
}

int64_t snapshots_of(const Client& client, const std::string& disk) {
  return shown_disk(client, disk)["SnapshotCount"].number();
}

// M-32
TEST(SnapshotPolicies, make_snapshots_of_their_disks_and_let_them_go) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice), instance = run_one(alice);
  std::string system = system_disk_of(alice, instance);
  std::string policy =
      create_policy(alice, R"("AutoSnapshotPolicyName":"daily","RetentionDays":2)");
  EXPECT_TRUE(policy.starts_with("asp-")) << policy;
  bind_policy(alice, policy, disk).expect_ok();
  bind_policy(alice, policy, system).expect_ok();
  Json shown = shown_policy(alice, policy);
  EXPECT_EQ(shown["AutoSnapshotPolicyName"], "daily");
  EXPECT_EQ(shown["AutoSnapshotPolicyState"], "NORMAL");
  EXPECT_EQ(shown["DiskIdSet"].size(), 2u);
  EXPECT_EQ(shown["InstanceIdSet"][0], instance);
  EXPECT_EQ(shown["RetentionDays"], 2);
  EXPECT_EQ(shown["IsPermanent"], false);
  EXPECT_TRUE(shown["NextTriggerTime"].text().ends_with(" 03:00:00"));

  cloud.advance(days(1));
  EXPECT_EQ(snapshots_of(alice, disk), 1);
  EXPECT_EQ(snapshots_of(alice, system), 1);
  Json made =
      alice.call("cbs", "DescribeSnapshots",
                 {{"Filters", {{{"Name", "disk-id"}, {"Values", {disk}}}}}})["SnapshotSet"][0];
  EXPECT_EQ(made["AutoSnapshotPolicyId"], policy);
  EXPECT_EQ(made["IsPermanent"], false);
  EXPECT_TRUE(made["CreateTime"].text().ends_with(" 03:00:00"));
  cloud.restart();
  cloud.advance(days(5));
  EXPECT_EQ(snapshots_of(alice, disk), 2);  // those of the last two days
}

TEST(SnapshotPolicies, keep_to_their_days) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string monthly = create_policy(alice, R"("IsPermanent":true)", R"("DayOfMonth":[1,31])");
  EXPECT_EQ(shown_policy(alice, monthly)["IsPermanent"], true);
  std::string disk = create_disk(alice);
  bind_policy(alice, monthly, disk).expect_ok();
  cloud.advance(days(400));
  int64_t made = snapshots_of(alice, disk);
  EXPECT_GE(made, 19);  // 12 or 13 first days, and 7 or 8 months of 31
  EXPECT_LE(made, 22);

  std::string seldom = create_policy(alice, R"("IsPermanent":true)", R"("IntervalDays":10)");
  std::string other = create_disk(alice);
  bind_policy(alice, seldom, other).expect_ok();
  cloud.advance(days(100));
  EXPECT_GE(snapshots_of(alice, other), 10);
  EXPECT_LE(snapshots_of(alice, other), 11);
}

TEST(SnapshotPolicies, are_paused_changed_and_deleted) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string policy = create_policy(alice), disk = create_disk(alice);
  bind_policy(alice, policy, disk).expect_ok();
  auto modify = [&](std::string_view more) {
    return alice.call("cbs", "ModifyAutoSnapshotPolicyAttribute",
                      R"({"AutoSnapshotPolicyId":")" + policy + "\"" + std::string(more) + "}");
  };
  modify(R"(,"IsActivated":false)").expect_ok();
  EXPECT_EQ(shown_policy(alice, policy)["NextTriggerTime"], "");
  cloud.advance(days(3));
  EXPECT_EQ(snapshots_of(alice, disk), 0);
  modify(R"(,"IsActivated":true,"AutoSnapshotPolicyName":"again",
            "Policy":[{"Hour":[5,6],"IntervalDays":1}])")
      .expect_ok();
  modify("").expect_error("MissingParameter");
  modify(R"(,"IsPermanent":true,"RetentionDays":3)").expect_error("InvalidParameterValue");
  cloud.advance(days(1));
  EXPECT_EQ(snapshots_of(alice, disk), 2);
  alice.call("cbs", "DeleteAutoSnapshotPolicies", {{"AutoSnapshotPolicyIds", {policy}}})
      .expect_ok();
  cloud.advance(days(1));
  EXPECT_EQ(snapshots_of(alice, disk), 2);
  bind_policy(alice, policy, disk).expect_error("InvalidAutoSnapshotPolicyId.NotFound");
}

TEST(SnapshotPolicies, are_refused_with_days_and_hours_that_are_none) {
  Scenario cloud;
  auto refused = [&](std::string_view policy, std::string_view more = {}) {
    cloud
        .call("cbs", "CreateAutoSnapshotPolicy",
              R"({"Policy":[)" + std::string(policy) + "]" + std::string(more) + "}")
        .expect_error("InvalidParameterValue");
  };
  refused(R"({"Hour":[24],"DayOfWeek":[1]})");
  refused(R"({"Hour":[],"DayOfWeek":[1]})");
  refused(R"({"Hour":[1]})");
  refused(R"({"Hour":[1],"DayOfWeek":[7]})");
  refused(R"({"Hour":[1],"DayOfMonth":[0]})");
  refused(R"({"Hour":[1],"IntervalDays":0})");
  refused(R"({"Hour":[1],"DayOfWeek":[1],"DayOfMonth":[1]})");
  refused(R"({"Hour":[1],"DayOfWeek":[1]})", R"(,"RetentionDays":0)");
  refused(R"({"Hour":[1],"DayOfWeek":[1]})", R"(,"RetentionDays":3,"IsPermanent":true)");
  cloud.call("cbs", "CreateAutoSnapshotPolicy", R"({"Policy":[]})")
      .expect_error("MissingParameter");
}

TEST(SnapshotPolicies, are_tried_without_being_made) {
  Scenario cloud;
  Reply tried = cloud.call("cbs", "CreateAutoSnapshotPolicy",
                           R"({"Policy":[{"Hour":[3],"IntervalDays":1}],"DryRun":true})");
  EXPECT_EQ(tried["AutoSnapshotPolicyId"], "");
  EXPECT_TRUE(tried["NextTriggerTime"].text().ends_with(" 03:00:00"));
  EXPECT_EQ(cloud.call("cbs", "DescribeAutoSnapshotPolicies")["TotalCount"], 0);
}

TEST(SnapshotPolicies, are_as_many_as_the_quota_and_have_as_many_disks) {
  Scenario cloud({.changes = "[limits]\nsnapshot_policies = 1\ndisks_per_snapshot_policy = 1"});
  Client alice = cloud.alice();
  std::string policy = create_policy(alice);
  alice.call("cbs", "CreateAutoSnapshotPolicy", R"({"Policy":[{"Hour":[3],"IntervalDays":1}]})")
      .expect_error("LimitExceeded.AutoSnapshotPolicyOutOfQuota");
  std::string disk = create_disk(alice);
  bind_policy(alice, policy, disk).expect_ok();
  bind_policy(alice, policy, disk).expect_error("InvalidDisk.AlreadyBound");
  bind_policy(alice, policy, create_disk(alice))
      .expect_error("InvalidParameterValue.BindDiskLimitExceeded");
}

TEST(SnapshotPolicies, let_go_of_disks_that_are_unbound_or_gone) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string policy = create_policy(alice);
  std::string kept = create_disk(alice), going = create_disk(alice);
  std::string instance = run_one(alice), other = run_one(alice);
  for (const std::string& disk :
       {kept, going, system_disk_of(alice, instance), system_disk_of(alice, other)})
    bind_policy(alice, policy, disk).expect_ok();
  EXPECT_EQ(alice.call("cbs", "DescribeDiskAssociatedAutoSnapshotPolicy",
                       {{"DiskId", kept}})["AutoSnapshotPolicySet"][0]["AutoSnapshotPolicyId"],
            policy);
  EXPECT_EQ(alice.call(
                "cbs", "DescribeDisks",
                {{"DiskIds", {kept}},
                 {"ReturnBindAutoSnapshotPolicy", true}})["DiskSet"][0]["AutoSnapshotPolicyIds"][0],
            policy);
  terminate(alice, going).expect_ok();
  ask(alice, "TerminateInstances", instance).expect_ok();
  EXPECT_EQ(shown_policy(alice, policy)["DiskIdSet"].size(), 2u);
  auto unbind = [&](const Parameters& parameters) {
    return alice.call("cbs", "UnbindAutoSnapshotPolicy", parameters);
  };
  unbind({{"AutoSnapshotPolicyId", policy}}).expect_error("MissingParameter");
  unbind({{"AutoSnapshotPolicyId", policy}, {"InstanceIds", {other}}}).expect_ok();
  EXPECT_EQ(shown_policy(alice, policy)["DiskIdSet"].size(), 1u);
  unbind({{"AutoSnapshotPolicyId", policy}, {"DiskIds", {kept}}}).expect_ok();
  unbind({{"AutoSnapshotPolicyId", policy}, {"DiskIds", {kept}}})
      .expect_error("InvalidDiskId.NotFound");
  EXPECT_EQ(shown_policy(alice, policy)["DiskIdSet"].size(), 0u);
}

}  // namespace
}  // namespace terrane
