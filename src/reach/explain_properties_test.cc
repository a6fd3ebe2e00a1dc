// What holds in every world: small ones are made at random, and every flow in them is tried.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "reach/reference_fixture.h"
#include "reach/words.h"

namespace terrane::reach {
namespace {

constexpr int kRegions = 2;

// Of all values alike from the first case on, so that a few cases are as mixed as many.
uint64_t up_to(int end) {
  return uint64_t(*rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)));
}
bool one_in(int count) {
  return up_to(count) == 0;
}

// Ranges that overlap, touch and lie apart, and addresses in them.
Cidr some_range() {
  constexpr std::string_view kRanges[] = {"0.0.0.0/0",   "10.0.0.0/8",  "10.0.0.0/16",
                                          "10.1.0.0/16", "10.1.0.2/32", "100.64.0.0/10",
                                          "8.8.8.8/32",  "10.0.0.0/31", "100.64.0.1/32"};
  return range(kRanges[up_to(std::size(kRanges))]);
}

Rule some_rule(uint64_t first_group, uint16_t index) {
  Rule rule{.index = index, .accepts = !one_in(3), .range = some_range()};
  if (one_in(4)) rule.group = group(first_group + up_to(4));
  constexpr Protocol kProtocols[] = {Protocol::kAll, Protocol::kTcp, Protocol::kTcp, Protocol::kUdp,
                                     Protocol::kIcmp};
  rule.protocol = kProtocols[up_to(5)];
  if (!has_ports(rule.protocol)) return rule;
  constexpr PortRange kPorts[] = {{80, 80}, {1, 79}, {79, 100}, {81, 65535}};
  rule.port_count = uint8_t(up_to(3));
  for (uint8_t i = 0; i < rule.port_count; ++i) rule.ports[i] = kPorts[up_to(4)];
  return rule;
}

struct Worlds {
  std::vector<SmallWorld> regions;

  std::vector<SmallWorld*> pointers() {
    std::vector<SmallWorld*> found;
    for (SmallWorld& region : regions) found.push_back(&region);
    return found;
  }
  bool reference(const Flow& flow) { return Reference(pointers()).reaches(flow); }
  Verdict verdict(const Flow& flow) {
    std::vector<SmallWorld*> all = pointers();
    return follow(std::vector<const SmallWorld*>(all.begin(), all.end()), flow);
  }
};

void add_groups(SmallWorld& world, uint64_t first) {
  for (uint64_t number = first; number < first + 4; ++number) {
    Filter& filter = world.groups[group(number)];
    for (auto* rules : {&filter.ingress, &filter.egress}) {
      for (uint16_t index = 0, end = uint16_t(up_to(3)); index < end; ++index)
        rules->push_back(some_rule(first, index));
      if (!one_in(6)) rules->push_back(accept_all());
    }
  }
}

void add_instances(SmallWorld& world, uint64_t first) {
  uint64_t count = 2 + up_to(4);
  for (uint64_t number = first; number < first + count; ++number) {
    auto in = std::next(world.vpcs.begin(), long(up_to(int(world.vpcs.size()))));
    SmallInstance& made = world.instances[number];
    made.vpc = in->first;
    made.account = AccountId(1 + in->first.number() % 2);
    made.address = {in->second.base.bits + uint32_t(number - first + 1)};
    made.table = one_in(3) ? in->first.number() + 50 : 0;
    for (uint64_t i = 0, groups = 1 + up_to(2); i < groups; ++i)
      made.groups.push_back(group(first + up_to(4)));
    if (one_in(8)) made.state = "STOPPED";
    if (one_in(2))
      made.side = {.address = {ip("100.64.0.0").bits + uint32_t(number)},
                   .by = instance(number),
                   .isolated = one_in(8)};
  }
}

void add_routes(Worlds& worlds) {
  for (SmallWorld& world : worlds.regions) {
    for (const auto& [in, unused] : world.vpcs) {
      for (uint64_t table : {in.number(), in.number() + 50}) {
        for (uint64_t i = 0, count = up_to(4); i < count; ++i) {
          SmallRoute route{.destination = some_range(), .peering = peering(up_to(4))};
          if (world.vpcs.at(in).contains(route.destination)) continue;
          constexpr Way::Kind kKinds[] = {Way::Kind::kPeering, Way::Kind::kPeering,
                                          Way::Kind::kInternet, Way::Kind::kForwarder};
          route.kind = kKinds[up_to(4)];
          for (const auto& [number, made] : world.instances)
            if (made.vpc == in && one_in(2)) route.forwarder = instance(number);
          world.routes[table].push_back(route);
        }
      }
    }
  }
}

void add_peerings(Worlds& worlds) {
  for (uint64_t number = 0, count = up_to(4); number < count; ++number) {
    uint16_t one = uint16_t(up_to(kRegions)), other = uint16_t(up_to(kRegions));
    SmallPeering made{.one = vpc(1 + 10 * one + up_to(2)),
                      .other = vpc(1 + 10 * other + up_to(2)),
                      .one_region = {one},
                      .other_region = {other},
                      .active = !one_in(4),
                      .cut = one != other && one_in(4)};
    if (made.one == made.other) continue;
    for (SmallWorld& world : worlds.regions) world.peerings[peering(number)] = made;
  }
}

Worlds some_worlds() {
  Worlds worlds;
  for (uint16_t number = 0; number < kRegions; ++number) {
    SmallWorld& world = worlds.regions.emplace_back(number);
    for (uint64_t i = 0; i < 2; ++i)
      world.vpcs[vpc(1 + 10 * number + i)] = range(one_in(2) ? "10.0.0.0/16" : "10.1.0.0/16");
    uint64_t first = 1 + 100 * number;
    add_groups(world, first);
    add_instances(world, first);
  }
  add_routes(worlds);
  add_peerings(worlds);
  return worlds;
}

End some_end(Worlds& worlds) {
  SmallWorld& world = worlds.regions[up_to(kRegions)];
  return world.end(
      std::next(world.instances.begin(), long(up_to(int(world.instances.size()))))->first);
}

Traffic some_traffic() {
  constexpr Traffic kTraffic[] = {{Protocol::kTcp, 80, 80},    {Protocol::kTcp, 443, 443},
                                  {Protocol::kTcp, 80, 81},    {.protocol = Protocol::kTcp},
                                  {Protocol::kUdp, 80, 80},    {.protocol = Protocol::kIcmp},
                                  {.protocol = Protocol::kAll}};
  return kTraffic[up_to(std::size(kTraffic))];
}

Flow some_flow(Worlds& worlds) {
  Flow flow{some_end(worlds), some_end(worlds), some_traffic()};
  switch (up_to(6)) {
    case 0:
      flow.source = End::internet(ip("8.8.8.8"));
      break;
    case 1:
      flow.target = End::internet(ip("8.8.8.8"));
      break;
    case 2:  // the private address alone, wherever routes lead
      flow.target = {.region = flow.source.region, .address = flow.target.address};
      break;
    case 3:  // the public address alone
      if (flow.target.public_address.is_set()) flow.target.address = {};
      break;
    default:
      break;
  }
  return flow;
}

std::string told(const Verdict& verdict) {
  std::string text(verdict.decided_by.reason->code);
  for (const Hop& hop : verdict.hops)
    text += "\n" + to_text(hop.id) + " " + text_of(hop, Language::kEnglish);
  return text + "\n";
}

// Calls test(worlds, flow) for the flows of many worlds.
template <class Test>
bool in_every_world(const char* claim, Test test) {
  return rc::check(claim, [&] {
    Worlds worlds = some_worlds();
    for (int i = 0; i < 40; ++i) test(worlds, some_flow(worlds));
  });
}

std::vector<Rule>& rules_of(Worlds& worlds, const Hop& hop) {
  Filter& filter = worlds.regions[hop.region.value].groups.at(SecurityGroupId(hop.id));
  return hop.direction == Direction::kIngress ? filter.ingress : filter.egress;
}

// The rule of the hop, where it stands now.
Rule& rule_of(Worlds& worlds, const Hop& hop) {
  for (Rule& rule : rules_of(worlds, hop))
    if (rule == *hop.rule) return rule;
  RC_FAIL("the rule that decided is none of the group's");
}

TEST(ExplainProperties, the_verdict_is_that_of_the_rules_written_a_second_time) {
  size_t reached = 0, asked = 0;
  EXPECT_TRUE(in_every_world("as the reference says", [&](Worlds& worlds, const Flow& flow) {
    Verdict verdict = worlds.verdict(flow);
    RC_LOG() << told(verdict);
    RC_ASSERT(verdict.reachable() == worlds.reference(flow));
    reached += verdict.reachable();
    ++asked;
  }));
  EXPECT_GT(reached * 20, asked);  // both outcomes are common, so the comparison says something
  EXPECT_LT(reached * 2, asked);
}

bool have_a_group_in_common(const SmallInstance& one, const SmallInstance& other) {
  return std::ranges::any_of(one.groups, [&](SecurityGroupId group) {
    return std::ranges::count(other.groups, group) > 0;
  });
}

TEST(ExplainProperties, replies_ask_no_group) {
  size_t tried = 0;
  EXPECT_TRUE(in_every_world("replies pass", [&](Worlds& worlds, const Flow& flow) {
    if (!flow.source.resource || !flow.target.resource || !worlds.verdict(flow).reachable()) return;
    SmallWorld& here = worlds.regions[flow.source.region->value];
    SmallWorld& there = worlds.regions[flow.target.region->value];
    const SmallInstance& source = here.instances.at(flow.source.resource.number());
    const SmallInstance& target = there.instances.at(flow.target.resource.number());
    if (have_a_group_in_common(source, target)) return;
    // What passes it on, be it one of the two, lets it through by its groups, in and out.
    if (std::ranges::count(worlds.verdict(flow).hops, Hop::Kind::kEnd, &Hop::kind) != 2) return;
    RC_LOG() << told(worlds.verdict(flow));
    for (SecurityGroupId group : source.groups) here.groups.at(group).ingress.clear();
    for (SecurityGroupId group : target.groups) there.groups.at(group).egress.clear();
    RC_LOG() << told(worlds.verdict(flow));
    RC_ASSERT(worlds.verdict(flow).reachable());
    ++tried;
  }));
  EXPECT_GT(tried, 5u);  // about one in each world
}

// M-11, M-13
TEST(ExplainProperties, without_peering_and_public_addresses_networks_are_apart) {
  EXPECT_TRUE(in_every_world("isolated by default", [](Worlds& worlds, Flow flow) {
    for (SmallWorld& world : worlds.regions) {
      for (auto& [id, peering] : world.peerings) peering.active = false;
      for (auto& [number, made] : world.instances) made.side = {};
    }
    flow.source.public_address = flow.target.public_address = {};
    if (!flow.source.resource) return;
    Verdict verdict = worlds.verdict(flow);
    if (!verdict.reachable()) return;
    const Hop& last = verdict.hops.back();
    RC_ASSERT(last.region == *flow.source.region);
    RC_ASSERT(last.account == flow.source.account);
    RC_ASSERT(worlds.regions[last.region.value].instances.at(last.id.number()).vpc ==
              flow.source.vpc);
  }));
}

TEST(ExplainProperties, more_refusals_never_let_more_through) {
  EXPECT_TRUE(in_every_world("monotone", [](Worlds& worlds, const Flow& flow) {
    if (worlds.verdict(flow).reachable()) return;
    for (SmallWorld& world : worlds.regions) {
      for (auto& [id, filter] : world.groups) {
        auto& rules = one_in(2) ? filter.ingress : filter.egress;
        size_t place = up_to(int(rules.size() + 1));
        if (one_in(2)) {
          Rule drop = some_rule(id.number(), 99);
          drop.accepts = false;
          rules.insert(rules.begin() + long(place), drop);
        } else if (place < rules.size() && rules[place].accepts) {
          rules.erase(rules.begin() + long(place));
        }
      }
    }
    RC_ASSERT(!worlds.verdict(flow).reachable());
  }));
}

TEST(ExplainProperties, what_is_said_to_decide_does) {
  EXPECT_TRUE(in_every_world("the deciding rule is real", [](Worlds& worlds, const Flow& flow) {
    const Decision decided = worlds.verdict(flow).decided_by;
    const Hop& hop = decided.hop;
    SmallWorld& world = worlds.regions[hop.region.value];
    if (decided.reason == &kAccepted) {
      rule_of(worlds, hop).accepts = false;
      RC_ASSERT(!worlds.verdict(flow).reachable());
    } else if (decided.reason == &kDropped) {
      rule_of(worlds, hop).accepts = true;
      const Decision now = worlds.verdict(flow).decided_by;
      RC_ASSERT(now.reason != &kDropped || now.hop.rule != hop.rule || now.hop.id != hop.id ||
                now.hop.direction != hop.direction);
    } else if (decided.reason == &kNoRule) {
      rules_of(worlds, hop).push_back(accept_all());
      const Decision now = worlds.verdict(flow).decided_by;
      RC_ASSERT(now.reason != &kNoRule || now.hop.id != hop.id ||
                now.hop.direction != hop.direction);
    } else if (decided.reason == &kSilent) {
      world.instances.at(hop.id.number()).state = "";
      RC_ASSERT(worlds.verdict(flow).decided_by.hop.id != hop.id ||
                worlds.verdict(flow).decided_by.reason != &kSilent);
    } else if (decided.reason == &kPeeringInactive) {
      for (SmallWorld& each : worlds.regions)
        each.peerings.at(PeeringConnectionId(hop.id)).active = true;
      RC_ASSERT(worlds.verdict(flow).decided_by.reason != &kPeeringInactive);
    } else if (decided.reason == &kNoReplyRoute) {
      auto& routes = world.routes[hop.id.number()];  // of equal ones, the first is followed
      routes.insert(
          routes.begin(),
          {{hop.address, 32}, Way::Kind::kPeering, PeeringConnectionId(decided.other), {}});
      if (hop.way != Way::Kind::kLocal)
        RC_ASSERT(worlds.verdict(flow).decided_by.reason != &kNoReplyRoute);
    }
  }));
}

}  // namespace
}  // namespace terrane::reach
