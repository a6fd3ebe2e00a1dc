// Target groups: targets kept together, which several listeners forward to.
#include <gtest/gtest.h>

#include "scenarios/balancers.h"

namespace terrane {
namespace {

std::string private_address(const Client& client, const std::string& instance) {
  return shown(client, instance)["PrivateIpAddresses"][0].text();
}

struct Grouped {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string balancer = create_balancer(alice);
  std::string instance = run_one(alice);
  std::string address = private_address(alice, instance);

  explicit Grouped(std::string changes = {}) : cloud({.changes = std::move(changes)}) {}

  std::string create(std::string_view more = R"("Port":80)") {
    return alice.call("clb", "CreateTargetGroup", "{" + std::string(more) + "}")["TargetGroupId"]
        .text();
  }
  Reply with_members(std::string_view action, const std::string& group,
                     const std::string& members) {
    return alice.call(
        "clb", action,
        R"({"TargetGroupId":")" + group + R"(","TargetGroupInstances":[)" + members + "]}");
  }
  std::string member(std::string_view more = {}) {
    return R"({"BindIP":")" + address + '"' + std::string(more) + "}";
  }
  Reply associate(std::string_view action, const std::string& group, const std::string& listener) {
    return alice.call(
        "clb", action,
        {{"Associations",
          {{{"LoadBalancerId", balancer}, {"ListenerId", listener}, {"TargetGroupId", group}}}}});
  }
  Json shown_group(const std::string& id) {
    Reply reply = alice.call("clb", "DescribeTargetGroupList", {{"TargetGroupIds", {id}}});
    EXPECT_EQ(reply["TotalCount"], 1);
    return reply["TargetGroupSet"][0];
  }
};

TEST(TargetGroups, are_made_with_what_clients_read) {
  Grouped grouped;
  std::string id = grouped.create(
      R"("TargetGroupName":"web","Port":80,"Tags":[{"TagKey":"team","TagValue":"blue"}],
         "TargetGroupInstances":[)" +
      grouped.member(R"(,"Weight":5)") + "]");
  EXPECT_TRUE(id.starts_with("lbtg-")) << id;
  Json group = grouped.shown_group(id);
  EXPECT_EQ(group["TargetGroupName"], "web");
  EXPECT_EQ(group["Port"], 80);
  EXPECT_EQ(group["TargetGroupType"], "v1");
  EXPECT_EQ(group["RegisteredInstancesCount"], 1);
  EXPECT_EQ(group["AssociatedRule"].size(), 0u);
  EXPECT_EQ(group["Tag"][0]["TagValue"], "blue");
  Json members = grouped.alice.call(
      "clb", "DescribeTargetGroupInstances",
      {{"Filters", {{{"Name", "TargetGroupId"}, {"Values", {id}}}}}})["TargetGroupInstanceSet"];
  ASSERT_EQ(members.size(), 1u);
  EXPECT_EQ(members[0]["InstanceId"], grouped.instance);
  EXPECT_EQ(members[0]["Weight"], 5);
  EXPECT_EQ(members[0]["Port"], 80);
}

TEST(TargetGroups, of_values_that_do_not_fit_are_refused) {
  Grouped grouped("[limits]\ntarget_groups = 1");
  auto refused = [&](std::string_view more, std::string_view code) {
    grouped.alice.call("clb", "CreateTargetGroup", "{" + std::string(more) + "}")
        .expect_error(code);
  };
  refused(R"("Type":"v3")", "InvalidParameterValue");
  refused(R"("Type":"v2")", "InvalidParameterValue");
  refused(R"("Port":0)", "InvalidParameterValue");
  refused(R"("VpcId":"vpc-00000000")", "InvalidParameterValue");
  refused(R"("HealthCheck":{"HealthSwitch":true})", "InvalidParameterValue");
  refused(R"("TargetGroupInstances":[)" + grouped.member() + "]", "InvalidParameterValue");
  refused(R"("Port":80,"TargetGroupInstances":[{"BindIP":"192.0.2.1"}])", "InvalidParameterValue");
  grouped.create();
  refused(R"("Port":80)", "LimitExceeded");
}

TEST(TargetGroups, have_members_that_come_change_and_go) {
  Grouped grouped;
  std::string id = grouped.create();
  grouped.with_members("RegisterTargetGroupInstances", id, grouped.member()).expect_ok();
  grouped.with_members("RegisterTargetGroupInstances", id, grouped.member())
      .expect_error("InvalidParameterValue");
  grouped.with_members("ModifyTargetGroupInstancesWeight", id, grouped.member(R"(,"Weight":7)"))
      .expect_ok();
  grouped.with_members("ModifyTargetGroupInstancesPort", id, grouped.member(R"(,"NewPort":81)"))
      .expect_ok();
  grouped.with_members("DeregisterTargetGroupInstances", id, grouped.member())
      .expect_error("InvalidParameterValue");
  grouped.with_members("DeregisterTargetGroupInstances", id, grouped.member(R"(,"Port":81)"))
      .expect_ok();
  EXPECT_EQ(grouped.shown_group(id)["RegisteredInstancesCount"], 0);
  grouped.with_members("RegisterTargetGroupInstances", id, grouped.member()).expect_ok();
  ask(grouped.alice, "TerminateInstances", grouped.instance).expect_ok();
  EXPECT_EQ(grouped.shown_group(id)["RegisteredInstancesCount"], 0) << "they go with the instance";
}

TEST(TargetGroups, are_forwarded_to_by_listeners_that_say_so) {
  Grouped grouped;
  std::string id = grouped.create(R"("Port":80,"TargetGroupInstances":[)" + grouped.member() + "]");
  std::string plain = create_listener(grouped.alice, grouped.balancer);
  std::string listener =
      create_listener(grouped.alice, grouped.balancer,
                      R"("Protocol":"TCP","Ports":[81],"TargetType":"TARGETGROUP")");
  grouped.associate("AssociateTargetGroups", id, plain).expect_error("FailedOperation");
  Reply answer = grouped.associate("AssociateTargetGroups", id, listener);
  EXPECT_EQ(task_status(grouped.alice, answer), 0);
  grouped.associate("AssociateTargetGroups", id, listener).expect_error("InvalidParameterValue");
  grouped.associate("AssociateTargetGroups", grouped.create(), listener)
      .expect_error("InvalidParameterValue");
  EXPECT_EQ(grouped.shown_group(id)["AssociatedRule"][0]["ListenerId"], listener);
  EXPECT_EQ(shown_listeners(grouped.alice, grouped.balancer)[1]["TargetGroup"]["TargetGroupId"],
            id);
  EXPECT_EQ(shown_targets(grouped.alice, grouped.balancer)[1]["Targets"][0]["InstanceId"],
            grouped.instance);
  on_balancer(grouped.alice, "RegisterTargets", grouped.balancer,
              with_target(listener, grouped.instance))
      .expect_error("FailedOperation");
  grouped.alice.call("clb", "DeleteTargetGroups", {{"TargetGroupIds", {id}}})
      .expect_error("FailedOperation");
  grouped.associate("DisassociateTargetGroups", id, listener).expect_ok();
  grouped.associate("DisassociateTargetGroups", id, listener).expect_error("InvalidParameterValue");
  grouped.alice.call("clb", "DeleteTargetGroups", {{"TargetGroupIds", {id}}}).expect_ok();
}

// M-8, M-13
TEST(TargetGroups, of_others_do_not_exist) {
  Grouped grouped;
  std::string id = grouped.create();
  for (const Client& other : {grouped.cloud.as(kBob), grouped.cloud.in("ap-shanghai")}) {
    EXPECT_EQ(
        other.call("clb", "DescribeTargetGroupList", {{"TargetGroupIds", {id}}})["TargetGroupSet"]
            .size(),
        0u);
    other.call("clb", "DeleteTargetGroups", {{"TargetGroupIds", {id}}})
        .expect_error("InvalidParameter");
  }
}

}  // namespace
}  // namespace terrane
