#include "region/network/route_rules.h"

#include <algorithm>

#include "base/text.h"
#include "region/network/network_interfaces.h"
#include "region/network/peering_rules.h"
#include "region/network/subnet_manager.h"
#include "region/network/vpc_rules.h"

namespace terrane::route_rules {
namespace {

struct Hop {
  const RegionCell& region;
  const Vpc& vpc;
  std::string_view gateway;
  Cidr destination;
};

Result<bool> instance_is_there(const Hop& hop) {
  if (auto address = parse_ipv4(hop.gateway)) {
    const Subnet* subnet = subnet_manager::find_by_address(hop.region, hop.vpc.id, *address);
    return subnet && network_interfaces::instance_with(hop.region, subnet->id, *address);
  }
  auto instance = InstanceId::parse(hop.gateway);
  if (!instance) return refuse(kNotAnAddress, hop.gateway);
  for (const Subnet* subnet : subnet_manager::in_vpc(hop.region, hop.vpc.id))
    if (hop.region.cell.ledger().referrers(subnet->id).contains(*instance)) return true;
  return false;
}

Result<bool> is_the_public_address(const Hop& hop) {
  if (hop.gateway != "0") return refuse(kNotZero, hop.gateway);
  return true;
}

// The one place that says which peering connections a route may lead to.
Result<bool> peering_is_there(const Hop& hop) {
  auto id = PeeringConnectionId::parse(hop.gateway);
  const PeeringConnection* found = id ? hop.region.network.peering_connections.find(*id) : nullptr;
  const PeeringEnd* end = found ? peering_rules::end_of(*found, hop.vpc.id) : nullptr;
  if (!end) return false;
  if (found->state != PeeringState::kActive)
    return refuse(kPeeringNotActive, hop.gateway, name_of(found->state));
  const PeeringEnd& other = peering_rules::other_end(*found, *end);
  for (Cidr range : peering_rules::ranges_at(hop.region, *found, other))
    if (range.contains(hop.destination)) return true;
  return refuse(kNotInPeer, to_text(hop.destination), to_text(other.vpc), hop.gateway);
}

Result<bool> is_never_there(const Hop&) {
  return false;
}

// The next hops of the API, and how to look one up.
struct HopType {
  std::string_view name;
  std::string_view what;
  Result<bool> (*is_there)(const Hop& hop);
};
constexpr HopType kHopTypes[] = {
    {"NORMAL_CVM", "instance", instance_is_there},
    {"EIP", "public address", is_the_public_address},
    {"PEERCONNECTION", "peering connection", peering_is_there},
    {"CVM", "public gateway", is_never_there},
    {"VPN", "VPN gateway", is_never_there},
    {"DIRECTCONNECT", "direct connect gateway", is_never_there},
    {"HAVIP", "highly available virtual IP", is_never_there},
    {"NAT", "NAT gateway", is_never_there},
    {"INTRANAT", "private NAT gateway", is_never_there},
    {"LOCAL_GATEWAY", "local gateway", is_never_there},
    {"USER_CCN", "cloud connect network", is_never_there},
    {"CCN", "cloud connect network", is_never_there},
    {"GWLB_ENDPOINT", "gateway load balancer endpoint", is_never_there},
};

Result<void> check_next_hop(const RegionCell& region, const Vpc& vpc, std::string_view type,
                            std::string_view gateway, Cidr destination) {
  const HopType* found = std::ranges::find(kHopTypes, type, &HopType::name);
  if (found == std::end(kHopTypes)) {
    std::string names;
    for (const HopType& known : kHopTypes) (names += names.empty() ? "" : ", ") += known.name;
    return refuse(kUnknownType, type, names);
  }
  TRY(bool there, found->is_there({region, vpc, gateway, destination}));
  if (!there) return refuse(kNoSuchHop, to_text(vpc.id), found->what, gateway);
  return {};
}

}  // namespace

std::string item_id(uint64_t route) {
  if (route == 0) return {};
  char characters[kIdCharacters];
  write_id_number(route, characters);
  return std::string(kItemPrefix).append(characters, kIdCharacters);
}

Result<uint64_t> parse_item_id(std::string_view text) {
  if (!text.starts_with(kItemPrefix)) return refuse(kMalformedId, text);
  auto number = parse_id_number(text.substr(kItemPrefix.size()));
  if (!number) return refuse(kMalformedId, text);
  return *number;
}

std::vector<StoredRoute> local_routes(const Vpc& vpc) {
  std::vector<StoredRoute> routes;
  for (Cidr range : vpc_rules::ranges_of(vpc))
    routes.push_back({.destination = range, .gateway_type = "LOCAL", .created = vpc.created});
  return routes;
}

std::string_view type_of(const StoredRoute& route) {
  return route.id == 0 ? "LOCAL" : "USER";
}

Result<StoredRoute> check_route(const RegionCell& region, const Vpc& vpc, const NewRoute& wanted) {
  if (!wanted.route_type.empty() && wanted.route_type != "USER") return refuse(kLocal);
  if (!wanted.ipv6_destination.empty()) return refuse(kNoIpv6, wanted.ipv6_destination);
  if (wanted.destination.empty()) return refuse(kMissing, "DestinationCidrBlock");
  if (wanted.gateway_type.empty()) return refuse(kMissing, "GatewayType");
  if (wanted.gateway.empty()) return refuse(kMissing, "GatewayId");
  auto destination = parse_cidr(wanted.destination);
  if (!destination) return refuse(kNotARange, wanted.destination);
  for (Cidr range : vpc_rules::ranges_of(vpc))
    if (range.contains(*destination))
      return refuse(kWithinVpc, wanted.destination, to_text(range), to_text(vpc.id));
  if (count_characters(wanted.description) > 60) return refuse(kDescriptionLength);
  CHECKED(check_next_hop(region, vpc, wanted.gateway_type, wanted.gateway, *destination));
  return StoredRoute{.destination = *destination,
                     .gateway_type = wanted.gateway_type,
                     .gateway = wanted.gateway,
                     .description = wanted.description,
                     .enabled = wanted.enabled};
}

Result<void> check_beside(const RouteTable& table, std::span<const StoredRoute> routes,
                          const StoredRoute& added) {
  for (const StoredRoute& other : routes) {
    if (other.id == added.id || other.destination != added.destination) continue;
    bool same_hop = other.gateway_type == added.gateway_type && other.gateway == added.gateway;
    if (same_hop || (other.enabled && added.enabled))
      return refuse(same_hop ? kDuplicate : kSecondWay, to_text(table.id),
                    to_text(added.destination), other.gateway_type, other.gateway);
  }
  return {};
}

}  // namespace terrane::route_rules
