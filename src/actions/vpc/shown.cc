#include "actions/vpc/shown.h"

#include "actions/convert.h"
#include "region/network/route_rules.h"
#include "region/network/route_table_manager.h"
#include "region/network/subnet_manager.h"

namespace terrane {

namespace api = contract::vpc;

api::Vpc to_api(Arena& arena, const RegionCell& region, const Vpc& vpc) {
  return {.VpcName = vpc.name,
          .VpcId = to_text(arena, vpc.id),
          .CidrBlock = to_text(arena, vpc.cidr),
          .IsDefault = vpc.is_default,
          .EnableMulticast = vpc.multicast,
          .CreatedTime = to_local_text(arena, vpc.created),
          .DnsServerSet = contract::list_of<contract::Text>(arena, vpc.dns_servers),
          .DomainName = vpc.domain_name,
          .EnableDhcp = true,
          .TagSet = to_api_tags<api::Tag>(arena, vpc.tags),
          .AssistantCidrSet = assistant_cidrs(arena, region, vpc),
          .EnableRouteVpcPublish = false,
          .EnableRouteVpcPublishIpv6 = false};
}

contract::List<api::AssistantCidr> assistant_cidrs(Arena& arena, const RegionCell& region,
                                                   const Vpc& vpc) {
  auto shown = arena.create_array<api::AssistantCidr>(vpc.assistant_cidrs.size());
  if (shown.empty()) return contract::List<api::AssistantCidr>(shown);
  auto subnets = subnet_manager::in_vpc(region, vpc.id);
  for (size_t i = 0; i < shown.size(); ++i) {
    Cidr range = vpc.assistant_cidrs[i];
    std::vector<const Subnet*> inside;
    for (const Subnet* subnet : subnets)
      if (range.contains(subnet->cidr)) inside.push_back(subnet);
    shown[i] = {.VpcId = to_text(arena, vpc.id),
                .CidrBlock = to_text(arena, range),
                .AssistantType = 0,
                .SubnetSet = shown_list<api::Subnet>(arena, inside, [&](const Subnet& subnet) {
                  return to_api(arena, region, subnet);
                })};
  }
  return contract::List<api::AssistantCidr>(shown);
}

api::Subnet to_api(Arena& arena, const RegionCell& region, const Subnet& subnet) {
  const Zone* zone = region.find_zone(subnet.zone);
  return {.VpcId = to_text(arena, subnet.vpc),
          .SubnetId = to_text(arena, subnet.id),
          .SubnetName = subnet.name,
          .CidrBlock = to_text(arena, subnet.cidr),
          .IsDefault = subnet.is_default,
          .EnableBroadcast = subnet.broadcast,
          .Zone = zone ? std::string_view(zone->id) : "",
          .RouteTableId = to_text(arena, subnet.route_table),
          .CreatedTime = to_local_text(arena, subnet.created),
          .AvailableIpAddressCount = region.network.addresses.available(subnet.id),
          .IsRemoteVpcSnat = false,
          .TotalIpAddressCount = AddressIndex::capacity(subnet.cidr),
          .TagSet = to_api_tags<api::Tag>(arena, subnet.tags),
          .IsCdcSubnet = 0};
}

contract::List<api::Route> to_api(Arena& arena, const RouteTable& table,
                                  std::span<const StoredRoute> routes) {
  auto shown = arena.create_array<api::Route>(routes.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    const StoredRoute& route = routes[i];
    shown[i] = {.DestinationCidrBlock = to_text(arena, route.destination),
                .GatewayType = arena.copy(route.gateway_type),
                .GatewayId = arena.copy(route.gateway),
                .RouteId = route.id,
                .RouteDescription = arena.copy(route.description),
                .Enabled = route.enabled,
                .RouteType = route_rules::type_of(route),
                .RouteTableId = to_text(arena, table.id),
                .RouteItemId = arena.copy(route_rules::item_id(route.id)),
                .PublishedToVbc = false,
                .CreatedTime = to_local_text(arena, route.created)};
  }
  return contract::List<api::Route>(shown);
}

api::RouteTable to_api(Arena& arena, const RegionCell& region, const RouteTable& table) {
  auto users = route_table_manager::users_of(region, table.id);
  auto routes = route_rules::local_routes(*region.network.vpcs.find(table.vpc));
  auto ranges = arena.create_array<api::CidrForCcn>(routes.size());
  for (size_t i = 0; i < ranges.size(); ++i)
    ranges[i] = {.Cidr = to_text(arena, routes[i].destination), .PublishedToVbc = false};
  routes.insert(routes.end(), table.routes.begin(), table.routes.end());
  return {.VpcId = to_text(arena, table.vpc),
          .RouteTableId = to_text(arena, table.id),
          .RouteTableName = table.name,
          .AssociationSet = shown_list<api::RouteTableAssociation>(
              arena, users,
              [&](const Subnet& subnet) {
                return api::RouteTableAssociation{.SubnetId = to_text(arena, subnet.id),
                                                  .RouteTableId = to_text(arena, table.id)};
              }),
          .RouteSet = to_api(arena, table, routes),
          .Main = table.is_main,
          .CreatedTime = to_local_text(arena, table.created),
          .TagSet = to_api_tags<api::Tag>(arena, table.tags),
          .LocalCidrForCcn = contract::List<api::CidrForCcn>(ranges)};
}

api::SecurityGroup to_api(Arena& arena, const SecurityGroup& group) {
  auto tags = arena.create_array<api::Tag>(group.tags.size());
  for (size_t i = 0; i < tags.size(); ++i)
    tags[i] = {.Key = arena.copy(group.tags[i].key), .Value = arena.copy(group.tags[i].value)};
  return {.SecurityGroupId = to_text(arena, group.id),
          .SecurityGroupName = arena.copy(group.name),
          .SecurityGroupDesc = arena.copy(group.description),
          .ProjectId = arena.copy(std::to_string(group.project)),
          .IsDefault = group.is_default,
          .CreatedTime = to_local_text(arena, group.created),
          .TagSet = contract::List<api::Tag>(tags),
          .UpdateTime = to_local_text(arena, group.updated)};
}

std::string_view resource_type(Kind kind) {
  switch (kind) {
    case Kind::kInstance:
      return "CVM";
    case Kind::kNetworkInterface:
      return "ENI";
    case Kind::kLoadBalancer:
      return "CLB";
    case Kind::kDatabase:
      return "CDB";
    case Kind::kCache:
      return "Cmem";
    default:
      return prefix_of(kind);
  }
}

}  // namespace terrane
