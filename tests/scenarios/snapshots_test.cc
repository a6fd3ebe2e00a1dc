// Snapshots: of one disk, in one region; made into disks there and put back onto their disk (M-32).
#include <gtest/gtest.h>

#include "scenarios/disks.h"

namespace terrane {
namespace {

// M-32
TEST(Snapshots, are_made_of_any_disk_with_what_clients_read) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice), instance = run_one(alice);
  std::string id = create_snapshot(
      alice, disk, R"("SnapshotName":"before","Tags":[{"Key":"team","Value":"blue"}])");
  EXPECT_TRUE(id.starts_with("snap-")) << id;
  Json snapshot = shown_snapshot(alice, id);
  EXPECT_EQ(snapshot["SnapshotName"], "before");
  EXPECT_EQ(snapshot["SnapshotState"], "NORMAL");
  EXPECT_EQ(snapshot["DiskId"], disk);
  EXPECT_EQ(snapshot["DiskUsage"], "DATA_DISK");
  EXPECT_EQ(snapshot["DiskSize"], 50);
  EXPECT_EQ(snapshot["Placement"]["Zone"], kZone);
  EXPECT_EQ(snapshot["Placement"]["ProjectId"], 0);
  EXPECT_EQ(snapshot["Percent"], 100);
  EXPECT_EQ(snapshot["CreateTime"], to_local_text(cloud.now()));
  EXPECT_EQ(snapshot["Encrypt"], false);
  EXPECT_EQ(snapshot["IsPermanent"], true);
  EXPECT_EQ(snapshot["Tags"][0]["Key"], "team");
  EXPECT_EQ(shown_disk(alice, disk)["SnapshotCount"], 1);

  std::string of_system = create_snapshot(alice, system_disk_of(alice, instance));
  EXPECT_EQ(shown_snapshot(alice, of_system)["DiskUsage"], "SYSTEM_DISK");
  cloud.restart();
  EXPECT_EQ(shown_snapshot(alice, id)["SnapshotName"], "before");
  EXPECT_EQ(shown_disk(alice, disk)["SnapshotCount"], 1);
}

TEST(Snapshots, take_their_time_one_at_a_time_of_a_disk) {
  Scenario cloud({.changes = "[durations]\nsnapshot_ms_per_gib = 1000"});
  Client alice = cloud.alice();
  std::string disk = create_disk(alice);
  std::string id = create_snapshot(alice, disk);
  cloud.advance(seconds(25));
  EXPECT_EQ(shown_snapshot(alice, id)["Percent"], 50);
  EXPECT_EQ(shown_snapshot(alice, id)["SnapshotState"], "CREATING");
  alice.call("cbs", "CreateSnapshot", {{"DiskId", disk}})
      .expect_error("ResourceUnavailable.SnapshotCreating");
  resize(alice, disk, 100).expect_error("ResourceUnavailable.SnapshotCreating");
  delete_snapshot(alice, id).expect_error("ResourceUnavailable.SnapshotCreating");
  create_disks(alice, R"("SnapshotId":")" + id + '"').expect_error("InvalidParameterValue");
  cloud.restart();
  cloud.advance(seconds(26));
  EXPECT_EQ(shown_snapshot(alice, id)["Percent"], 100);
  EXPECT_EQ(shown_snapshot(alice, id)["SnapshotState"], "NORMAL");
  create_disk(alice, R"("SnapshotId":")" + id + '"');
}

TEST(Snapshots, are_refused_of_what_has_none_and_beyond_the_quota) {
  Scenario cloud({.changes = "[limits]\nsnapshots = 1"});
  Client alice = cloud.alice();
  std::string disk = create_disk(alice);
  auto refused = [&](std::string_view json, std::string_view code) {
    alice.call("cbs", "CreateSnapshot", std::string(json)).expect_error(code);
  };
  refused("{}", "MissingParameter");
  refused(R"({"DiskId":"disk-00000000"})", "InvalidDiskId.NotFound");
  refused(R"({"DiskId":"volume-1"})", "InvalidParameterValue");
  std::string named = R"({"DiskId":")" + disk + '"';
  refused(named + R"(,"DiskUsage":"SYSTEM_DISK"})", "InvalidDisk.TypeError");
  refused(named + R"(,"DiskBackupId":"dbp-00000000"})", "InvalidDisk.NotSupported");
  refused(named + R"(,"Deadline":"2001-01-01T00:00:00Z"})", "InvalidParameterValue");
  refused(named + R"(,"SnapshotName":")" + std::string(61, 'a') + "\"}", "InvalidParameterValue");
  create_snapshot(alice, disk);
  refused(named + "}", "InsufficientSnapshotQuota");
  create_snapshot(cloud.as(kBob), create_disk(cloud.as(kBob)));
}

// M-32
TEST(Snapshots, become_disks_of_their_size_or_larger) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice, R"("DiskSize":100)");
  std::string id = create_snapshot(alice, disk);
  std::string from = R"("SnapshotId":")" + id + '"';
  EXPECT_EQ(shown_disk(alice, create_disk(alice, from))["DiskSize"], 100);
  EXPECT_EQ(shown_disk(alice, create_disk(alice, from + R"(,"DiskSize":200)"))["DiskSize"], 200);
  create_disks(alice, from + R"(,"DiskSize":50)").expect_error("InvalidParameterValue");
  std::string instance =
      run_one(alice, R"("DataDisks":[{"DiskType":"CLOUD_PREMIUM","DiskSize":100,)" + from + "}]");
  EXPECT_EQ(shown(alice, instance)["DataDisks"][0]["SnapshotId"], id);
  run(alice, R"("DataDisks":[{"DiskType":"CLOUD_PREMIUM","DiskSize":50,)" + from + "}]")
      .expect_error("FailedOperation.SnapshotSizeLargerThanDataSize");
  create_disks(alice,
               R"("SnapshotId":")" + create_snapshot(alice, system_disk_of(alice, instance)) + '"')
      .expect_error("InvalidParameterValue");
  // The disk may go: its snapshot stays.
  terminate(alice, disk).expect_ok();
  EXPECT_EQ(shown_snapshot(alice, id)["DiskId"], disk);
  create_disk(alice, from);
  // Not in another region.
  create_disks(cloud.in("ap-shanghai"), from, "ap-shanghai-1")
      .expect_error("InvalidSnapshotId.NotFound");
}

TEST(Snapshots, are_put_back_onto_their_own_disk) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice), other = create_disk(alice);
  std::string id = create_snapshot(alice, disk);
  roll_back(alice, disk, id).expect_ok();
  roll_back(alice, other, id).expect_error("InvalidSnapshot.NotSupported");
  roll_back(alice, disk, "snap-00000000").expect_error("InvalidSnapshotId.NotFound");
  std::string instance = run_one(alice);
  attach(alice, disk, instance).expect_ok();
  roll_back(alice, disk, id).expect_error("InvalidInstance.NotSupported");
  roll_back(alice, disk, id, R"("AutoStopInstance":true)").expect_ok();
  EXPECT_EQ(state_of(alice, instance), "STOPPED");
  ask(alice, "StartInstances", instance).expect_ok();
  roll_back(alice, disk, id, R"("AutoStopInstance":true,"AutoStartInstance":true)").expect_ok();
  EXPECT_EQ(state_of(alice, instance), "RUNNING");
}

TEST(Snapshots, are_put_back_while_the_instance_is_off) {
  SimDurations durations;
  durations[InstanceTask::kStop] = seconds(20);
  Scenario cloud(
      {.changes = "[durations]\ndisk_rollback_ms_per_gib = 100", .durations = durations});
  Client alice = cloud.alice();
  std::string instance = run_one(alice);
  std::string disk = system_disk_of(alice, instance);
  std::string id = create_snapshot(alice, disk);
  roll_back(alice, disk, id, R"("AutoStopInstance":true,"AutoStartInstance":true)").expect_ok();
  EXPECT_EQ(disk_state(alice, disk), "ROLLBACKING");
  EXPECT_EQ(shown_disk(alice, disk)["Rollbacking"], true);
  roll_back(alice, disk, id).expect_error("ResourceInUse.DiskRollbacking");
  alice.call("cbs", "CreateSnapshot", {{"DiskId", disk}})
      .expect_error("ResourceInUse.DiskRollbacking");
  cloud.advance(seconds(10));
  EXPECT_EQ(state_of(alice, instance), "STOPPING");
  EXPECT_EQ(disk_state(alice, disk), "ROLLBACKING");
  cloud.advance(seconds(600));
  EXPECT_EQ(state_of(alice, instance), "RUNNING");
  EXPECT_EQ(disk_state(alice, disk), "ATTACHED");
}

TEST(Snapshots, with_a_deadline_go_by_themselves) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice);
  std::string deadline = to_iso8601(cloud.now() + hours(2));
  std::string id = create_snapshot(alice, disk, R"("Deadline":")" + deadline + '"');
  std::string kept = create_snapshot(alice, disk, R"("Deadline":")" + deadline + '"');
  EXPECT_EQ(shown_snapshot(alice, id)["IsPermanent"], false);
  EXPECT_EQ(shown_snapshot(alice, id)["DeadlineTime"], to_local_text(cloud.now() + hours(2)));
  auto modify = [&](const std::string& snapshot, std::string_view more) {
    return alice.call("cbs", "ModifySnapshotAttribute",
                      R"({"SnapshotId":")" + snapshot + "\"," + std::string(more) + "}");
  };
  modify(kept, R"("IsPermanent":true,"SnapshotName":"kept")").expect_ok();
  modify(kept, R"("IsPermanent":true,"Deadline":"2099-01-01T00:00:00Z")")
      .expect_error("InvalidParameterValue");
  cloud.restart();
  cloud.advance(hours(3));
  EXPECT_TRUE(snapshot_is_gone(alice, id));
  EXPECT_EQ(shown_snapshot(alice, kept)["SnapshotName"], "kept");
  alice.call("cbs", "ModifySnapshotAttribute", {{"SnapshotId", kept}})
      .expect_error("MissingParameter");
}

TEST(Snapshots, that_pass_go_with_their_disk_where_it_says_so) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice, R"("DeleteSnapshot":1)");
  std::string passing = create_snapshot(alice, disk, R"("Deadline":"2099-01-01T00:00:00Z")");
  std::string permanent = create_snapshot(alice, disk);
  terminate(alice, disk).expect_ok();
  EXPECT_TRUE(snapshot_is_gone(alice, passing));
  EXPECT_FALSE(snapshot_is_gone(alice, permanent));
}

// M-13: other accounts see what is shared with them, and nothing else.
TEST(Snapshots, are_shared_with_other_accounts_until_that_is_cancelled) {
  Scenario cloud;
  Client alice = cloud.alice(), bob = cloud.as(kBob);
  std::string id = create_snapshot(alice, create_disk(alice));
  std::string from = R"("SnapshotId":")" + id + '"';
  auto share = [&](const Client& client, const std::string& account, std::string_view permission) {
    return client.call(
        "cbs", "ModifySnapshotsSharePermission",
        {{"SnapshotIds", {id}}, {"AccountIds", {account}}, {"Permission", permission}});
  };
  std::string of_bob = std::to_string(uint64_t(kBob));
  EXPECT_TRUE(snapshot_is_gone(bob, id));
  create_disks(bob, from).expect_error("InvalidSnapshotId.NotFound");
  share(bob, of_bob, "SHARE").expect_error("InvalidSnapshotId.NotFound");
  share(alice, "42", "SHARE").expect_error("InvalidParameter");
  share(alice, std::to_string(uint64_t(kAlice)), "SHARE").expect_error("InvalidParameter");
  share(alice, of_bob, "LEND").expect_error("InvalidParameter");
  share(alice, of_bob, "SHARE").expect_ok();

  EXPECT_EQ(shown_snapshot(bob, id)["SnapshotType"], "SHARED_SNAPSHOT");
  EXPECT_EQ(shown_snapshot(alice, id)["ShareReference"], 1);
  create_disk(bob, from);
  delete_snapshot(bob, id).expect_error("InvalidSnapshotId.NotFound");
  delete_snapshot(alice, id).expect_error("UnsupportedOperation.SnapHasShared");
  Json readers = alice.call("cbs", "DescribeSnapshotSharePermission",
                            {{"SnapshotId", id}})["SharePermissionSet"];
  EXPECT_EQ(readers[0]["AccountId"], of_bob);
  bob.call("cbs", "DescribeSnapshotSharePermission", {{"SnapshotId", id}})
      .expect_error("InvalidParameterValue");
  cloud.restart();
  EXPECT_EQ(bob.call("cbs", "DescribeSnapshots")["TotalCount"], 1);

  share(alice, of_bob, "CANCEL").expect_ok();
  EXPECT_TRUE(snapshot_is_gone(bob, id));
  delete_snapshot(alice, id).expect_ok();
  EXPECT_TRUE(snapshot_is_gone(alice, id));
}

TEST(Snapshots, are_found_by_filters_and_summed_up) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice), other = create_disk(alice, R"("DiskSize":100)");
  std::string one = create_snapshot(alice, disk, R"("SnapshotName":"one")");
  std::string two = create_snapshot(alice, other, R"("SnapshotName":"two")");
  auto where = [&](const std::string& name, const std::string& value) {
    Reply reply = alice.call("cbs", "DescribeSnapshots",
                             {{"Filters", {{{"Name", name}, {"Values", {value}}}}}});
    return reply["TotalCount"] == 1 ? reply["SnapshotSet"][0]["SnapshotId"].text() : "";
  };
  EXPECT_EQ(where("snapshot-name", "one"), one);
  EXPECT_EQ(where("disk-id", other), two);
  EXPECT_EQ(where("snapshot-id", two), two);
  EXPECT_EQ(where("disk-usage", "SYSTEM_DISK"), "");
  alice.call("cbs", "DescribeSnapshots", R"({"Filters":[{"Name":"color","Values":["red"]}]})")
      .expect_error("InvalidFilter");
  Reply sum = alice.call("cbs", "GetSnapOverview");
  EXPECT_EQ(sum["TotalNums"], 2);
  EXPECT_EQ(sum["TotalSize"].value().to_number<double>(), 150.0);
}

}  // namespace
}  // namespace terrane
