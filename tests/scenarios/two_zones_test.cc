// A load balancer over two zones: who speaks to its address reaches a target as long as one zone
// has a healthy one (M-15).
#include <gtest/gtest.h>

#include "scenarios/balancers.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

constexpr std::string_view kOtherZone = "ap-guangzhou-3";

struct Shop {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string balancer = create_balancer(alice);
  std::string listener = create_listener(alice, balancer);
  std::string near = run_one(alice);
  std::string far = run_one(alice, {}, kOtherZone);

  Shop() {
    for (const std::string& instance : {near, far})
      on_balancer(alice, "RegisterTargets", balancer, with_target(listener, instance)).expect_ok();
  }
  Reply ask_from_the_internet(int port = 80) { return analyze(alice, "internet", balancer, port); }
};

// M-15
TEST(TwoZones, go_on_serving_when_the_targets_of_one_are_gone) {
  Shop shop;
  EXPECT_EQ(shop.ask_from_the_internet()["Reachable"], true);
  ask(shop.alice, "StopInstances", shop.near).expect_ok();
  EXPECT_EQ(shop.ask_from_the_internet()["Reachable"], true);
  ask(shop.alice, "StopInstances", shop.far).expect_ok();
  Reply none = shop.ask_from_the_internet();
  EXPECT_EQ(none["Reachable"], false);
  EXPECT_EQ(none["DecidedBy"]["Code"], "NoHealthyTarget");
  ask(shop.alice, "StartInstances", shop.near).expect_ok();
  EXPECT_EQ(shop.ask_from_the_internet()["Reachable"], true);
}

TEST(TwoZones, are_reached_at_the_ports_of_listeners_alone) {
  Shop shop;
  Reply closed = shop.ask_from_the_internet(81);
  EXPECT_EQ(closed["Reachable"], false);
  EXPECT_EQ(closed["DecidedBy"]["Code"], "NoListener");
  std::string guard = create_security_group(shop.alice);  // lets nobody in
  on_balancer(shop.alice, "SetLoadBalancerSecurityGroups", shop.balancer,
              R"("SecurityGroups":[")" + guard + "\"]")
      .expect_ok();
  EXPECT_EQ(shop.ask_from_the_internet()["Reachable"], false);
}

// M-13
TEST(TwoZones, of_another_account_are_spoken_to_by_their_public_address_alone) {
  Shop shop;
  Client bob = shop.cloud.as(kBob);
  analyze(bob, "internet", shop.balancer, 80).expect_error("ResourceNotFound");
  std::string address = shown_balancer(shop.alice, shop.balancer)["LoadBalancerVips"][0].text();
  std::string public_one = run_one(bob, R"("InternetAccessible":{"InternetMaxBandwidthOut":1})");
  EXPECT_EQ(analyze(bob, public_one, address, 80)["Reachable"], true);
}

}  // namespace
}  // namespace terrane
