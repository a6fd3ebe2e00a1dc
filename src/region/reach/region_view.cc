#include "region/reach/region_view.h"

#include <algorithm>

#include "fault/fault_tables.h"
#include "region/balancer/target_health.h"
#include "region/network/address_bindings.h"
#include "region/network/peering_rules.h"
#include "region/reach/reach_ends.h"
#include "region/reach/reach_index.h"

namespace terrane {

using reach::Endpoint;
using reach::Way;

namespace {

bool is_local(const Vpc& vpc, Ipv4 address, Cidr& range) {
  if (vpc.cidr.contains(address)) {
    range = vpc.cidr;
    return true;
  }
  for (Cidr assistant : vpc.assistant_cidrs) {
    if (!assistant.contains(address)) continue;
    range = assistant;
    return true;
  }
  return false;
}

}  // namespace

RegionView::RegionView(const RegionCell& region) : RegionView(region, region.faults->failing) {}

std::optional<Endpoint> RegionView::find(AnyId resource) const {
  return reach_ends::find(region_, failing_, resource);
}

std::optional<Endpoint> RegionView::at(VpcId vpc, Ipv4 address) const {
  SubnetId subnet = region_.reach->subnet_at(vpc, address);
  if (!subnet) return std::nullopt;
  auto owner = region_.network.addresses.owner(subnet, address);
  if (!owner) return std::nullopt;
  return reach_ends::with_address(region_, failing_, *owner, address);
}

std::optional<Endpoint> RegionView::at_public(Ipv4 address) const {
  auto owner = region_.network.public_addresses.owner(address);
  if (!owner) return std::nullopt;
  if (owner->kind() != Kind::kAddress) return find(*owner);
  const Address& elastic = *region_.network.elastic_addresses.find(AddressId(*owner));
  if (elastic.instance) return find(elastic.instance);
  if (elastic.balancer) return find(elastic.balancer);
  if (elastic.interface)
    return reach_ends::with_address(region_, failing_, elastic.interface,
                                    elastic.interface_address);
  return std::nullopt;
}

reach::PublicSide RegionView::public_side(const Endpoint& endpoint) const {
  return reach_ends::public_side(region_, endpoint);
}

Way::Kind RegionView::kind_of(const StoredRoute& route, const Vpc& vpc, Way& way) const {
  if (route.gateway_type == "EIP") return Way::Kind::kInternet;
  if (route.gateway_type == "PEERCONNECTION") {
    way.peering = PeeringConnectionId::parse(route.gateway).value_or(PeeringConnectionId());
    return Way::Kind::kPeering;
  }
  if (route.gateway_type != "NORMAL_CVM") return Way::Kind::kNowhere;
  std::optional<Endpoint> hop;
  if (auto address = parse_ipv4(route.gateway)) {
    hop = at(vpc.id, *address);
  } else if (auto id = parse_any_id(route.gateway)) {
    hop = find(*id);
  }
  bool forwards =
      hop && (hop->owner.kind() == Kind::kInstance || hop->owner.kind() == Kind::kNetworkInterface);
  if (!forwards || hop->vpc != vpc.id) return Way::Kind::kNowhere;
  way.forwarder = *hop;
  return Way::Kind::kForwarder;
}

Way RegionView::way(const Endpoint& from, Ipv4 to) const {
  Way way;
  const Vpc* vpc = region_.network.vpcs.find(from.vpc);
  if (!vpc) return way;
  const Subnet* subnet = region_.network.subnets.find(from.subnet);
  way.table = subnet ? subnet->route_table : vpc->main_route_table;
  if (is_local(*vpc, to, way.route)) {
    way.kind = Way::Kind::kLocal;
    return way;
  }
  const StoredRoute* best = nullptr;
  for (const StoredRoute& route : region_.network.route_tables.find(way.table)->routes)
    if (route.enabled && route.destination.contains(to) &&
        (!best || best->destination.length < route.destination.length))
      best = &route;
  if (!best) return way;
  way.route = best->destination;
  way.kind = kind_of(*best, *vpc, way);
  return way;
}

std::optional<reach::PeeringSide> RegionView::peering(PeeringConnectionId id, VpcId from) const {
  const PeeringConnection* found = region_.network.peering_connections.find(id);
  const PeeringEnd* end = found ? peering_rules::end_of(*found, from) : nullptr;
  if (!end) return std::nullopt;
  const PeeringEnd& other = peering_rules::other_end(*found, *end);
  const Region* there = region_.catalogue.find_region(other.region);
  if (!there) return std::nullopt;
  const Fault* link = failing_.link_to(there->id);
  bool is_cut = link && link->mode == FaultMode::kCut;
  return reach::PeeringSide{.id = id,
                            .active = found->state == PeeringState::kActive,
                            .state = name_of(found->state),
                            .other_vpc = other.vpc,
                            .other_region = region_.catalogue.index_of(*there),
                            .other_account = other.account,
                            .cut_off = is_cut ? std::string_view(there->id) : ""};
}

std::optional<reach::Forwarding> RegionView::forwarding(AnyId balancer,
                                                        const reach::Traffic& traffic) const {
  LoadBalancerId id(balancer);
  for (const Listener* listener : load_balancer_manager::listeners_of(region_, id)) {
    bool is_udp = listener->protocol == ListenerProtocol::kUdp;
    if (traffic.protocol != (is_udp ? reach::Protocol::kUdp : reach::Protocol::kTcp) ||
        traffic.first < listener->port || traffic.last > listener->last_port())
      continue;
    reach::Forwarding found{.listener = listener->id,
                            .keeps_source = !listener->has_rules(),
                            .admits = region_.balancer->load_balancers.find(id)->passes_to_targets,
                            .targets = {}};
    auto add = [&](const Target& target, const TargetGroup*, const HealthCheck& check) {
      if (target.weight == 0) return;
      found.targets.push_back({.resource = target.owner(),
                               .address = target.address,
                               .port = target.port,
                               .check = std::nullopt});
      if (check.enabled) found.targets.back().check = target_health::traffic_of(target, check);
    };
    target_health::each_target(region_, listener->forwarding, add);
    auto rules = load_balancer_manager::rules_of(region_, listener->id);
    std::ranges::stable_partition(rules, &ForwardingRule::is_default);
    for (const ForwardingRule* rule : rules)
      target_health::each_target(region_, rule->forwarding, add);
    return found;
  }
  return std::nullopt;
}

const reach::Filter* RegionView::filter(SecurityGroupId group) const {
  return region_.reach->filter(group);
}

}  // namespace terrane
