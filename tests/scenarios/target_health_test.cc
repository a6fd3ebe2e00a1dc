// Targets' health: from their real state, by as many checks as the listener asks for.
#include <gtest/gtest.h>

#include "scenarios/balancers.h"

namespace terrane {
namespace {

constexpr std::string_view kOtherZone = "ap-guangzhou-3";

struct Checked {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string balancer = create_balancer(alice);
  std::string listener = create_listener(alice, balancer, kQuickChecks);
  std::string instance = run_one(alice);

  Checked() {
    on_balancer(alice, "RegisterTargets", balancer, with_target(listener, instance)).expect_ok();
  }
  std::string health() { return health_of(alice, balancer); }
};

TEST(TargetHealth, changes_after_as_many_checks_as_are_asked_for) {
  Checked checked;
  EXPECT_EQ(checked.health(), "Unknown");
  checked.cloud.advance(seconds(14));
  EXPECT_EQ(checked.health(), "Unknown");
  checked.cloud.advance(seconds(1));
  EXPECT_EQ(checked.health(), "Alive");

  ask(checked.alice, "StopInstances", checked.instance).expect_ok();
  checked.cloud.advance(seconds(9));
  EXPECT_EQ(checked.health(), "Alive");
  checked.cloud.advance(seconds(1));
  EXPECT_EQ(checked.health(), "Dead");

  ask(checked.alice, "StartInstances", checked.instance).expect_ok();
  checked.cloud.advance(seconds(14));
  EXPECT_EQ(checked.health(), "Dead");
  checked.cloud.advance(seconds(1));
  EXPECT_EQ(checked.health(), "Alive");
}

TEST(TargetHealth, is_settled_after_a_restart) {
  Checked checked;
  checked.cloud.advance(seconds(60));
  checked.cloud.restart();
  EXPECT_EQ(checked.health(), "Alive");
}

TEST(TargetHealth, follows_the_security_groups_of_the_target) {
  Checked checked;
  checked.cloud.advance(seconds(60));
  std::string closed = create_security_group(checked.alice);
  ask(checked.alice, "ModifyInstancesAttribute", checked.instance,
      R"("SecurityGroups":[")" + closed + "\"]")
      .expect_ok();
  checked.cloud.advance(seconds(10));
  EXPECT_EQ(checked.health(), "Dead");
  on_balancer(checked.alice, "ModifyLoadBalancerAttributes", checked.balancer,
              R"("LoadBalancerPassToTarget":true)")
      .expect_ok();
  EXPECT_EQ(checked.health(), "Dead");
  checked.cloud.advance(seconds(15));
  EXPECT_EQ(checked.health(), "Alive");
}

TEST(TargetHealth, of_targets_that_are_not_checked_is_good) {
  Checked checked;
  on_balancer(checked.alice, "ModifyListener", checked.balancer,
              at_listener(checked.listener) + R"(,"HealthCheck":{"HealthSwitch":0})")
      .expect_ok();
  ask(checked.alice, "StopInstances", checked.instance).expect_ok();
  EXPECT_EQ(checked.health(), "Close");
}

// M-15: with targets in two zones, service goes on when those of one are gone.
TEST(TargetHealth, leaves_the_targets_of_another_zone_in_service) {
  Checked checked;
  std::string other = run_one(checked.alice, {}, kOtherZone);
  on_balancer(checked.alice, "RegisterTargets", checked.balancer,
              with_target(checked.listener, other))
      .expect_ok();
  checked.cloud.advance(seconds(60));
  ask(checked.alice, "StopInstances", checked.instance).expect_ok();
  checked.cloud.advance(seconds(60));
  Json targets = checked.alice.call(
      "clb", "DescribeTargetHealth",
      {{"LoadBalancerIds",
        {checked.balancer}}})["LoadBalancers"][0]["Listeners"][0]["Rules"][0]["Targets"];
  ASSERT_EQ(targets.size(), 2u);
  EXPECT_EQ(targets[0]["HealthStatus"], false);
  EXPECT_EQ(targets[1]["HealthStatus"], true);
  EXPECT_EQ(targets[1]["TargetId"], other);
}

// M-8, M-13
TEST(TargetHealth, of_others_is_not_told) {
  Checked checked;
  checked.cloud.as(kBob)
      .call("clb", "DescribeTargetHealth", {{"LoadBalancerIds", {checked.balancer}}})
      .expect_error("InvalidParameter.LBIdNotFound");
}

}  // namespace
}  // namespace terrane
