// The way of an instance through its life: every step accepted where its state allows it, refused
// where not, and carried out by the driver.
#include <gtest/gtest.h>

#include "scenarios/instances.h"

namespace terrane {
namespace {

TEST(InstanceLifecycle, stopping_and_starting_again_are_refused_when_there_is_nothing_to_do) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  ask(cloud.alice(), "StartInstances", id)
      .expect_error("UnsupportedOperation.InstanceStateRunning");
  ask(cloud.alice(), "StopInstances", id).expect_ok();
  Json stopped = shown(cloud.alice(), id);
  EXPECT_EQ(stopped["InstanceState"], "STOPPED");
  EXPECT_EQ(stopped["StopChargingMode"], "KEEP_CHARGING");
  EXPECT_EQ(stopped["LatestOperation"], "StopInstances");
  EXPECT_EQ(stopped["LatestOperationState"], "SUCCESS");
  ask(cloud.alice(), "StopInstances", id).expect_error("UnsupportedOperation.InstanceStateStopped");
  ask(cloud.alice(), "RebootInstances", id)
      .expect_error("UnsupportedOperation.InstanceStateStopped");
  ask(cloud.alice(), "StartInstances", id).expect_ok();
  EXPECT_EQ(shown(cloud.alice(), id)["StopChargingMode"], "NOT_APPLICABLE");
  ask(cloud.alice(), "RebootInstances", id, R"("StopType":"HARD")").expect_ok();
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
}

TEST(InstanceLifecycle, the_charge_of_a_stopped_instance_can_end_where_its_disks_are_not_local) {
  Scenario cloud;
  std::string cloudy = run_one(cloud.alice());
  std::string local = run_one(cloud.alice(), R"("SystemDisk":{"DiskType":"LOCAL_BASIC"})");
  for (const std::string& id : {cloudy, local})
    ask(cloud.alice(), "StopInstances", id, R"("StoppedMode":"STOP_CHARGING")").expect_ok();
  EXPECT_EQ(shown(cloud.alice(), cloudy)["StopChargingMode"], "STOP_CHARGING");
  EXPECT_EQ(shown(cloud.alice(), local)["StopChargingMode"], "KEEP_CHARGING");
  std::string running = run_one(cloud.alice());
  ask(cloud.alice(), "StopInstances", running, R"("StoppedMode":"MAYBE")")
      .expect_error("InvalidParameterValue");
  ask(cloud.alice(), "StopInstances", running, R"("StopType":"SLOWLY")")
      .expect_error("InvalidParameterValue");
}

TEST(InstanceLifecycle, a_terminated_instance_is_gone_and_its_address_free) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  Json instance = shown(cloud.alice(), id);
  std::string vpc = instance["VirtualPrivateCloud"]["VpcId"].text();
  ask(cloud.alice(), "TerminateInstances", id).expect_ok();
  EXPECT_EQ(cloud.call("cvm", "DescribeInstances", {{"InstanceIds", {id}}})["TotalCount"], 0);
  EXPECT_EQ(cloud.call("vpc", "DescribeUsedIpAddress", {{"VpcId", vpc}})["TotalCount"], 0);
  ask(cloud.alice(), "TerminateInstances", id).expect_error("InvalidInstanceId.NotFound");
}

// M-24
TEST(InstanceLifecycle, a_prepaid_instance_is_returned_first_and_removed_by_the_second_call) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), R"("InstanceChargeType":"PREPAID",
      "InstanceChargePrepaid":{"Period":1})");
  ask(cloud.alice(), "TerminateInstances", id).expect_ok();
  Json returned = shown(cloud.alice(), id);
  EXPECT_EQ(returned["InstanceState"], "SHUTDOWN");
  EXPECT_EQ(returned["RestrictState"], "PROTECTIVELY_ISOLATED");
  EXPECT_EQ(returned["LatestOperationState"], "SUCCESS");
  ask(cloud.alice(), "StartInstances", id)
      .expect_error("UnsupportedOperation.InstanceStateShutdown");
  ask(cloud.alice(), "TerminateInstances", id).expect_ok();
  EXPECT_EQ(cloud.call("cvm", "DescribeInstances", {{"InstanceIds", {id}}})["TotalCount"], 0);
}

// M-24
TEST(InstanceLifecycle, a_returned_instance_comes_back_when_it_is_renewed) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), R"("InstanceChargeType":"PREPAID",
      "InstanceChargePrepaid":{"Period":1})");
  ask(cloud.alice(), "TerminateInstances", id).expect_ok();
  ask(cloud.alice(), "RenewInstances", id, R"("InstanceChargePrepaid":{"Period":2})").expect_ok();
  Json renewed = shown(cloud.alice(), id);
  EXPECT_EQ(renewed["InstanceState"], "RUNNING");
  EXPECT_EQ(renewed["ExpiredTime"],
            to_iso8601(add_months(cloud.now(), 2)));  // the rest was given back
}

TEST(InstanceLifecycle, a_protected_instance_is_terminated_only_after_its_protection_is_lifted) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), R"("DisableApiTermination":true)");
  ask(cloud.alice(), "TerminateInstances", id)
      .expect_error("UnsupportedOperation.InstancesProtected");
  ask(cloud.alice(), "ModifyInstancesAttribute", id, R"("DisableApiTermination":false)")
      .expect_ok();
  ask(cloud.alice(), "TerminateInstances", id).expect_ok();
}

TEST(InstanceLifecycle, a_call_for_several_is_refused_as_a_whole) {
  Scenario cloud;
  auto ids = ids_of(run(cloud.alice(), R"("InstanceCount":2)"));
  ask(cloud.alice(), "StopInstances", ids[1]).expect_ok();
  cloud.call("cvm", "StopInstances", {{"InstanceIds", {ids[0], ids[1]}}})
      .expect_error("UnsupportedOperation.InstanceStateStopped");
  EXPECT_EQ(state_of(cloud.alice(), ids[0]), "RUNNING");
  cloud.call("cvm", "StopInstances", R"({"InstanceIds":[]})").expect_error("MissingParameter");
  cloud.call("cvm", "StopInstances", R"({"InstanceIds":["i-1"]})")
      .expect_error("InvalidInstanceId.Malformed");
}

// M-8, M-13
TEST(InstanceLifecycle, an_instance_of_another_account_or_region_does_not_exist_for_the_caller) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  ask(cloud.as(kBob), "StopInstances", id).expect_error("InvalidInstanceId.NotFound");
  ask(cloud.in("ap-shanghai"), "TerminateInstances", id).expect_error("InvalidInstanceId.NotFound");
  EXPECT_EQ(cloud.as(kBob).call("cvm", "DescribeInstances", {{"InstanceIds", {id}}})["TotalCount"],
            0);
  EXPECT_EQ(cloud.in("ap-shanghai").call("cvm", "DescribeInstances")["TotalCount"], 0);
}

TEST(InstanceLifecycle, an_instance_that_takes_time_to_boot_is_pending_and_then_runs) {
  Scenario cloud({.durations = half_a_minute()});
  std::string id = run_one(cloud.alice());
  Json pending = shown(cloud.alice(), id);
  EXPECT_EQ(pending["InstanceState"], "PENDING");
  EXPECT_EQ(pending["LatestOperationState"], "OPERATING");
  ask(cloud.alice(), "StopInstances", id).expect_error("UnsupportedOperation.InstanceStatePending");
  ask(cloud.alice(), "TerminateInstances", id)
      .expect_error("UnsupportedOperation.InstanceStatePending");
  cloud.advance(seconds(31));
  Json running = shown(cloud.alice(), id);
  EXPECT_EQ(running["InstanceState"], "RUNNING");
  EXPECT_EQ(running["LatestOperationState"], "SUCCESS");
}

TEST(InstanceLifecycle, what_was_under_way_when_the_program_ended_is_taken_up_again) {
  Scenario cloud({.durations = half_a_minute()});
  auto ids = ids_of(run(cloud.alice(), R"("InstanceCount":3)"));
  cloud.advance(seconds(40));
  ask(cloud.alice(), "StopInstances", ids[0]).expect_ok();
  ask(cloud.alice(), "TerminateInstances", ids[1]).expect_ok();
  cloud.restart();
  EXPECT_EQ(state_of(cloud.alice(), ids[0]), "STOPPING");
  EXPECT_EQ(state_of(cloud.alice(), ids[1]), "TERMINATING");
  cloud.advance(seconds(40));
  EXPECT_EQ(state_of(cloud.alice(), ids[0]), "STOPPED");
  EXPECT_EQ(cloud.call("cvm", "DescribeInstances")["TotalCount"], 2);
  EXPECT_EQ(state_of(cloud.alice(), ids[2]), "RUNNING");
}

TEST(InstanceLifecycle, an_instance_that_is_being_taken_away_keeps_its_address_until_it_is_gone) {
  Scenario cloud({.durations = half_a_minute()});
  std::string id = run_one(cloud.alice());
  cloud.advance(seconds(31));
  std::string vpc = shown(cloud.alice(), id)["VirtualPrivateCloud"]["VpcId"].text();
  ask(cloud.alice(), "TerminateInstances", id).expect_ok();
  EXPECT_EQ(cloud.call("vpc", "DescribeUsedIpAddress", {{"VpcId", vpc}})["TotalCount"], 1);
  cloud.advance(seconds(31));
  EXPECT_EQ(cloud.call("vpc", "DescribeUsedIpAddress", {{"VpcId", vpc}})["TotalCount"], 0);
}

TEST(InstanceLifecycle, resetting_makes_the_system_disk_anew_from_another_image) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  cloud
      .call("cvm", "ResetInstance",
            {{"InstanceId", id}, {"ImageId", "img-541bm08j"}, {"HostName", "fresh"}})
      .expect_ok();
  Json instance = shown(cloud.alice(), id);
  EXPECT_EQ(instance["ImageId"], "img-541bm08j");
  EXPECT_EQ(instance["OsName"], "Debian 12.8 64bit");
  EXPECT_EQ(instance["InstanceState"], "RUNNING");
  EXPECT_EQ(instance["LatestOperation"], "ResetInstance");
  ask(cloud.alice(), "StopInstances", id).expect_ok();
  cloud.call("cvm", "ResetInstance", {{"InstanceId", id}}).expect_ok();
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
  cloud.call("cvm", "ResetInstance", {{"InstanceId", id}, {"ImageId", "img-00000000"}})
      .expect_error("InvalidImageId.NotFound");
}

}  // namespace
}  // namespace terrane
