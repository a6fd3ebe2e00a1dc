// Load balancers as ends: what arrives at one goes on to a target that takes it.
#include <gtest/gtest.h>

#include "scenarios/balancers.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

// M-14, M-15, M-33: a balancer over two zones goes on when what it has in one is gone.
TEST(Reachability, a_balancer_over_two_zones_is_reached_while_one_target_is_up) {
  Scenario cloud;
  std::string first = run_one(cloud.alice()), second = run_one(cloud.alice(), "", "ap-guangzhou-3");
  std::string balancer = create_balancer(cloud.alice());
  expect_decided(analyze(cloud.alice(), "internet", balancer, 80), false, "NoListener", balancer);
  std::string listener = create_listener(cloud.alice(), balancer);
  expect_decided(analyze(cloud.alice(), "internet", balancer, 80), false, "NoTarget", listener);
  for (const std::string& instance : {first, second})
    on_balancer(cloud.alice(), "RegisterTargets", balancer, with_target(listener, instance, 8080))
        .expect_ok();
  Reply told = analyze(cloud.alice(), "internet", balancer, 80);
  expect_reached(told, default_group(cloud.alice()));
  EXPECT_EQ(hop_types(told), "INTERNET PUBLIC_ADDRESS ENDPOINT LISTENER SECURITY_GROUP ENDPOINT");
  EXPECT_EQ(told["HopSet"][5]["ResourceId"], first);
  EXPECT_EQ(told["HopSet"][3]["Text"], "listener, forwards to port 8080");
  ask(cloud.alice(), "StopInstances", first).expect_ok();
  told = analyze(cloud.alice(), "internet", balancer, 80);
  expect_reached(told, default_group(cloud.alice()));
  EXPECT_EQ(told["HopSet"][5]["ResourceId"], second);
  ask(cloud.alice(), "StopInstances", second).expect_ok();
  expect_decided(analyze(cloud.alice(), "internet", balancer, 80), false, "NoHealthyTarget",
                 listener);
}

// M-30: the target's groups see the client where TCP is forwarded, the balancer where HTTP is.
TEST(Reachability, targets_admit_the_client_of_tcp_and_the_balancer_of_http) {
  Scenario cloud;
  std::string group = create_security_group(cloud.alice());
  add_policy(cloud.alice(), group, "Ingress",
             R"("Protocol":"TCP","Port":"80","CidrBlock":"192.0.2.0/24","Action":"ACCEPT")");
  std::string server = run_one(cloud.alice(), with_groups({group}));
  std::string balancer = create_balancer(cloud.alice());
  std::string tcp = create_listener(cloud.alice(), balancer);
  on_balancer(cloud.alice(), "RegisterTargets", balancer, with_target(tcp, server)).expect_ok();
  expect_decided(analyze(cloud.alice(), "internet", balancer, 80), false, "NoHealthyTarget",
                 tcp);  // the balancer's own checks are not admitted
  add_policy(cloud.alice(), group, "Ingress",
             R"("Protocol":"TCP","Port":"80","CidrBlock":"100.64.0.0/10","Action":"ACCEPT")");
  expect_reached(analyze(cloud.alice(), "internet", balancer, 80), group);
  expect_decided(analyze(cloud.alice(), "198.51.100.7", balancer, 80), false, "NoHealthyTarget",
                 tcp);
  std::string http =
      create_listener(cloud.alice(), balancer, R"("Protocol":"HTTP","Ports":[8080])");
  std::string rule = create_rule(cloud.alice(), balancer, http);
  on_balancer(
      cloud.alice(), "RegisterTargets", balancer,
      at_listener(http) + R"(,"LocationId":")" + rule + R"(","Targets":[)" + target(server) + "]")
      .expect_ok();
  expect_reached(analyze(cloud.alice(), "198.51.100.7", balancer, 8080), group);
}

// M-30
TEST(Reachability, a_balancers_own_groups_decide_before_its_targets) {
  Scenario cloud;
  std::string group = create_security_group(cloud.alice());
  std::string server = run_one(cloud.alice());
  std::string balancer = create_balancer(cloud.alice());
  std::string listener = create_listener(cloud.alice(), balancer);
  on_balancer(cloud.alice(), "RegisterTargets", balancer, with_target(listener, server))
      .expect_ok();
  on_balancer(cloud.alice(), "SetLoadBalancerSecurityGroups", balancer,
              R"("SecurityGroups":[")" + group + R"("])")
      .expect_ok();
  expect_decided(analyze(cloud.alice(), "internet", balancer, 80), false, "SecurityGroupDefault",
                 group);
  add_policy(cloud.alice(), group, "Ingress", R"("CidrBlock":"0.0.0.0/0","Action":"ACCEPT")");
  expect_reached(analyze(cloud.alice(), "internet", balancer, 80), default_group(cloud.alice()));
}

}  // namespace
}  // namespace terrane
