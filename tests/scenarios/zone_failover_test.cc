// Two zones behind a balancer, and an elastic IP that moves: what is spread over zones goes on when
// one of them fails (M-15).
#include <gtest/gtest.h>

#include "scenarios/addresses.h"
#include "scenarios/balancers.h"
#include "scenarios/reachability.h"
#include "scenarios/zone_faults.h"

namespace terrane {
namespace {

struct Shop {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string balancer = create_balancer(alice);
  std::string listener = create_listener(alice, balancer, kQuickChecks);
  std::string near = run_one(alice), far = run_one(alice, {}, kOtherZone);

  Shop() {
    for (const std::string& instance : {near, far})
      on_balancer(alice, "RegisterTargets", balancer, with_target(listener, instance)).expect_ok();
    cloud.advance(seconds(60));
  }
  // "Alive Dead": of the near one and of the far one.
  std::string health() {
    Json targets =
        alice.call("clb", "DescribeTargetHealth",
                   {{"LoadBalancerIds",
                     {balancer}}})["LoadBalancers"][0]["Listeners"][0]["Rules"][0]["Targets"];
    EXPECT_EQ(targets.size(), 2u);
    return targets[0]["HealthStatusDetail"].text() + " " + targets[1]["HealthStatusDetail"].text();
  }
};

constexpr std::string_view kCutOff[] = {"ZONE_POWER", "ZONE_NETWORK"};

// M-15: the moment at which nobody asks is the moment from which checks count.
TEST(ZoneFailover, drops_the_targets_of_a_zone_after_as_many_checks_as_are_asked_for) {
  for (std::string_view kind : kCutOff) {
    SCOPED_TRACE(kind);
    Shop shop;
    EXPECT_EQ(shop.health(), "Alive Alive");
    fail_zone(shop.cloud, kind);
    shop.cloud.advance(seconds(9));
    EXPECT_EQ(shop.health(), "Alive Alive");
    shop.cloud.advance(seconds(1));
    EXPECT_EQ(shop.health(), "Dead Alive");
    EXPECT_TRUE(analyze(shop.alice, "internet", shop.balancer, 80)["Reachable"].truth());
    heal_zone(shop.cloud);
    shop.cloud.advance(seconds(14));
    EXPECT_EQ(shop.health(), "Dead Alive");
    shop.cloud.advance(seconds(1));
    EXPECT_EQ(shop.health(), "Alive Alive");
  }
}

// M-15: what nobody looked at for long is found as the checks left it.
TEST(ZoneFailover, is_noted_when_it_happens_and_not_when_somebody_looks) {
  for (std::string_view kind : kCutOff) {
    SCOPED_TRACE(kind);
    Shop shop;
    fail_zone(shop.cloud, kind);
    shop.cloud.advance(seconds(10));
    EXPECT_EQ(shop.health(), "Dead Alive");
    heal_zone(shop.cloud);
    shop.cloud.advance(seconds(15));
    EXPECT_EQ(shop.health(), "Alive Alive");
  }
}

// M-15: also where the balancer's groups speak for its targets, which nobody asks then.
TEST(ZoneFailover, drops_targets_whose_groups_are_not_asked) {
  for (std::string_view kind : kCutOff) {
    SCOPED_TRACE(kind);
    Shop shop;
    on_balancer(shop.alice, "ModifyLoadBalancerAttributes", shop.balancer,
                R"("LoadBalancerPassToTarget":true)")
        .expect_ok();
    EXPECT_EQ(shop.health(), "Alive Alive");
    fail_zone(shop.cloud, kind);
    shop.cloud.advance(seconds(10));
    EXPECT_EQ(shop.health(), "Dead Alive");
  }
}

// M-15: targets are the region's business; a dead one can be taken out and a live one put in.
TEST(ZoneFailover, lets_targets_be_replaced_meanwhile) {
  for (std::string_view kind : {"ZONE_POWER", "ZONE_NETWORK", "ZONE_CONTROL_PLANE"}) {
    SCOPED_TRACE(kind);
    Shop shop;
    fail_zone(shop.cloud, kind);
    std::string fresh = run_one(shop.alice, {}, kOtherZone);
    on_balancer(shop.alice, "RegisterTargets", shop.balancer, with_target(shop.listener, fresh))
        .expect_ok();
    on_balancer(shop.alice, "DeregisterTargets", shop.balancer,
                with_target(shop.listener, shop.near))
        .expect_ok();
    shop.cloud.advance(seconds(15));
    EXPECT_EQ(shop.health(), "Alive Alive");
  }
}

// M-15, M-29
TEST(ZoneFailover, moves_an_elastic_address_from_a_dead_instance_to_a_live_one) {
  for (std::string_view kind : {"ZONE_POWER", "ZONE_NETWORK", "ZONE_CONTROL_PLANE"}) {
    SCOPED_TRACE(kind);
    Shop shop;
    std::string address = allocate_one(shop.alice);
    associate(shop.alice, address, shop.near).expect_ok();
    std::string ip = shown_address(shop.alice, address)["AddressIp"].text();
    fail_zone(shop.cloud, kind);
    bool is_cut_off = kind != "ZONE_CONTROL_PLANE";
    EXPECT_EQ(analyze(shop.alice, "internet", ip, 22)["Reachable"], !is_cut_off);
    disassociate(shop.alice, address).expect_ok();
    associate(shop.alice, address, shop.far).expect_ok();
    EXPECT_TRUE(analyze(shop.alice, "internet", ip, 22)["Reachable"].truth());
    heal_zone(shop.cloud);
    EXPECT_EQ(shown_address(shop.alice, address)["InstanceId"], shop.far);
    EXPECT_TRUE(analyze(shop.alice, "internet", ip, 22)["Reachable"].truth());
  }
}

// M-15
TEST(ZoneFailover, is_settled_after_a_restart_in_the_middle) {
  Shop shop;
  fail_zone(shop.cloud, "ZONE_NETWORK");
  shop.cloud.restart();
  EXPECT_EQ(shop.health(), "Dead Alive");
  heal_zone(shop.cloud);
  shop.cloud.advance(seconds(15));
  EXPECT_EQ(shop.health(), "Alive Alive");
}

}  // namespace
}  // namespace terrane
