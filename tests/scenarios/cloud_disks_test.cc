// Cloud disks: made on their own, in one region, every zone of it; attached to instances of that
// region (M-31), which they outlive unless they are to go with it.
#include <gtest/gtest.h>

#include "scenarios/disks.h"

namespace terrane {
namespace {

constexpr std::string_view kOtherZone = "ap-guangzhou-3";

// M-31
TEST(Disks, are_created_with_what_clients_read) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_disk(
      alice, R"("DiskName":"data","DiskSize":100,"Tags":[{"Key":"team","Value":"blue"}])");
  EXPECT_TRUE(id.starts_with("disk-")) << id;
  Json disk = shown_disk(alice, id);
  EXPECT_EQ(disk["DiskName"], "data");
  EXPECT_EQ(disk["DiskType"], "CLOUD_PREMIUM");
  EXPECT_EQ(disk["DiskUsage"], "DATA_DISK");
  EXPECT_EQ(disk["DiskState"], "UNATTACHED");
  EXPECT_EQ(disk["DiskSize"], 100);
  EXPECT_EQ(disk["DiskChargeType"], "POSTPAID_BY_HOUR");
  EXPECT_EQ(disk["Placement"]["Zone"], kZone);
  EXPECT_EQ(disk["Placement"]["ProjectId"], 0);
  EXPECT_EQ(disk["Attached"], false);
  EXPECT_EQ(disk["InstanceId"], "");
  EXPECT_EQ(disk["Portable"], true);
  EXPECT_EQ(disk["Encrypt"], false);
  EXPECT_EQ(disk["ThroughputPerformance"], 0);
  EXPECT_EQ(disk["DeleteWithInstance"], false);
  EXPECT_EQ(disk["MigratePercent"], 100);
  EXPECT_EQ(disk["Tags"][0]["Value"], "blue");
  EXPECT_EQ(disk["CreateTime"], to_local_text(cloud.now()));
  cloud.restart();
  EXPECT_EQ(shown_disk(alice, id)["DiskName"], "data");
}

TEST(Disks, come_several_in_one_call_up_to_the_limit) {
  Scenario cloud({.changes = "[limits]\ndisks_per_call = 3\ndisks = 4"});
  EXPECT_EQ(create_disks(cloud.alice(), R"("DiskCount":3)")["DiskIdSet"].size(), 3u);
  create_disks(cloud.alice(), R"("DiskCount":4)").expect_error("InvalidParameterValue");
  create_disks(cloud.alice(), R"("DiskCount":0)").expect_error("InvalidParameterValue");
  create_disks(cloud.alice(), R"("DiskCount":2)")
      .expect_error("InvalidParameterValue.LimitExceeded");
  create_disk(cloud.alice());
  create_disk(cloud.as(kBob));
}

// M-2
TEST(Disks, are_not_made_in_a_sold_out_zone) {
  Scenario cloud;
  create_disks(cloud.alice(), "", "ap-guangzhou-1").expect_error("ResourceInsufficient");
  create_disks(cloud.alice(), "", "ap-shanghai-1").expect_error("InvalidParameterValue");
  create_disks(cloud.alice(), "", "mars-1").expect_error("InvalidParameterValue");
}

// M-16, M-19
TEST(Disks, are_not_made_where_the_region_lacks_cloud_block_storage) {
  Scenario cloud;
  Client there = cloud.in("ap-hongkong");
  create_disks(there, "", "ap-hongkong-1").expect_error("UnsupportedRegion");
  there.call("cbs", "CreateAutoSnapshotPolicy", R"({"Policy":[{"Hour":[1],"DayOfWeek":[1]}]})")
      .expect_error("UnsupportedRegion");
  EXPECT_EQ(there
                .call("cbs", "DescribeDiskConfigQuota",
                      R"({"InquiryType":"INQUIRY_CBS_CONFIG"})")["DiskConfigSet"]
                .size(),
            0u);
  std::string instance = run_one(there, "", "ap-hongkong-1");
  Json disk = shown_disk(there, system_disk_of(there, instance));
  EXPECT_EQ(disk["DiskType"], "LOCAL_BASIC");
  EXPECT_EQ(disk["SnapshotAbility"], false);
}

TEST(Disks, of_kinds_that_are_not_offered_are_refused) {
  Scenario cloud;
  auto refused = [&](std::string_view more, std::string_view code) {
    create_disks(cloud.alice(), more).expect_error(code);
  };
  refused(R"("DiskSize":15)", "InvalidParameter.DiskConfigNotSupported");
  refused(R"("DiskSize":64000)", "InvalidParameter.DiskConfigNotSupported");
  refused(R"("Encrypt":"ENCRYPT")", "InvalidParameter.DiskConfigNotSupported");
  refused(R"("Shareable":true)", "InvalidParameter.DiskConfigNotSupported");
  refused(R"("ThroughputPerformance":100)", "InvalidParameterValue");
  refused(R"("DiskBackupQuota":5000)", "InvalidParameterValue");
  refused(R"("DeleteSnapshot":2)", "InvalidParameterValue");
  refused(R"("SnapshotId":"snap-00000000")", "InvalidSnapshotId.NotFound");
  refused(R"("DiskName":")" + std::string(61, 'a') + '"', "InvalidParameterValue");
  cloud
      .call("cbs", "CreateDisks",
            R"({"Placement":{"Zone":"ap-guangzhou-2"},"DiskChargeType":"POSTPAID_BY_HOUR",
                "DiskType":"LOCAL_BASIC","DiskSize":50})")
      .expect_error("InvalidParameterValue");
  cloud
      .call("cbs", "CreateDisks",
            R"({"Placement":{"Zone":"ap-guangzhou-2"},"DiskChargeType":"POSTPAID_BY_HOUR",
                "DiskType":"CLOUD_PREMIUM"})")
      .expect_error("MissingParameter");
}

// M-31
TEST(Disks, attach_to_an_instance_in_any_zone_of_their_region) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice);
  std::string instance = run_one(alice, "", kOtherZone);
  attach(alice, disk, instance).expect_ok();
  EXPECT_EQ(disk_state(alice, disk), "ATTACHED");
  EXPECT_EQ(shown_disk(alice, disk)["InstanceId"], instance);
  EXPECT_EQ(shown_disk(alice, disk)["Placement"]["Zone"], kZone);
  EXPECT_EQ(data_disks_of(alice, instance), std::vector{disk});
  attach(alice, disk, run_one(alice)).expect_error("ResourceUnavailable.Attached");
  cloud.restart();
  EXPECT_EQ(data_disks_of(alice, instance), std::vector{disk});
  detach(alice, disk).expect_ok();
  EXPECT_EQ(disk_state(alice, disk), "UNATTACHED");
  EXPECT_EQ(shown_disk(alice, disk)["Attached"], false);
  EXPECT_EQ(shown_disk(alice, disk)["LastAttachInsId"], instance);
  detach(alice, disk).expect_error("ResourceUnavailable.NotSupported");
}

// M-31: the stricter rule of today, as a setting.
TEST(Disks, attach_within_their_zone_only_where_the_catalogue_says_so) {
  Scenario cloud({.changes = "[settings]\ndisk_scope = \"zone\""});
  Client alice = cloud.alice();
  std::string disk = create_disk(alice);
  attach(alice, disk, run_one(alice, "", kOtherZone))
      .expect_error("ResourceUnavailable.ZoneNotMatch");
  attach(alice, disk, run_one(alice)).expect_ok();
}

// M-8, M-31
TEST(Disks, never_attach_to_an_instance_of_another_region_or_account) {
  Scenario cloud;
  std::string disk = create_disk(cloud.alice());
  std::string there = run_one(cloud.in("ap-shanghai"), "", "ap-shanghai-1");
  std::string of_bob = run_one(cloud.as(kBob));
  for (const std::string& instance : {there, of_bob, std::string("ins-00000000")})
    attach(cloud.alice(), disk, instance).expect_error("InvalidInstanceId.NotFound");
  attach(cloud.as(kBob), disk, of_bob).expect_error("InvalidDiskId.NotFound");
}

TEST(Disks, are_attached_in_order_and_up_to_the_limit_of_an_instance) {
  Scenario cloud({.changes = "[limits]\ndata_disks_per_instance = 2"});
  Client alice = cloud.alice();
  std::string instance = run_one(alice);
  std::vector<std::string> disks;
  for (int i = 0; i < 3; ++i) disks.push_back(create_disk(alice));
  attach(alice, disks[1], instance).expect_ok();
  cloud.advance(seconds(1));
  attach(alice, disks[0], instance).expect_ok();
  attach(alice, disks[2], instance).expect_error("LimitExceeded.InstanceAttachedDisk");
  EXPECT_EQ(data_disks_of(alice, instance), (std::vector{disks[1], disks[0]}));
  cloud.restart();
  EXPECT_EQ(data_disks_of(alice, instance), (std::vector{disks[1], disks[0]}));
  Json detail = alice.call("cbs", "DescribeInstancesDiskNum",
                           {{"InstanceIds", {instance}}})["AttachDetail"][0];
  EXPECT_EQ(detail["AttachedDiskCount"], 2);
  EXPECT_EQ(detail["MaxAttachCount"], 2);
}

TEST(Disks, may_be_attached_as_they_are_made) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice);
  auto mount = [&](std::string_view more) {
    return R"("AutoMountConfiguration":{"InstanceId":[")" + instance + "\"]" + std::string(more) +
           "}";
  };
  create_disks(alice, mount("") + R"(,"DiskCount":2)").expect_error("InvalidParameterValue");
  create_disks(alice, mount(R"(,"MountPoint":["/data"])"))
      .expect_error("InvalidParameter.DiskConfigNotSupported");
  std::string disk = create_disk(alice, mount(""));
  EXPECT_EQ(data_disks_of(alice, instance), std::vector{disk});
}

TEST(Disks, grow_and_never_shrink) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice);
  resize(alice, disk, 100).expect_ok();
  EXPECT_EQ(shown_disk(alice, disk)["DiskSize"], 100);
  resize(alice, disk, 100).expect_error("InvalidParameterValue");
  resize(alice, disk, 50).expect_error("InvalidParameterValue");
  resize(alice, disk, 105).expect_error("InvalidParameter.DiskConfigNotSupported");
  resize(alice, disk, 64000).expect_error("InvalidParameter.DiskConfigNotSupported");
  alice.call("cbs", "ResizeDisk", R"({"DiskSize":200})").expect_error("MissingParameter");
}

TEST(Disks, are_busy_while_they_grow_or_change_their_type) {
  Scenario cloud({.changes = "[durations]\ndisk_expansion_ms = 10000\ndisk_migration_ms = 10000"});
  Client alice = cloud.alice();
  std::string disk = create_disk(alice), instance = run_one(alice);
  resize(alice, disk, 100).expect_ok();
  EXPECT_EQ(disk_state(alice, disk), "EXPANDING");
  resize(alice, disk, 200).expect_error("InvalidDisk.Busy");
  attach(alice, disk, instance).expect_error("ResourceBusy");
  terminate(alice, disk).expect_error("ResourceBusy");
  cloud.restart();
  cloud.advance(seconds(11));
  EXPECT_EQ(disk_state(alice, disk), "UNATTACHED");

  ask_disk(alice, "ModifyDiskAttributes", disk, R"("DiskType":"CLOUD_SSD")").expect_ok();
  cloud.advance(seconds(5));
  EXPECT_EQ(shown_disk(alice, disk)["MigratePercent"], 50);
  EXPECT_EQ(shown_disk(alice, disk)["Migrating"], true);
  attach(alice, disk, instance).expect_error("ResourceInUse.DiskMigrating");
  cloud.advance(seconds(6));
  EXPECT_EQ(shown_disk(alice, disk)["MigratePercent"], 100);
  EXPECT_EQ(shown_disk(alice, disk)["DiskType"], "CLOUD_SSD");
  attach(alice, disk, instance).expect_ok();
}

TEST(Disks, are_renamed_and_changed_in_what_they_offer) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice), instance = run_one(alice);
  auto modify = [&](std::string_view more) {
    return ask_disk(alice, "ModifyDiskAttributes", disk, more);
  };
  modify(R"("DiskName":"log")").expect_ok();
  EXPECT_EQ(shown_disk(alice, disk)["DiskName"], "log");
  modify(R"("BurstPerformanceOperation":"CREATE")").expect_ok();
  EXPECT_EQ(shown_disk(alice, disk)["BurstPerformance"], true);
  modify(R"("BurstPerformanceOperation":"ON")").expect_error("InvalidParameterValue");
  modify(R"("DeleteWithInstance":true)").expect_error("ResourceUnavailable.NotSupported");
  modify(R"("Portable":false)").expect_error("ResourceUnavailable.NotSupported");
  modify(R"("ProjectId":7)").expect_error("InvalidParameterValue");
  modify(R"("DiskType":"CLOUD_PREMIUM")").expect_error("InvalidParameterValue");
  modify(R"("DiskType":"LOCAL_SSD")").expect_error("InvalidParameterValue");
  alice.call("cbs", "ModifyDiskAttributes", {{"DiskIds", {disk}}}).expect_error("MissingParameter");
  attach(alice, disk, instance).expect_ok();
  modify(R"("DeleteWithInstance":true)").expect_ok();
  EXPECT_EQ(shown_disk(alice, disk)["DeleteWithInstance"], true);

  auto quota = [&](const std::string& id, int64_t number) {
    return alice.call("cbs", "ModifyDiskBackupQuota",
                      {{"DiskId", id}, {"DiskBackupQuota", number}});
  };
  quota(disk, 3).expect_ok();
  EXPECT_EQ(shown_disk(alice, disk)["DiskBackupQuota"], 3);
  quota(disk, 5000).expect_error("InvalidParameter");
  quota("disk-00000000", 1).expect_error("ResourceNotFound.NotFound");
  quota(system_disk_of(alice, instance), 1).expect_error("ResourceUnavailable.NotSupported");
}

TEST(Disks, of_one_type_may_have_more_throughput) {
  Scenario cloud;
  Client alice = cloud.alice();
  auto set = [&](const std::string& id, int64_t mbps) {
    return alice.call("cbs", "ModifyDiskExtraPerformance",
                      {{"DiskId", id}, {"ThroughputPerformance", mbps}});
  };
  std::string fast = create_disks(alice, R"("DiskSize":500)")["DiskIdSet"][0].text();
  set(fast, 100).expect_error("InvalidDisk.NotSupported");
  ask_disk(alice, "ModifyDiskAttributes", fast, R"("DiskType":"CLOUD_HSSD")").expect_ok();
  set(fast, 100).expect_ok();
  EXPECT_EQ(shown_disk(alice, fast)["ThroughputPerformance"], 100);
  set(fast, 9999).expect_error("InvalidDisk.NotSupported");
  ask_disk(alice, "ModifyDiskAttributes", fast, R"("DiskType":"CLOUD_SSD")").expect_ok();
  EXPECT_EQ(shown_disk(alice, fast)["ThroughputPerformance"], 0);
}

TEST(Disks, are_terminated_when_attached_to_nothing) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string disk = create_disk(alice), instance = run_one(alice);
  attach(alice, disk, instance).expect_ok();
  terminate(alice, disk).expect_error("ResourceUnavailable.NotSupportRefund");
  detach(alice, disk).expect_ok();
  terminate(cloud.as(kBob), disk).expect_error("InvalidParameterValue");
  terminate(alice, disk).expect_ok();
  EXPECT_TRUE(disk_is_gone(alice, disk));
  terminate(alice, disk).expect_error("InvalidParameterValue");
}

}  // namespace
}  // namespace terrane
