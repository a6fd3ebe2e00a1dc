// Changing what an instance is made of, each rule accepted and refused.
#include <gtest/gtest.h>

#include "scenarios/instances.h"

namespace terrane {
namespace {

TEST(InstanceSettings, attributes_are_changed_and_nothing_else) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), R"("InstanceName":"old")");
  ask(cloud.alice(), "ModifyInstancesAttribute", id).expect_error("MissingParameter");
  ask(cloud.alice(), "ModifyInstancesAttribute", id, R"("InstanceName":"new")").expect_ok();
  Json instance = shown(cloud.alice(), id);
  EXPECT_EQ(instance["InstanceName"], "new");
  EXPECT_EQ(instance["InstanceState"], "RUNNING");
  EXPECT_EQ(instance["LatestOperation"], "ModifyInstancesAttribute");
  ask(cloud.alice(), "ModifyInstancesAttribute", id, R"("HostName":"a_b")")
      .expect_error("InvalidParameterValue.IllegalHostName");
  ask(cloud.alice(), "ModifyInstancesAttribute", id, R"("SecurityGroups":["sg-00000000"])")
      .expect_error("InvalidSecurityGroupId.NotFound");
  ask(cloud.alice(), "ModifyInstancesProject", id, R"("ProjectId":0)").expect_ok();
  ask(cloud.alice(), "ModifyInstancesProject", id, R"("ProjectId":7)")
      .expect_error("InvalidProjectId.NotFound");
  EXPECT_EQ(shown(cloud.alice(), id)["Placement"]["ProjectId"], 0);
}

// M-30
TEST(InstanceSettings, security_groups_come_and_go_but_one_stays) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  std::string first = shown(cloud.alice(), id)["SecurityGroupIds"][0].text();
  std::string group = create_security_group(cloud.alice());
  auto with = [](const std::string& name) { return R"("SecurityGroupIds":[")" + name + R"("])"; };
  ask(cloud.alice(), "AssociateSecurityGroups", id, with(group)).expect_ok();
  EXPECT_EQ(shown(cloud.alice(), id)["SecurityGroupIds"].size(), 2u);
  cloud.call("vpc", "DeleteSecurityGroup", {{"SecurityGroupId", group}})
      .expect_error("ResourceInUse");
  ask(cloud.alice(), "DisassociateSecurityGroups", id, with(first)).expect_ok();
  ask(cloud.alice(), "DisassociateSecurityGroups", id, with(group))
      .expect_error("FailedOperation.SecurityGroupActionFailed");
  ask(cloud.alice(), "AssociateSecurityGroups", id, with("sg-1"))
      .expect_error("InvalidSgId.Malformed");
  for (int i = 0; i < 4; ++i)
    ask(cloud.alice(), "AssociateSecurityGroups", id, with(create_security_group(cloud.alice())))
        .expect_ok();
  ask(cloud.alice(), "AssociateSecurityGroups", id, with(first))
      .expect_error("LimitExceeded.AssociateUSGLimitExceeded");
}

// M-22
TEST(InstanceSettings, an_instance_moves_to_another_subnet_of_its_zone_and_never_of_another) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string near = create_subnet(cloud.alice(), vpc, "10.0.1.0/24", "ap-guangzhou-2");
  std::string far = create_subnet(cloud.alice(), vpc, "10.0.2.0/24", "ap-guangzhou-3");
  auto to = [&](const std::string& subnet, std::string_view more = "") {
    return R"("ForceStop":true,"VirtualPrivateCloud":{"VpcId":")" + vpc + R"(","SubnetId":")" +
           subnet + '"' + std::string(more) + "}";
  };
  std::string id = run_one(cloud.alice());
  ask(cloud.alice(), "ModifyInstancesVpcAttribute", id, to(far))
      .expect_error("InvalidParameterValue");
  ask(cloud.alice(), "ModifyInstancesVpcAttribute", id,
      to(near, R"(,"PrivateIpAddresses":["10.0.1.9"])"))
      .expect_ok();
  Json instance = shown(cloud.alice(), id);
  EXPECT_EQ(instance["PrivateIpAddresses"][0], "10.0.1.9");
  EXPECT_EQ(instance["VirtualPrivateCloud"]["SubnetId"], near);
  EXPECT_EQ(instance["Placement"]["Zone"], "ap-guangzhou-2");
  ask(cloud.alice(), "ModifyInstancesVpcAttribute", id,
      to(near, R"(,"PrivateIpAddresses":["10.0.2.9"])"))
      .expect_error("VpcAddrNotInSubNet");
}

// M-22, M-27
TEST(InstanceSettings, nothing_that_is_done_to_an_instance_takes_it_to_another_zone) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), "", "ap-guangzhou-3");
  for (auto [action, more] : {std::pair("StopInstances", ""),
                              {"ResetInstancesType", R"("InstanceType":"S5.LARGE8")"},
                              {"ModifyInstancesAttribute", R"("InstanceName":"new")"},
                              {"ModifyInstancesProject", R"("ProjectId":0)"},
                              {"StartInstances", ""},
                              {"RebootInstances", ""}}) {
    ask(cloud.alice(), action, id, more).expect_ok();
    EXPECT_EQ(shown(cloud.alice(), id)["Placement"]["Zone"], "ap-guangzhou-3") << action;
  }
  cloud.call("cvm", "ResetInstance", {{"InstanceId", id}}).expect_ok();
  cloud.restart();
  EXPECT_EQ(shown(cloud.alice(), id)["Placement"]["Zone"], "ap-guangzhou-3");
  // Not even where its zone sells nothing more and another has room.
  cloud.as(kOperator)
      .call("terrane", "ModifyZoneStock", {{"Zone", "ap-guangzhou-3"}, {"SoldOut", true}})
      .expect_ok();
  ask(cloud.alice(), "StopInstances", id).expect_ok();
  ask(cloud.alice(), "StartInstances", id).expect_ok();
  EXPECT_EQ(shown(cloud.alice(), id)["Placement"]["Zone"], "ap-guangzhou-3");
}

TEST(InstanceSettings, what_needs_an_instance_off_is_refused_while_it_runs_unless_it_may_reboot) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  std::string password = R"("Password":"Passw0rd!")";
  ask(cloud.alice(), "ResetInstancesPassword", id, password)
      .expect_error("UnsupportedOperation.InstanceStateRunning");
  ask(cloud.alice(), "ResetInstancesPassword", id, password + R"(,"ForceStop":true)").expect_ok();
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
  ask(cloud.alice(), "StopInstances", id).expect_ok();
  ask(cloud.alice(), "ResetInstancesPassword", id, password).expect_ok();
  EXPECT_EQ(state_of(cloud.alice(), id), "STOPPED");
  ask(cloud.alice(), "ResetInstancesPassword", id, R"("Password":"short")")
      .expect_error("InvalidParameterValue.InvalidPassword");
}

TEST(InstanceSettings, an_instance_takes_another_type_where_its_zone_has_room) {
  Scenario cloud({.changes = "[hosts]\nracks = 1\nswitches_per_rack = 1\nhosts_per_switch = 2\n"
                             "cores = 4\nmemory_gib = 16\nlocal_disk_gib = 1000\n"});
  auto ids = ids_of(run(cloud.alice(), R"("InstanceCount":4)", kZone, "S5.MEDIUM2"));
  ask(cloud.alice(), "StopInstances", ids[0]).expect_ok();
  ask(cloud.alice(), "ResetInstancesType", ids[0], R"("InstanceType":"S5.LARGE8")")
      .expect_error("ResourcesSoldOut.SpecifiedInstanceType");
  ask(cloud.alice(), "TerminateInstances", ids[1]).expect_ok();
  ask(cloud.alice(), "TerminateInstances", ids[2]).expect_ok();
  ask(cloud.alice(), "TerminateInstances", ids[3]).expect_ok();
  ask(cloud.alice(), "ResetInstancesType", ids[0], R"("InstanceType":"S5.LARGE8")").expect_ok();
  Json instance = shown(cloud.alice(), ids[0]);
  EXPECT_EQ(instance["InstanceType"], "S5.LARGE8");
  EXPECT_EQ(instance["CPU"], 4);
  EXPECT_EQ(instance["InstanceState"], "STOPPED");
  ask(cloud.alice(), "ResetInstancesType", ids[0], R"("InstanceType":"S5.NONE")")
      .expect_error("ResourceNotFound.InvalidZoneInstanceType");
  ask(cloud.alice(), "ResetInstancesType", ids[0], R"("InstanceType":"huge")")
      .expect_error("InvalidInstanceType.Malformed");
}

TEST(InstanceSettings, disks_grow_and_never_shrink) {
  Scenario cloud;
  std::string id =
      run_one(cloud.alice(), R"("DataDisks":[{"DiskType":"CLOUD_PREMIUM","DiskSize":50}])");
  std::string disk = shown(cloud.alice(), id)["DataDisks"][0]["DiskId"].text();
  auto resize = [&](std::string_view what) {
    return cloud.call(
        "cvm", "ResizeInstanceDisks",
        R"({"InstanceId":")" + id + R"(","ForceStop":true)" + std::string(what) + "}");
  };
  auto data = [](const std::string& disk_id, int size) {
    return R"(,"DataDisks":[{"DiskId":")" + disk_id + R"(","DiskSize":)" + std::to_string(size) +
           "}]";
  };
  resize(data(disk, 100)).expect_ok();
  EXPECT_EQ(shown(cloud.alice(), id)["DataDisks"][0]["DiskSize"], 100);
  resize(data(disk, 50)).expect_error("InvalidParameterValue");
  resize(data("disk-00000000", 100)).expect_error("UnsupportedOperation.InvalidDataDisk");
  resize(R"(,"SystemDisk":{"DiskSize":80})").expect_ok();
  EXPECT_EQ(shown(cloud.alice(), id)["SystemDisk"]["DiskSize"], 80);
  resize("").expect_error("MissingParameter.AtLeastOne");
}

TEST(InstanceSettings, bandwidth_can_be_changed_within_its_limit) {
  Scenario cloud;
  std::string id = run_one(cloud.alice(), R"("InternetAccessible":{"InternetMaxBandwidthOut":1})");
  ask(cloud.alice(), "ResetInstancesInternetMaxBandwidth", id,
      R"("InternetAccessible":{"InternetMaxBandwidthOut":20})")
      .expect_ok();
  Json instance = shown(cloud.alice(), id);
  EXPECT_EQ(instance["InternetAccessible"]["InternetMaxBandwidthOut"], 20);
  EXPECT_EQ(instance["PublicIpAddresses"].size(), 1u);
  ask(cloud.alice(), "ResetInstancesInternetMaxBandwidth", id,
      R"("InternetAccessible":{"InternetMaxBandwidthOut":1000})")
      .expect_error("InvalidParameterValue.Range");
}

// M-24
TEST(InstanceSettings, the_charge_type_changes_between_by_the_hour_and_prepaid) {
  Scenario cloud;
  std::string id = run_one(cloud.alice());
  ask(cloud.alice(), "ModifyInstancesRenewFlag", id, R"("RenewFlag":"NOTIFY_AND_AUTO_RENEW")")
      .expect_error("UnsupportedOperation.InstanceChargeType");
  ask(cloud.alice(), "RenewInstances", id, R"("InstanceChargePrepaid":{"Period":1})")
      .expect_error("UnsupportedOperation.InstanceChargeType");
  ask(cloud.alice(), "ModifyInstancesChargeType", id, R"("InstanceChargeType":"PREPAID",
      "InstanceChargePrepaid":{"Period":2})")
      .expect_ok();
  Json prepaid = shown(cloud.alice(), id);
  EXPECT_EQ(prepaid["InstanceChargeType"], "PREPAID");
  EXPECT_EQ(prepaid["ExpiredTime"], to_iso8601(add_months(cloud.now(), 2)));
  ask(cloud.alice(), "ModifyInstancesRenewFlag", id, R"("RenewFlag":"NOTIFY_AND_AUTO_RENEW")")
      .expect_ok();
  ask(cloud.alice(), "RenewInstances", id, R"("InstanceChargePrepaid":{"Period":1})").expect_ok();
  Json renewed = shown(cloud.alice(), id);
  EXPECT_EQ(renewed["RenewFlag"], "NOTIFY_AND_AUTO_RENEW");
  EXPECT_EQ(renewed["ExpiredTime"], to_iso8601(add_months(cloud.now(), 3)));
  ask(cloud.alice(), "ModifyInstancesChargeType", id, R"("InstanceChargeType":"PREPAID",
      "InstanceChargePrepaid":{"Period":2})")
      .expect_error("UnsupportedOperation.InstanceChargeType");
}

}  // namespace
}  // namespace terrane
