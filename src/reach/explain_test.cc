// Rule by rule: what lets a flow through, what stops it, and what is told of it.
#include <gtest/gtest.h>

#include "reach/small_world_fixture.h"

namespace terrane::reach {
namespace {

constexpr Traffic kWeb{Protocol::kTcp, 80, 80};

// Instances 1 and 2 in VPC 1, 3 in VPC 2; all in group 1, which lets everything through.
struct Explain : testing::Test {
  SmallWorld world;

  Explain() {
    world.vpcs = {{vpc(1), range("10.0.0.0/16")}, {vpc(2), range("10.1.0.0/16")}};
    world.groups[group(1)] = open_filter();
    world.groups[group(2)] = {};
    add(1, 1, "10.0.0.1");
    add(2, 1, "10.0.0.2");
    add(3, 2, "10.1.0.3");
  }
  void add(uint64_t number, uint64_t in, std::string_view address) {
    world.instances[number] = {
        .vpc = vpc(in), .address = ip(address), .groups = {group(1)}, .state = "", .side = {}};
  }
  void give_public_address(uint64_t number, std::string_view address) {
    world.instances[number].side = {.address = ip(address), .by = instance(number)};
  }
  void peer() {
    world.peerings[peering(1)] = {.one = vpc(1), .other = vpc(2)};
    lead(1, "10.1.0.0/16", Way::Kind::kPeering);
    lead(2, "10.0.0.0/16", Way::Kind::kPeering);
  }
  void lead(uint64_t from, std::string_view destination, Way::Kind kind, InstanceId hop = {}) {
    world.routes[from].push_back({range(destination), kind, peering(1), hop});
  }
  Verdict verdict(uint64_t from, uint64_t to, Traffic traffic = kWeb) {
    return explain(world, {world.end(from), world.end(to), traffic});
  }
  Verdict verdict(const End& from, const End& to, Traffic traffic = kWeb) {
    return explain(world, {from, to, traffic});
  }
};

void expect(const Reason& reason, AnyId id, const Verdict& verdict) {
  ASSERT_TRUE(verdict.decided_by.reason);
  EXPECT_EQ(verdict.decided_by.reason->code, reason.code);
  EXPECT_EQ(verdict.reachable(), reason.reachable);
  EXPECT_EQ(to_text(verdict.decided_by.hop.id), to_text(id));
}

TEST_F(Explain, within_a_vpc_everything_has_a_path) {
  expect(kAccepted, group(1), verdict(1, 2));
  expect(kAccepted, group(1), verdict(world.end(1), world.at_private("10.0.0.2")));
  expect(kUnused, {}, verdict(world.end(1), world.at_private("10.0.0.9")));
  expect(kItself, instance(1), verdict(1, 1));
}

TEST_F(Explain, hops_are_told_in_the_order_of_the_packet) {
  Verdict told = verdict(1, 2);
  ASSERT_EQ(told.hops.size(), 5u);
  AnyId ids[] = {instance(1), group(1), route_table(1), group(1), instance(2)};
  for (size_t i = 0; i < 5; ++i) EXPECT_EQ(to_text(told.hops[i].id), to_text(ids[i])) << i;
  EXPECT_EQ(told.hops[1].direction, Direction::kEgress);
  EXPECT_EQ(told.hops[3].direction, Direction::kIngress);
}

TEST_F(Explain, only_what_is_up_sends_and_answers) {
  world.instances[2].state = "STOPPED";
  expect(kSilent, instance(2), verdict(1, 2));
  expect(kSilent, instance(2), verdict(2, 1));
  EXPECT_EQ(verdict(1, 2).decided_by.state, "STOPPED");
}

TEST_F(Explain, the_first_rule_that_fits_decides_in_each_direction) {
  Rule drop{.index = 0, .protocol = Protocol::kTcp, .accepts = false, .range = range("10.0.0.1")};
  world.groups[group(3)] = {{drop, accept_all()}, {accept_all()}};
  world.instances[2].groups = {group(3)};
  expect(kDropped, group(3), verdict(1, 2));
  expect(kAccepted, group(1), verdict(2, 1));  // egress is open, and the reply passes
  expect(kAccepted, group(3), verdict(1, 2, {Protocol::kUdp, 80, 80}));
  world.instances[2].groups = {group(1), group(3)};
  expect(kAccepted, group(1), verdict(1, 2));  // the first group is asked first
  world.instances[2].groups = {group(2)};
  expect(kNoRule, group(2), verdict(1, 2));
  expect(kNoRule, group(2), verdict(2, 1));
  EXPECT_EQ(verdict(2, 1).decided_by.hop.direction, Direction::kEgress);
}

TEST_F(Explain, a_rule_may_name_a_group_instead_of_a_range) {
  Rule from_group{.group = group(5)};
  world.groups[group(4)] = {{from_group}, {}};
  world.groups[group(5)] = {{}, {accept_all()}};
  world.instances[2].groups = {group(4)};
  expect(kNoRule, group(4), verdict(1, 2));
  world.instances[1].groups = {group(5)};
  expect(kAccepted, group(4), verdict(1, 2));
}

TEST_F(Explain, several_packets_reach_only_if_each_does) {
  Rule web{.protocol = Protocol::kTcp, .port_count = 2, .ports = {{{80, 80}, {8000, 9000}}}};
  Rule closed{.index = 1,
              .protocol = Protocol::kTcp,
              .accepts = false,
              .port_count = 1,
              .ports = {{{8080, 8080}}}};
  world.groups[group(3)] = {{web, closed}, {}};
  world.instances[2].groups = {group(3)};
  EXPECT_TRUE(verdict(1, 2, {Protocol::kTcp, 8000, 9000}).reachable());
  expect(kNoRule, group(3), verdict(1, 2, {Protocol::kTcp, 80, 81}));
  world.groups[group(3)].ingress = {closed, web};
  expect(kDropped, group(3), verdict(1, 2, {Protocol::kTcp, 8000, 9000}));
  EXPECT_TRUE(verdict(1, 2, {Protocol::kTcp, 8081, 9000}).reachable());
  world.groups[group(3)].ingress = {web, accept_all(), closed};
  EXPECT_TRUE(verdict(1, 2, {.protocol = Protocol::kAll}).reachable());
}

TEST_F(Explain, networks_accounts_and_regions_are_apart_by_default) {
  expect(kVpcsApart, instance(1), verdict(1, 3));
  world.instances[3].account = AccountId(2);
  expect(kAccountsApart, instance(1), verdict(1, 3));
  SmallWorld elsewhere(1);
  elsewhere.vpcs = {{vpc(9), range("10.9.0.0/16")}};
  elsewhere.instances[9] = {
      .vpc = vpc(9), .address = ip("10.9.0.9"), .groups = {}, .state = "", .side = {}};
  expect(kRegionsApart, instance(1), verdict(world.end(1), elsewhere.end(9)));
  expect(kNoRoute, route_table(1), verdict(world.end(1), world.at_private("10.9.0.9")));
}

TEST_F(Explain, a_peering_connection_needs_its_route_on_both_sides_and_to_be_active) {
  peer();
  expect(kAccepted, group(1), verdict(1, 3));
  expect(kAccepted, group(1), verdict(3, 1));
  world.peerings[peering(1)].active = false;
  expect(kPeeringInactive, peering(1), verdict(1, 3));
  world.peerings[peering(1)].active = true;
  world.routes.erase(2);
  expect(kNoReplyRoute, route_table(2), verdict(1, 3));
  expect(kVpcsApart, instance(3), verdict(3, 1));
  world.peerings.clear();
  expect(kRouteLeadsNowhere, route_table(1), verdict(1, 3));
}

TEST_F(Explain, a_flow_goes_on_in_the_other_region) {
  SmallWorld other(1);
  other.vpcs = {{vpc(2), range("10.1.0.0/16")}};
  other.instances[3] = world.instances[3];
  other.groups = world.groups;
  world.vpcs.erase(vpc(2));
  world.instances.erase(3);
  world.peerings[peering(1)] = {.one = vpc(1), .other = vpc(2), .other_region = {1}};
  other.peerings = world.peerings;
  lead(1, "10.1.0.0/16", Way::Kind::kPeering);
  other.routes[2].push_back({range("10.0.0.0/16"), Way::Kind::kPeering, peering(1), {}});
  const SmallWorld* regions[] = {&world, &other};
  expect(kAccepted, group(1), follow(regions, {world.end(1), other.end(3), kWeb}));
  world.peerings[peering(1)].cut = true;  // each end knows of the link by itself
  expect(kLinkCut, peering(1), follow(regions, {world.end(1), other.end(3), kWeb}));
  world.peerings[peering(1)].cut = false;
  other.peerings[peering(1)].cut = true;
  expect(kLinkCut, peering(1), follow(regions, {world.end(1), other.end(3), kWeb}));
  other.peerings[peering(1)].cut = false;
  other.routes.clear();
  expect(kNoReplyRoute, route_table(2), follow(regions, {world.end(1), other.end(3), kWeb}));
  other.peerings.clear();
  expect(kGone, peering(1), follow(regions, {world.end(1), other.end(3), kWeb}));
}

TEST_F(Explain, the_internet_reaches_public_addresses_and_is_reached_from_them) {
  expect(kNoPublicAddress, instance(1), verdict(world.end(1), End::internet()));
  expect(kNotOnInternet, instance(1), verdict(End::internet(), world.end(1)));
  give_public_address(1, "100.64.0.1");
  expect(kAccepted, group(1), verdict(world.end(1), End::internet()));
  expect(kAccepted, group(1), verdict(End::internet(), world.end(1)));
  world.instances[1].side.isolated = true;
  expect(kPublicAddressIsolated, instance(1), verdict(world.end(1), End::internet()));
  expect(kPublicAddressIsolated, instance(1), verdict(End::internet(), world.end(1)));
}

TEST_F(Explain, networks_apart_meet_on_the_internet) {
  give_public_address(3, "100.64.0.3");
  expect(kNoPublicAddress, instance(1), verdict(1, 3));
  give_public_address(1, "100.64.0.1");
  expect(kAccepted, group(1), verdict(1, 3));
  world.groups[group(3)] = {{{.range = range("100.64.0.1")}}, {accept_all()}};
  world.instances[3].groups = {group(3)};
  expect(kAccepted, group(3), verdict(1, 3));  // it is seen by its public address
  give_public_address(1, "100.64.0.7");
  expect(kNoRule, group(3), verdict(1, 3));
}

TEST_F(Explain, an_instance_passes_on_what_is_routed_to_it) {
  lead(1, "0.0.0.0/0", Way::Kind::kForwarder, instance(2));
  world.instances[2].table = 7;  // of another subnet, with no such route
  End far = End::internet(ip("8.8.8.8"));
  expect(kNoPublicAddress, instance(2), verdict(world.end(1), far));
  give_public_address(2, "100.64.0.2");
  expect(kAccepted, group(1), verdict(world.end(1), far));
  world.instances[2].state = "STOPPED";
  expect(kSilent, instance(2), verdict(world.end(1), far));
  world.instances.erase(2);
  expect(kRouteLeadsNowhere, route_table(1), verdict(world.end(1), far));
}

TEST_F(Explain, a_circle_of_routes_ends) {
  lead(1, "8.0.0.0/8", Way::Kind::kForwarder, instance(2));
  expect(kRouteLoop, route_table(1), verdict(world.end(1), End::internet(ip("8.8.8.8"))));
}

TEST_F(Explain, overlapping_networks_lead_to_their_own) {
  world.vpcs[vpc(2)] = range("10.0.0.0/16");
  world.instances[3].address = ip("10.0.0.2");
  peer();
  expect(kVpcsApart, instance(1), verdict(1, 3));
}

// M-14, M-15
TEST_F(Explain, a_balancer_reaches_on_to_the_first_target_that_is_healthy) {
  world.balancers[1] = {.vpc = vpc(1), .address = ip("10.0.0.100"), .state = "", .side = {}};
  End front{.resource = balancer(1),
            .region = RegionIndex{0},
            .account = AccountId(1),
            .vpc = vpc(1),
            .address = ip("10.0.0.100")};
  add(4, 1, "10.0.0.4");
  ListenerId listener(AnyId::of(Kind::kListener, 1));
  expect(kNoListener, balancer(1), verdict(world.end(1), front));
  Forwarding& forwarding = world.forwardings[{balancer(1), 80}];
  forwarding.listener = listener;
  expect(kNoTarget, listener, verdict(world.end(1), front));
  forwarding.targets = {{.resource = instance(2), .port = 8080},
                        {.address = ip("10.0.0.4"), .port = 8080}};
  expect(kAccepted, group(1), verdict(world.end(1), front));
  EXPECT_EQ(verdict(world.end(1), front).hops.back().id, instance(2));
  world.instances[2].state = "STOPPED";
  EXPECT_EQ(verdict(world.end(1), front).hops.back().id, instance(4));
  // Only what comes from the client's address is let in, by the target's port.
  Rule from_client{.protocol = Protocol::kTcp,
                   .port_count = 1,
                   .ports = {{{8080, 8080}}},
                   .range = range("10.0.0.1")};
  world.groups[group(3)] = {{from_client}, {}};
  world.instances[4].groups = {group(3)};
  expect(kAccepted, group(3), verdict(world.end(1), front));
  forwarding.targets[1].check = Traffic::to_port(Protocol::kTcp, 8080);
  expect(kNoHealthyTarget, listener, verdict(world.end(1), front));
  forwarding.targets[1].check.reset();
  forwarding.keeps_source = false;
  expect(kNoHealthyTarget, listener, verdict(world.end(1), front));
  forwarding.admits = true;
  expect(kUnfiltered, instance(4), verdict(world.end(1), front));
}

TEST_F(Explain, what_the_region_itself_sends_is_asked_by_the_target_alone) {
  End balancer{.region = RegionIndex{0},
               .account = AccountId(1),
               .vpc = vpc(1),
               .address = ip("10.0.0.100")};
  expect(kAccepted, group(1), verdict(balancer, world.end(2)));
  world.instances[2].groups = {group(2)};
  expect(kNoRule, group(2), verdict(balancer, world.end(2)));
}

}  // namespace
}  // namespace terrane::reach
