// The disks of instances: the system disk, which is part of its instance, and data disks, which are
// resources of their own.
#include <gtest/gtest.h>

#include "scenarios/disks.h"

namespace terrane {
namespace {

constexpr std::string_view kTwoDisks =
    R"("DataDisks":[{"DiskType":"CLOUD_PREMIUM","DiskSize":20,"DiskName":"a"},
                    {"DiskType":"CLOUD_SSD","DiskSize":40,"DeleteWithInstance":false}])";

TEST(InstanceDisks, are_disks_as_any_other) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice, kTwoDisks);
  auto data = data_disks_of(alice, instance);
  ASSERT_EQ(data.size(), 2u);
  Json first = shown_disk(alice, data[0]);
  EXPECT_EQ(first["DiskName"], "a");
  EXPECT_EQ(first["DiskState"], "ATTACHED");
  EXPECT_EQ(first["InstanceId"], instance);
  EXPECT_EQ(first["Portable"], true);
  EXPECT_EQ(first["DeleteWithInstance"], true);
  EXPECT_EQ(first["DiskChargeType"], "POSTPAID_BY_HOUR");

  Json system = shown_disk(alice, system_disk_of(alice, instance));
  EXPECT_EQ(system["DiskUsage"], "SYSTEM_DISK");
  EXPECT_EQ(system["DiskState"], "ATTACHED");
  EXPECT_EQ(system["DiskSize"], 50);
  EXPECT_EQ(system["InstanceId"], instance);
  EXPECT_EQ(system["Portable"], false);
  EXPECT_EQ(system["DeleteWithInstance"], true);
  EXPECT_EQ(system["Placement"]["Zone"], kZone);
}

TEST(InstanceDisks, go_with_their_instance_or_stay_behind) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice, kTwoDisks);
  std::string system = system_disk_of(alice, instance);
  auto data = data_disks_of(alice, instance);
  std::string own = create_disk(alice), leaving = create_disk(alice);
  attach(alice, own, instance).expect_ok();
  attach(alice, leaving, instance, R"("DeleteWithInstance":true)").expect_ok();
  ask(alice, "TerminateInstances", instance).expect_ok();
  EXPECT_TRUE(disk_is_gone(alice, system));
  EXPECT_TRUE(disk_is_gone(alice, data[0]));
  EXPECT_TRUE(disk_is_gone(alice, leaving));
  for (const std::string& stays : {data[1], own}) {
    EXPECT_EQ(disk_state(alice, stays), "UNATTACHED");
    EXPECT_EQ(shown_disk(alice, stays)["DeleteWithInstance"], false);
    attach(alice, stays, run_one(alice)).expect_ok();
  }
}

// M-24
TEST(InstanceDisks, go_with_a_prepaid_instance_when_that_is_reclaimed) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string prepaid = R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1},)";
  std::string instance = run_one(alice, prepaid + std::string(kTwoDisks));
  auto data = data_disks_of(alice, instance);
  Json disk = shown_disk(alice, data[0]);
  EXPECT_EQ(disk["DiskChargeType"], "PREPAID");
  EXPECT_EQ(disk["DeadlineTime"], to_local_text(add_months(cloud.now(), 1)));
  ask_disk(alice, "ModifyDisksRenewFlag", data[0], R"("RenewFlag":"NOTIFY_AND_AUTO_RENEW")")
      .expect_error("InvalidParameterValue");
  cloud.advance(days(32));
  EXPECT_EQ(state_of(alice, instance), "SHUTDOWN");
  EXPECT_EQ(disk_state(alice, data[0]), "ATTACHED");
  cloud.advance(days(8));
  EXPECT_TRUE(disk_is_gone(alice, data[0]));
  EXPECT_EQ(disk_state(alice, data[1]), "UNATTACHED");
  EXPECT_EQ(shown_disk(alice, data[1])["DiskChargeType"], "POSTPAID_BY_HOUR");
}

// M-24: what was paid for with the instance stays paid for.
TEST(InstanceDisks, detached_from_a_prepaid_instance_keep_its_term) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string prepaid = R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1},)";
  std::string instance = run_one(alice, prepaid + std::string(kTwoDisks));
  std::string disk = data_disks_of(alice, instance)[0];
  Time end = add_months(cloud.now(), 1);
  detach(alice, disk).expect_ok();
  EXPECT_EQ(shown_disk(alice, disk)["DiskChargeType"], "PREPAID");
  EXPECT_EQ(shown_disk(alice, disk)["DeadlineTime"], to_local_text(end));
  cloud.advance(days(32));
  EXPECT_EQ(disk_state(alice, disk), "TORECYCLE");
}

// M-24: only what goes with an instance is given back with it.
TEST(InstanceDisks, that_stay_when_a_prepaid_instance_is_returned_keep_their_term) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string prepaid = R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1},)";
  std::string instance = run_one(alice, prepaid + std::string(kTwoDisks));
  std::string stays = data_disks_of(alice, instance)[1];
  Time end = add_months(cloud.now(), 1);
  ask(alice, "TerminateInstances", instance).expect_ok();
  EXPECT_EQ(disk_state(alice, stays), "ATTACHED");
  detach(alice, stays).expect_ok();
  EXPECT_EQ(disk_state(alice, stays), "UNATTACHED");
  EXPECT_EQ(shown_disk(alice, stays)["DiskChargeType"], "PREPAID");
  EXPECT_EQ(shown_disk(alice, stays)["DeadlineTime"], to_local_text(end));
  alice.call("cbs", "TerminateDisks", {{"DiskIds", {stays}}}).expect_ok();
  EXPECT_EQ(disk_state(alice, stays), "TORECYCLE");
}

TEST(InstanceDisks, of_the_host_come_and_go_with_it) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice, R"("DataDisks":[{"DiskType":"LOCAL_BASIC","DiskSize":100,
                                      "DeleteWithInstance":false}])");
  std::string disk = data_disks_of(alice, instance).at(0);
  EXPECT_EQ(shown_disk(alice, disk)["Portable"], false);
  EXPECT_EQ(shown_disk(alice, disk)["SnapshotAbility"], false);
  detach(alice, disk).expect_error("InvalidDisk.NotPortable");
  resize(alice, disk, 200).expect_error("InvalidDisk.NotSupported");
  alice.call("cbs", "CreateSnapshot", {{"DiskId", disk}})
      .expect_error("InvalidDisk.NotSupportSnapshot");
  ask(alice, "TerminateInstances", instance).expect_ok();
  EXPECT_TRUE(disk_is_gone(alice, disk));
}

TEST(InstanceDisks, system_disks_are_grown_and_renamed_but_never_detached) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice);
  std::string disk = system_disk_of(alice, instance);
  resize(alice, disk, 100).expect_ok();
  EXPECT_EQ(shown(alice, instance)["SystemDisk"]["DiskSize"], 100);
  ask_disk(alice, "ModifyDiskAttributes", disk, R"("DiskName":"root")").expect_ok();
  EXPECT_EQ(shown(alice, instance)["SystemDisk"]["DiskName"], "root");
  EXPECT_EQ(shown_disk(alice, disk)["DiskName"], "root");
  ask_disk(alice, "ModifyDiskAttributes", disk, R"("DiskType":"CLOUD_SSD")").expect_ok();
  EXPECT_EQ(shown(alice, instance)["SystemDisk"]["DiskType"], "CLOUD_SSD");
  detach(alice, disk).expect_error("InvalidDisk.TypeError");
  terminate(alice, disk).expect_error("ResourceUnavailable.NotSupportRefund");
  attach(alice, disk, instance).expect_error("ResourceUnavailable.Attached");
  ask_disk(alice, "ModifyDiskAttributes", disk, R"("DeleteWithInstance":false)")
      .expect_error("ResourceUnavailable.NotSupported");
}

TEST(InstanceDisks, are_listed_with_all_others_newest_first) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string first = create_disk(alice, R"("DiskName":"one")");
  std::string instance = run_one(alice, kTwoDisks);
  std::string last = create_disk(alice, R"("DiskName":"last")");
  auto ids = [&](const Parameters& parameters) {
    std::vector<std::string> found;
    Json set = alice.call("cbs", "DescribeDisks", parameters)["DiskSet"];
    for (size_t i = 0; i < set.size(); ++i) found.push_back(set[i]["DiskId"].text());
    return found;
  };
  auto data = data_disks_of(alice, instance);
  std::string system = system_disk_of(alice, instance);
  std::vector<std::string> newest = {last, data[1], data[0], system, first};
  EXPECT_EQ(ids("{}"), newest);
  EXPECT_EQ(ids(R"({"Offset":1,"Limit":2})"), (std::vector{data[1], data[0]}));
  EXPECT_EQ(ids(R"({"Order":"ASC"})"), (std::vector{first, system, data[0], data[1], last}));
  EXPECT_EQ(alice.call("cbs", "DescribeDisks", R"({"Limit":1})")["TotalCount"], 5);

  auto where = [&](const std::string& name, const std::string& value) {
    return ids({{"Filters", {{{"Name", name}, {"Values", {value}}}}}});
  };
  EXPECT_EQ(where("disk-usage", "SYSTEM_DISK"), std::vector{system});
  EXPECT_EQ(where("instance-id", instance), (std::vector{data[1], data[0], system}));
  EXPECT_EQ(where("disk-state", "UNATTACHED"), (std::vector{last, first}));
  EXPECT_EQ(where("disk-name", "las"), std::vector{last});
  EXPECT_EQ(where("disk-type", "CLOUD_SSD"), std::vector{data[1]});
  EXPECT_EQ(where("portable", "false"), std::vector{system});
  EXPECT_EQ(where("zone", "ap-guangzhou-3"), std::vector<std::string>());
  EXPECT_EQ(where("disk-charge-type", "PREPAID"), std::vector<std::string>());
  EXPECT_EQ(where("instance-ip-address", shown(alice, instance)["PrivateIpAddresses"][0].text()),
            (std::vector{data[1], data[0], system}));
  alice.call("cbs", "DescribeDisks", R"({"Filters":[{"Name":"color","Values":["red"]}]})")
      .expect_error("InvalidFilter");
  alice.call("cbs", "DescribeDisks", R"({"DiskIds":["volume-1"]})")
      .expect_error("InvalidParameterValue");
  alice.call("cbs", "DescribeDisks", R"({"Order":"UP"})").expect_error("InvalidParameterValue");
}

}  // namespace
}  // namespace terrane
