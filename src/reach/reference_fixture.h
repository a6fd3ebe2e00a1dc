// The rules of connectivity a second time, written to be compared with: packet by packet, by
// looking at everything, with none of explain()'s code.
#pragma once

#include <algorithm>

#include "reach/small_world_fixture.h"

namespace terrane::reach {

class Reference {
 public:
  explicit Reference(std::vector<SmallWorld*> regions) : regions_(std::move(regions)) {}

  bool reaches(const Flow& flow) const {
    auto packets = packets_of(flow.traffic);
    return std::ranges::all_of(packets,
                               [&](const Traffic& packet) { return passes(flow, packet); });
  }

 private:
  struct Seen {  // a packet as an endpoint's rules see it
    Ipv4 other;
    std::vector<SecurityGroupId> groups;
    Traffic packet;
  };

  // One for every border that a rule has: between two borders all packets fare alike.
  std::vector<Traffic> packets_of(const Traffic& traffic) const {
    std::set<int> borders = {1, 65535, traffic.first, traffic.last};
    for (const SmallWorld* region : regions_)
      for (const auto& [id, filter] : region->groups)
        for (const auto* rules : {&filter.ingress, &filter.egress})
          for (const Rule& rule : *rules)
            for (PortRange ports : rule.port_ranges())
              for (int port : {ports.first - 1, int(ports.first), int(ports.last), ports.last + 1})
                borders.insert(port);
    std::vector<Traffic> packets;
    for (Protocol each : {Protocol::kTcp, Protocol::kUdp, Protocol::kIcmp, Protocol::kGre}) {
      if (traffic.protocol != Protocol::kAll && traffic.protocol != each) continue;
      if (!has_ports(each)) {
        packets.push_back({.protocol = each});
        continue;
      }
      for (int port : borders)
        if (std::max<int>(traffic.first, 1) <= port && port <= traffic.last)
          packets.push_back(Traffic::to_port(each, uint16_t(port)));
    }
    return packets;
  }

  bool passes(const Flow& flow, const Traffic& packet) const {
    if (flow.source.is_outside())
      return flow.target.public_address.is_set() &&
             enters(flow.target, flow.source.public_address, packet);
    const SmallWorld& here = *regions_[flow.source.region->value];
    const SmallInstance& source = here.instances.at(flow.source.resource.number());
    if (!source.state.empty()) return false;
    if (flow.source.resource == flow.target.resource) return true;
    const End& target = flow.target;
    if (target.address.is_set() &&
        (!target.vpc || target.vpc == source.vpc || private_way(here, source, target.address)))
      return travels(here, source, source, target.address, flow.target, packet, 0);
    return target.public_address.is_set() &&
           travels(here, source, source, target.public_address, flow.target, packet, 0);
  }

  // The table's routes that cover the address, the longest first.
  std::vector<SmallRoute> routes(const SmallWorld& here, const SmallInstance& at, Ipv4 to) const {
    std::vector<SmallRoute> found;
    auto table = here.routes.find(at.table ? at.table : at.vpc.number());
    if (table == here.routes.end()) return found;
    for (const SmallRoute& route : table->second)
      if (route.destination.contains(to)) found.push_back(route);
    std::ranges::stable_sort(found, std::greater(),
                             [](const SmallRoute& route) { return route.destination.length; });
    return found;
  }
  bool is_local(const SmallWorld& here, const SmallInstance& at, Ipv4 to) const {
    return here.vpcs.at(at.vpc).contains(to);
  }
  bool private_way(const SmallWorld& here, const SmallInstance& at, Ipv4 to) const {
    if (is_local(here, at, to)) return false;
    auto found = routes(here, at, to);
    if (found.empty()) return false;
    return found[0].kind == Way::Kind::kPeering ||
           (found[0].kind == Way::Kind::kForwarder &&
            here.instances.contains(found[0].forwarder.number()));
  }

  static bool allowed(const SmallWorld& here, const SmallInstance& asked, Direction direction,
                      const Seen& seen) {
    std::vector<Rule> all;
    for (SecurityGroupId group : asked.groups) {
      auto found = here.groups.find(group);
      if (found == here.groups.end()) continue;
      const auto& rules = found->second.rules(direction);
      all.insert(all.end(), rules.begin(), rules.end());
    }
    for (const Rule& rule : all) {
      bool who = rule.group ? std::ranges::count(seen.groups, rule.group) > 0
                            : rule.range.contains(seen.other);
      bool protocol = rule.protocol == Protocol::kAll || rule.protocol == seen.packet.protocol;
      bool port = rule.port_count == 0 || rule.protocol == Protocol::kAll ||
                  !has_ports(seen.packet.protocol);
      for (PortRange range : rule.port_ranges())
        port = port || (seen.packet.first >= range.first && seen.packet.first <= range.last);
      if (who && protocol && port) return rule.accepts;
    }
    return false;
  }

  const SmallInstance* holder(const SmallWorld& here, VpcId vpc, Ipv4 address,
                              AnyId* id = nullptr) const {
    for (const auto& [number, shown] : here.instances) {
      if (shown.vpc != vpc || shown.address != address) continue;
      if (id) *id = instance(number);
      return &shown;
    }
    return nullptr;
  }

  bool travels(const SmallWorld& here, const SmallInstance& source, const SmallInstance& at,
               Ipv4 to, const End& wanted, const Traffic& packet, int passed) const {
    if (passed > 8) return false;
    auto found = routes(here, at, to);
    if (is_local(here, at, to))
      found.insert(found.begin(), {.destination = {}, .kind = Way::Kind::kLocal});
    Way::Kind kind = found.empty() ? Way::Kind::kNone : found[0].kind;
    // Over a peering connection within the region, both ends' groups are known.
    const SmallPeering* link = nullptr;
    if (kind == Way::Kind::kPeering) {
      auto known = here.peerings.find(found[0].peering);
      if (known != here.peerings.end()) link = &known->second;
    }
    bool forth = link && link->one == at.vpc && link->one_region == here.region();
    bool back = link && !forth && link->other == at.vpc && link->other_region == here.region();
    if (!forth && !back) link = nullptr;
    VpcId into = link ? (forth ? link->other : link->one) : at.vpc;
    RegionIndex there = link ? (forth ? link->other_region : link->one_region) : here.region();
    const SmallWorld& beyond = *regions_[there.value];
    bool within = kind == Way::Kind::kLocal || (link && there == here.region());
    AnyId id;
    const SmallInstance* target =
        kind == Way::Kind::kLocal || link ? holder(beyond, into, to, &id) : nullptr;
    Seen to_target{to, within && target ? target->groups : std::vector<SecurityGroupId>(), packet};
    if (!allowed(here, at, Direction::kEgress, to_target)) return false;
    Seen from_source{source.address, within ? source.groups : std::vector<SecurityGroupId>(),
                     packet};
    switch (kind) {
      case Way::Kind::kLocal:
        return arrives(beyond, target, id, wanted, from_source);
      case Way::Kind::kPeering: {
        if (!link || !link->active || link->cut ||
            !arrives(beyond, target, id, wanted, from_source))
          return false;
        auto home = routes(beyond, *target, source.address);
        return !is_local(beyond, *target, source.address) && !home.empty() &&
               home[0].kind == Way::Kind::kPeering && home[0].peering == found[0].peering;
      }
      case Way::Kind::kForwarder: {
        auto next = here.instances.find(found[0].forwarder.number());
        if (next == here.instances.end() || !next->second.state.empty()) return false;
        Seen passing{source.address, source.groups, packet};
        return allowed(here, next->second, Direction::kIngress, passing) &&
               travels(here, source, next->second, to, wanted, packet, passed + 1);
      }
      case Way::Kind::kNowhere:
        return false;
      default:
        return !is_private(to) && leaves(at, wanted, packet);
    }
  }

  bool arrives(const SmallWorld& here, const SmallInstance* target, AnyId id, const End& wanted,
               const Seen& seen) const {
    return target && target->state.empty() && (!wanted.resource || wanted.resource == id) &&
           allowed(here, *target, Direction::kIngress, seen);
  }
  bool leaves(const SmallInstance& at, const End& wanted, const Traffic& packet) const {
    if (!at.side.address.is_set() || at.side.isolated) return false;
    return !wanted.region || enters(wanted, at.side.address, packet);
  }
  bool enters(const End& wanted, Ipv4 from, const Traffic& packet) const {
    const SmallWorld& there = *regions_[wanted.region->value];
    for (const auto& [number, shown] : there.instances)
      if (shown.side.address == wanted.public_address)
        return !shown.side.isolated &&
               arrives(there, &shown, instance(number), wanted, {from, {}, packet});
    return false;
  }

  std::vector<SmallWorld*> regions_;
};

}  // namespace terrane::reach
