// What is changed of a database: at once, or as a task that clients follow.
#include <gtest/gtest.h>

#include "scenarios/databases.h"

namespace terrane {
namespace {

TEST(DatabaseChanges, change_what_is_changed_at_once) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  ask_database(alice, "ModifyDBInstanceName", id, R"("InstanceName":"new")").expect_ok();
  EXPECT_EQ(shown_database(alice, id)["InstanceName"], "new");
  ask_database(alice, "ModifyDBInstanceName", id, R"("InstanceName":"")")
      .expect_error("InvalidParameterValue.InvalidParameterValueError");
  alice.call("cdb", "ModifyDBInstanceProject", {{"InstanceIds", {id}}, {"NewProjectId", 0}})
      .expect_ok();
  alice.call("cdb", "ModifyDBInstanceProject", {{"InstanceIds", {id}}, {"NewProjectId", 9}})
      .expect_error("InvalidParameter");
  auto renewal = [&](const std::string& which, int flag) {
    return alice.call("cdb", "ModifyAutoRenewFlag",
                      {{"InstanceIds", {which}}, {"AutoRenew", flag}});
  };
  renewal(id, 1).expect_error("OperationDenied");
  std::string prepaid = buy_database(alice, 1);
  renewal(prepaid, 3).expect_error("InvalidParameter");
  renewal(prepaid, 1).expect_ok();
  EXPECT_EQ(shown_database(alice, prepaid)["AutoRenew"], 1);
}

TEST(DatabaseChanges, a_protected_one_is_not_isolated) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice, R"("DestroyProtect":"on")");
  auto protect = [&](std::string_view how) {
    return alice.call("cdb", "ModifyInstanceDestroyProtect",
                      {{"InstanceIds", {id}}, {"DestroyProtect", how}});
  };
  isolate(alice, id).expect_error("OperationDenied");
  protect("perhaps").expect_error("InvalidParameter");
  protect("off").expect_ok();
  EXPECT_EQ(shown_database(alice, id)["DestroyProtect"], "off");
  protect("on").expect_ok();
  isolate(alice, id).expect_error("OperationDenied");
  protect("off").expect_ok();
  isolate(alice, id).expect_ok();
}

// M-11, M-35
TEST(DatabaseChanges, its_address_moves_within_its_zone_only) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string vpc = create_vpc(alice), here = create_subnet(alice, vpc);
  std::string there = create_subnet(alice, vpc, "10.0.2.0/24", "ap-guangzhou-3");
  std::string id = create_database(alice);
  auto move = [&](std::string_view more) {
    return ask_database(alice, "ModifyDBInstanceVipVport", id, more);
  };
  auto into = [&](const std::string& subnet) {
    return R"("UniqVpcId":")" + vpc + R"(","UniqSubnetId":")" + subnet + '"';
  };
  move(into(there)).expect_error("InvalidParameter");
  move("\"DstIp\":\"\"").expect_error("InvalidParameter");
  move(into(here) + R"(,"DstIp":"10.0.2.7")").expect_error("InvalidParameter");
  move(R"("DstPort":80)").expect_error("InvalidParameter");
  move(R"("DstPort":4000,"ReleaseDuration":24)")
      .expect_error("InvalidParameterValue.InvalidParameterValueError");
  move(into(here) + R"(,"DstIp":"10.0.1.7","DstPort":4000)").expect_ok();
  Json database = shown_database(alice, id);
  EXPECT_EQ(database["Vip"], "10.0.1.7");
  EXPECT_EQ(database["Vport"], 4000);
  EXPECT_EQ(database["UniqSubnetId"], here);
  move(R"("DstIp":"10.0.1.7","DstPort":4001)").expect_ok();
  EXPECT_EQ(shown_database(alice, id)["Vip"], "10.0.1.7");
  std::string other = create_database(alice, into(here));
  move(R"("DstIp":")" + shown_database(alice, other)["Vip"].text() + '"')
      .expect_error("InvalidParameter");
}

// M-30
TEST(DatabaseChanges, security_groups_come_and_go) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string first = create_security_group(alice), second = create_security_group(alice);
  alice
      .call("vpc", "CreateSecurityGroupPolicies",
            {{"SecurityGroupId", first},
             {"SecurityGroupPolicySet",
              {{"Ingress",
                {{{"Protocol", "TCP"},
                  {"Port", "3306"},
                  {"CidrBlock", "10.0.0.0/8"},
                  {"Action", "ACCEPT"}}}}}}})
      .expect_ok();
  std::string id = create_database(alice);
  auto groups = [&] { return ask_database(alice, "DescribeDBSecurityGroups", id)["Groups"]; };
  EXPECT_EQ(groups().size(), 0u);
  alice
      .call("cdb", "ModifyDBInstanceSecurityGroups",
            {{"InstanceId", id}, {"SecurityGroupIds", {first, second}}})
      .expect_ok();
  ASSERT_EQ(groups().size(), 2u);
  EXPECT_EQ(groups()[0]["SecurityGroupId"], first);
  EXPECT_EQ(groups()[0]["Inbound"][0]["PortRange"], "3306");
  EXPECT_EQ(groups()[0]["Inbound"][0]["CidrIp"], "10.0.0.0/8");
  alice.call("vpc", "DeleteSecurityGroup", {{"SecurityGroupId", first}})
      .expect_error("ResourceInUse");
  Reply use = alice.call("vpc", "DescribeSecurityGroupAssociationStatistics",
                         {{"SecurityGroupIds", {first}}});
  EXPECT_EQ(use["SecurityGroupAssociationStatisticsSet"][0]["CDB"], 1);

  auto take = [&](const std::string& group) {
    return alice.call("cdb", "DisassociateSecurityGroups",
                      {{"SecurityGroupId", group}, {"InstanceIds", {id}}});
  };
  take("sg-00000000").expect_error("InvalidParameter");
  take(first).expect_ok();
  take(first).expect_error("InvalidParameter");
  EXPECT_EQ(groups().size(), 1u);
  alice.call("vpc", "DeleteSecurityGroup", {{"SecurityGroupId", first}}).expect_ok();
  alice
      .call("cdb", "ModifyDBInstanceSecurityGroups",
            {{"InstanceId", id}, {"SecurityGroupIds", {"sg-00000000"}}})
      .expect_error("InvalidParameter");
  ask_database(alice, "DescribeDBSecurityGroups", "cdb-00000000")
      .expect_error("InternalError.DatabaseAccessError");
}

TEST(DatabaseChanges, an_upgrade_is_a_task_that_ends) {
  Scenario cloud({.changes = "[durations]\ndatabase_ms = 60000"});
  Client alice = cloud.alice();
  std::string id = create_database(alice, R"("EngineVersion":"5.7")");
  cloud.advance(seconds(61));
  auto upgrade = [&](int memory, int volume, std::string_view more = {}) {
    std::string json =
        R"("Memory":)" + std::to_string(memory) + R"(,"Volume":)" + std::to_string(volume);
    if (!more.empty()) (json += ',') += more;
    return ask_database(alice, "UpgradeDBInstance", id, json);
  };
  upgrade(1000, 50).expect_error("InvalidParameter");  // nothing new
  upgrade(1000, 52).expect_error("InvalidParameter");
  upgrade(3000, 50).expect_error("InvalidParameter");
  upgrade(2000, 50, R"("EngineVersion":"8.0")").expect_error("OperationDenied");
  upgrade(2000, 50, R"("WaitSwitch":2)").expect_error("InvalidParameter");
  Reply begun = upgrade(2000, 100, R"("SlaveZone":"ap-guangzhou-3","DeployMode":1)");
  EXPECT_EQ(begun["DealIds"].size(), 1u);
  EXPECT_EQ(status_of(alice, begun), "RUNNING");
  EXPECT_EQ(shown_database(alice, id)["TaskStatus"], 1);
  EXPECT_EQ(shown_database(alice, id)["Memory"], 1000);
  upgrade(4000, 100).expect_error("FailedOperation.StatusConflict");
  isolate(alice, id).expect_error("OperationDenied.InstanceStatusError");
  cloud.restart();
  cloud.advance(seconds(61));
  EXPECT_EQ(status_of(alice, begun), "SUCCESS");
  Json database = shown_database(alice, id);
  EXPECT_EQ(database["TaskStatus"], 0);
  EXPECT_EQ(database["Memory"], 2000);
  EXPECT_EQ(database["Volume"], 100);
  EXPECT_EQ(database["DeployMode"], 1);
}

TEST(DatabaseChanges, one_that_waits_is_made_in_the_next_maintenance_window) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  Reply begun =
      ask_database(alice, "UpgradeDBInstance", id, R"("Memory":2000,"Volume":50,"WaitSwitch":1)");
  EXPECT_EQ(shown_database(alice, id)["TaskStatus"], 15);
  EXPECT_EQ(shown_database(alice, id)["Memory"], 1000);
  EXPECT_EQ(status_of(alice, begun), "RUNNING");
  cloud.advance(days(1));
  EXPECT_EQ(shown_database(alice, id)["TaskStatus"], 0);
  EXPECT_EQ(shown_database(alice, id)["Memory"], 2000);
  EXPECT_EQ(status_of(alice, begun), "SUCCESS");

  // It does not hold up the end.
  Reply dropped =
      ask_database(alice, "UpgradeDBInstance", id, R"("Memory":4000,"Volume":50,"WaitSwitch":1)");
  isolate(alice, id).expect_ok();
  EXPECT_EQ(status_of(alice, dropped), "FAILED");
}

TEST(DatabaseChanges, the_engine_goes_up_one_version_at_a_time) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id =
      create_database(alice, R"("EngineVersion":"5.6",)"
                             R"("ParamList":[{"Name":"tx_isolation","Value":"SERIALIZABLE"},)"
                             R"({"Name":"max_connections","Value":"900"}])");
  auto to = [&](std::string_view version) {
    return ask_database(alice, "UpgradeDBInstanceEngineVersion", id,
                        R"("EngineVersion":")" + std::string(version) + '"');
  };
  to("8.0").expect_error("InvalidParameter");
  to("5.5").expect_error("InvalidParameter");
  to("9.9").expect_error("InvalidParameter");
  EXPECT_EQ(status_of(alice, to("5.7")), "SUCCESS");
  EXPECT_EQ(shown_database(alice, id)["EngineVersion"], "5.7");
  EXPECT_EQ(parameter_of(alice, id, "tx_isolation"), "no such parameter");
  EXPECT_EQ(parameter_of(alice, id, "max_connections"), "900");
}

TEST(DatabaseChanges, restarts_of_several_are_one_request) {
  Scenario cloud({.changes = "[durations]\ndatabase_ms = 1000"});
  Client alice = cloud.alice();
  std::string one = create_database(alice), two = create_database(alice);
  cloud.advance(seconds(2));
  Reply begun = alice.call("cdb", "RestartDBInstances", {{"InstanceIds", {one, two}}});
  EXPECT_EQ(shown_database(alice, one)["TaskStatus"], 10);
  EXPECT_EQ(status_of(alice, begun), "RUNNING");
  cloud.advance(seconds(2));
  EXPECT_EQ(status_of(alice, begun), "SUCCESS");
  alice.call("cdb", "RestartDBInstances", {{"InstanceIds", {one, "cdb-00000000"}}})
      .expect_error("InvalidParameter.InstanceNotFound");
  EXPECT_EQ(shown_database(alice, one)["TaskStatus"], 0);
}

TEST(DatabaseChanges, open_to_the_internet_and_close) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  ask_database(alice, "CloseWanService", id).expect_error("OperationDenied.WrongStatus");
  EXPECT_EQ(status_of(alice, ask_database(alice, "OpenWanService", id)), "SUCCESS");
  Json database = shown_database(alice, id);
  EXPECT_EQ(database["WanStatus"], 1);
  EXPECT_NE(database["WanDomain"].text().find(id), std::string::npos);
  EXPECT_GT(database["WanPort"].number(), 0);
  ask_database(alice, "OpenWanService", id).expect_error("OperationDenied.WrongStatus");
  EXPECT_EQ(status_of(alice, ask_database(alice, "CloseWanService", id)), "SUCCESS");
  EXPECT_EQ(shown_database(alice, id)["WanStatus"], 0);
}

TEST(DatabaseChanges, requests_are_their_accounts_and_are_forgotten) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  Reply begun = ask_database(alice, "OpenWanService", id);
  Parameters request{{"AsyncRequestId", begun["AsyncRequestId"].text()}};
  for (Client stranger : {cloud.as(kBob), cloud.in("ap-shanghai")})
    stranger.call("cdb", "DescribeAsyncRequestInfo", request)
        .expect_error("InvalidParameter.InvalidAsyncRequestId");
  cloud.restart();
  EXPECT_EQ(status_of(alice, begun), "SUCCESS");
  cloud.advance(days(8));
  alice.call("cdb", "DescribeAsyncRequestInfo", request)
      .expect_error("InvalidParameter.InvalidAsyncRequestId");
  ask_database(alice, "CloseWanService", id).expect_ok();
  auto records = [&] {
    size_t count = 0;
    for (const auto& [key, value] : cloud.dump())
      count += key.find("/database-request/") != std::string::npos;
    return count;
  };
  EXPECT_EQ(records(), 1u);
}

}  // namespace
}  // namespace terrane
