// A few networks in memory, by which explain() is tried: everything in them can be set at will.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "reach/explain.h"

namespace terrane::reach {

inline InstanceId instance(uint64_t number) {
  return InstanceId(AnyId::of(Kind::kInstance, number));
}
inline LoadBalancerId balancer(uint64_t number) {
  return LoadBalancerId(AnyId::of(Kind::kLoadBalancer, number));
}
inline VpcId vpc(uint64_t number) {
  return VpcId(AnyId::of(Kind::kVpc, number));
}
inline SubnetId subnet(uint64_t number) {
  return SubnetId(AnyId::of(Kind::kSubnet, number));
}
inline SecurityGroupId group(uint64_t number) {
  return SecurityGroupId(AnyId::of(Kind::kSecurityGroup, number));
}
inline RouteTableId route_table(uint64_t number) {
  return RouteTableId(AnyId::of(Kind::kRouteTable, number));
}
inline PeeringConnectionId peering(uint64_t number) {
  return PeeringConnectionId(AnyId::of(Kind::kPeeringConnection, number));
}
inline Ipv4 ip(std::string_view text) {
  return parse_ipv4(text).value();
}
inline Cidr range(std::string_view text) {
  return parse_cidr(text, true).value();
}

struct SmallRoute {
  Cidr destination;
  Way::Kind kind = Way::Kind::kNone;
  PeeringConnectionId peering;
  InstanceId forwarder;
};

struct SmallInstance {
  AccountId account{1};
  VpcId vpc;
  Ipv4 address;
  std::vector<SecurityGroupId> groups;
  std::string_view state;
  PublicSide side;
  uint64_t table = 0;  // of its subnet; 0: the VPC's own
};

struct SmallPeering {
  VpcId one, other;
  RegionIndex one_region{}, other_region{};
  bool active = true;
  bool cut = false;  // the link that it runs over
};

// One region of it. A subnet has its route table's number; a VPC's own table has the VPC's.
class SmallWorld final : public View {
 public:
  explicit SmallWorld(uint16_t number = 0) : number_{number} {}

  std::map<uint64_t, SmallInstance> instances;
  std::map<VpcId, Cidr> vpcs;
  std::map<uint64_t, std::vector<SmallRoute>> routes;  // by their table's number
  std::map<SecurityGroupId, Filter> groups;
  std::map<PeeringConnectionId, SmallPeering> peerings;
  std::map<uint64_t, SmallInstance> balancers;
  std::map<std::pair<AnyId, uint16_t>, Forwarding> forwardings;  // by balancer and port

  RegionIndex region() const override { return number_; }

  std::optional<Endpoint> find(AnyId resource) const override {
    bool is_balancer = resource.kind() == Kind::kLoadBalancer;
    const auto& all = is_balancer ? balancers : instances;
    auto found = all.find(resource.number());
    if (found == all.end()) return std::nullopt;
    const SmallInstance& shown = found->second;
    return Endpoint{.owner = resource,
                    .account = shown.account,
                    .vpc = shown.vpc,
                    .subnet = subnet(shown.table ? shown.table : shown.vpc.number()),
                    .address = shown.address,
                    .groups = shown.groups,
                    .filtered = !is_balancer || !shown.groups.empty(),
                    .state = shown.state};
  }
  std::optional<Endpoint> at(VpcId vpc, Ipv4 address) const override {
    for (auto& [number, shown] : instances)
      if (shown.vpc == vpc && shown.address == address) return find(instance(number));
    for (auto& [number, shown] : balancers)
      if (shown.vpc == vpc && shown.address == address) return find(balancer(number));
    return std::nullopt;
  }
  std::optional<Endpoint> at_public(Ipv4 address) const override {
    for (auto& [number, shown] : instances)
      if (shown.side.address == address) return find(instance(number));
    return std::nullopt;
  }
  PublicSide public_side(const Endpoint& endpoint) const override {
    return instances.at(endpoint.owner.number()).side;
  }
  Way way(const Endpoint& from, Ipv4 to) const override {
    Way way{.table = route_table(from.subnet ? from.subnet.number() : from.vpc.number()),
            .route = {},
            .forwarder = {}};
    if (vpcs.at(from.vpc).contains(to)) {
      way.kind = Way::Kind::kLocal;
      way.route = vpcs.at(from.vpc);
      return way;
    }
    const SmallRoute* best = nullptr;
    if (auto table = routes.find(way.table.number()); table != routes.end())
      for (const SmallRoute& route : table->second)
        if (route.destination.contains(to) &&
            (!best || route.destination.length > best->destination.length))
          best = &route;
    if (!best) return way;
    way.route = best->destination;
    way.kind = best->kind;
    way.peering = best->peering;
    if (best->kind == Way::Kind::kForwarder) {
      auto hop = find(best->forwarder);
      if (hop)
        way.forwarder = *hop;
      else
        way.kind = Way::Kind::kNowhere;
    }
    return way;
  }
  std::optional<PeeringSide> peering(PeeringConnectionId id, VpcId from) const override {
    auto found = peerings.find(id);
    if (found == peerings.end()) return std::nullopt;
    const SmallPeering& shown = found->second;
    PeeringSide side{
        .id = id, .active = shown.active, .state = shown.active ? "ACTIVE" : "PENDING"};
    if (shown.cut) side.cut_off = "ap-elsewhere";
    if (shown.one == from && shown.one_region == number_) {
      side.other_vpc = shown.other;
      side.other_region = shown.other_region;
    } else if (shown.other == from && shown.other_region == number_) {
      side.other_vpc = shown.one;
      side.other_region = shown.one_region;
    } else {
      return std::nullopt;
    }
    return side;
  }
  std::optional<Forwarding> forwarding(AnyId balancer, const Traffic& traffic) const override {
    auto found = forwardings.find({balancer, traffic.first});
    if (found == forwardings.end() || !traffic.is_one_packet()) return std::nullopt;
    return found->second;
  }
  const Filter* filter(SecurityGroupId group) const override {
    auto found = groups.find(group);
    return found == groups.end() ? nullptr : &found->second;
  }

  End end(uint64_t number) const {
    const SmallInstance& shown = instances.at(number);
    return {.resource = instance(number),
            .region = number_,
            .account = shown.account,
            .vpc = shown.vpc,
            .address = shown.address,
            .public_address = shown.side.address};
  }
  End at_private(std::string_view address) const {
    return {.region = number_, .address = ip(address)};
  }

 private:
  RegionIndex number_;
};

// Follows the flow through the regions it leads to.
inline Verdict follow(std::span<const SmallWorld* const> regions, const Flow& flow) {
  Journey journey(flow);
  while (auto next = journey.next()) journey.go_on(*regions[next->value]);
  return journey.verdict();
}

inline Rule accept_all() {
  return {.range = {}, .group = {}};
}
inline Filter open_filter() {
  return {{accept_all()}, {accept_all()}};
}

}  // namespace terrane::reach
