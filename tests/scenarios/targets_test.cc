// Targets: instances of the load balancer's own region and VPC, in any zone (M-14); never of
// another region or account.
#include <gtest/gtest.h>

#include "scenarios/balancers.h"

namespace terrane {
namespace {

constexpr std::string_view kOtherZone = "ap-guangzhou-3";

struct Front {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string balancer = create_balancer(alice);
  std::string listener = create_listener(alice, balancer);

  explicit Front(std::string changes = {}) : cloud({.changes = std::move(changes)}) {}

  Reply call(std::string_view action, const std::string& more) {
    return on_balancer(alice, action, balancer, more);
  }
  Reply register_one(const std::string& instance, int port = 80) {
    return call("RegisterTargets", with_target(listener, instance, port));
  }
  Json targets() { return shown_targets(alice, balancer)[0]["Targets"]; }
};

// M-14, M-33
TEST(Targets, are_instances_in_any_zone_of_the_region) {
  Front front;
  std::string near = run_one(front.alice), far = run_one(front.alice, {}, kOtherZone);
  EXPECT_EQ(task_status(front.alice, front.register_one(near)), 0);
  front.register_one(far, 8080).expect_ok();
  Json targets = front.targets();
  ASSERT_EQ(targets.size(), 2u);
  EXPECT_EQ(targets[0]["Type"], "CVM");
  EXPECT_EQ(targets[0]["InstanceId"], near);
  EXPECT_EQ(targets[0]["Port"], 80);
  EXPECT_EQ(targets[0]["Weight"], 10);
  EXPECT_EQ(targets[0]["PrivateIpAddresses"][0],
            shown(front.alice, near)["PrivateIpAddresses"][0].text());
  EXPECT_EQ(targets[1]["Zone"], kOtherZone);
  EXPECT_EQ(targets[1]["Port"], 8080);
  EXPECT_EQ(shown_balancer(front.alice, front.balancer)["TargetCount"], 2);
  front.cloud.restart();
  EXPECT_EQ(front.targets().size(), 2u);
}

// M-14, M-8, M-13
TEST(Targets, are_none_of_another_region_or_account) {
  Front front;
  std::string far = run_one(front.cloud.in("ap-shanghai"), {}, "ap-shanghai-1");
  std::string bobs = run_one(front.cloud.as(kBob));
  std::string never = front.register_one("ins-00000000").expect_error("InvalidParameterValue");
  for (const std::string& id : {far, bobs}) {
    std::string said = front.register_one(id).expect_error("InvalidParameterValue");
    EXPECT_EQ(said.replace(said.find(id), id.size(), "ins-00000000"), never);
  }
}

// M-14
TEST(Targets, are_none_of_another_VPC) {
  Front front;
  std::string vpc = create_vpc(front.alice), subnet = create_subnet(front.alice, vpc);
  std::string instance = run_one(front.alice, R"("VirtualPrivateCloud":{"VpcId":")" + vpc +
                                                  R"(","SubnetId":")" + subnet + "\"}");
  front.register_one(instance).expect_error("InvalidParameterValue");
}

TEST(Targets, are_told_apart_by_instance_and_port) {
  Front front;
  std::string instance = run_one(front.alice);
  front.register_one(instance).expect_ok();
  front.register_one(instance).expect_error("InvalidParameterValue.Duplicate");
  front.register_one(instance, 81).expect_ok();
  front
      .call("RegisterTargets", at_listener(front.listener) + R"(,"Targets":[)" +
                                   target(instance, 82) + "," + target(instance, 82) + "]")
      .expect_error("InvalidParameterValue.Duplicate");
  front.call("DeregisterTargets", with_target(front.listener, instance, 83))
      .expect_error("InvalidParameter");
  front.call("DeregisterTargets", with_target(front.listener, instance, 80)).expect_ok();
  EXPECT_EQ(front.targets().size(), 1u);
}

TEST(Targets, of_values_that_do_not_fit_are_refused) {
  Front front("[limits]\ntargets_per_listener_or_rule = 1");
  std::string instance = run_one(front.alice);
  auto refused = [&](const std::string& targets, std::string_view code) {
    front.call("RegisterTargets", at_listener(front.listener) + R"(,"Targets":[)" + targets + "]")
        .expect_error(code);
  };
  refused("", "MissingParameter");
  refused(target(instance, 0), "InvalidParameterValue");
  refused(target(instance, 80, R"("Weight":101)"), "InvalidParameterValue");
  refused(target(instance, 80, R"("Type":"POD")"), "InvalidParameterValue");
  refused(target(instance, 80, R"("EniIp":"10.0.0.9")"), "InvalidParameter");
  refused(R"({"Port":80})", "MissingParameter");
  refused(R"({"Port":80,"EniIp":"192.0.2.9"})", "InvalidParameterValue");
  refused(target(instance, 80) + "," + target(instance, 81), "LimitExceeded");
}

// Named by a private address, as a network interface has it.
TEST(Targets, may_be_named_by_their_private_address) {
  Front front;
  std::string instance = run_one(front.alice);
  std::string address = shown(front.alice, instance)["PrivateIpAddresses"][0].text();
  std::string named =
      at_listener(front.listener) + R"(,"Targets":[{"EniIp":")" + address + R"(","Port":80}])";
  front.call("RegisterTargets", named).expect_ok();
  EXPECT_EQ(front.targets()[0]["Type"], "ENI");
  EXPECT_EQ(front.targets()[0]["PrivateIpAddresses"][0], address);
  front.call("DeregisterTargets", named).expect_ok();
  EXPECT_EQ(front.targets().size(), 0u);
}

TEST(Targets, are_weighed_and_moved_to_other_ports) {
  Front front;
  std::string instance = run_one(front.alice);
  front.register_one(instance).expect_ok();
  front.call("ModifyTargetWeight", with_target(front.listener, instance))
      .expect_error("MissingParameter");
  front.call("ModifyTargetWeight", with_target(front.listener, instance) + R"(,"Weight":0)")
      .expect_ok();
  EXPECT_EQ(front.targets()[0]["Weight"], 0);
  front.call("ModifyTargetPort", with_target(front.listener, instance) + R"(,"NewPort":8080)")
      .expect_ok();
  EXPECT_EQ(front.targets()[0]["Port"], 8080);
  front.call("ModifyTargetPort", with_target(front.listener, instance) + R"(,"NewPort":81)")
      .expect_error("InvalidParameter");
}

TEST(Targets, of_rules_are_named_by_the_rule_or_by_its_domain_and_URL) {
  Front front;
  std::string web =
      create_listener(front.alice, front.balancer, R"("Protocol":"HTTP","Ports":[81])");
  std::string rule = create_rule(front.alice, front.balancer, web);
  std::string instance = run_one(front.alice);
  std::string wanted = with_target(web, instance);
  front.call("RegisterTargets", wanted).expect_error("MissingParameter");
  front.call("RegisterTargets", wanted + R"(,"LocationId":"loc-00000000")")
      .expect_error("InvalidParameter.LocationNotFound");
  front.call("RegisterTargets", wanted + R"(,"LocationId":")" + rule + '"').expect_ok();
  Json shown = shown_targets(front.alice, front.balancer)[1]["Rules"][0];
  EXPECT_EQ(shown["LocationId"], rule);
  EXPECT_EQ(shown["Targets"][0]["InstanceId"], instance);
  front.call("DeregisterTargets", wanted + R"(,"Domain":"a.example.com","Url":"/")").expect_ok();
}

// What goes takes its targets along, in one step; what stays may not leave the VPC.
TEST(Targets, go_with_their_instance) {
  Front front;
  std::string instance = run_one(front.alice), other = run_one(front.alice);
  front.register_one(instance).expect_ok();
  front.register_one(other).expect_ok();
  std::string vpc = create_vpc(front.alice), subnet = create_subnet(front.alice, vpc);
  ask(front.alice, "StopInstances", instance).expect_ok();
  ask(front.alice, "ModifyInstancesVpcAttribute", instance,
      R"("VirtualPrivateCloud":{"VpcId":")" + vpc + R"(","SubnetId":")" + subnet + "\"}")
      .expect_error("UnsupportedOperation.ModifyVPCWithCLB");
  ask(front.alice, "TerminateInstances", instance).expect_ok();
  ASSERT_EQ(front.targets().size(), 1u);
  EXPECT_EQ(front.targets()[0]["InstanceId"], other);
}

TEST(Targets, of_a_batch_are_registered_listener_by_listener) {
  Front front;
  std::string second =
      create_listener(front.alice, front.balancer, R"("Protocol":"TCP","Ports":[81])");
  std::string instance = run_one(front.alice);
  auto batch = [&](std::string_view action, const std::string& bad) {
    return front.call(action, R"("Targets":[{"ListenerId":")" + front.listener +
                                  R"(","Port":80,"InstanceId":")" + instance +
                                  R"("},{"ListenerId":")" + second +
                                  R"(","Port":80,"InstanceId":")" + bad + "\"}]");
  };
  Reply answer = batch("BatchRegisterTargets", "ins-00000000");
  ASSERT_EQ(answer["FailListenerIdSet"].size(), 1u);
  EXPECT_EQ(answer["FailListenerIdSet"][0], second);
  EXPECT_NE(answer["Message"].text(), "");
  EXPECT_EQ(shown_targets(front.alice, front.balancer)[0]["Targets"].size(), 1u);
  EXPECT_EQ(shown_targets(front.alice, front.balancer)[1]["Targets"].size(), 0u);

  front
      .call("BatchModifyTargetWeight", R"("ModifyList":[{"ListenerId":")" + front.listener +
                                           R"(","Targets":[)" + target(instance) +
                                           R"(],"Weight":33}])")
      .expect_ok();
  EXPECT_EQ(front.targets()[0]["Weight"], 33);
  EXPECT_EQ(batch("BatchDeregisterTargets", instance)["FailListenerIdSet"][0], second);
  EXPECT_EQ(front.targets().size(), 0u);
}

}  // namespace
}  // namespace terrane
