// What an account may have, and what its VPCs and subnets hold.
#include "actions/convert.h"
#include "actions/listing.h"
#include "actions/vpc/census.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/subnet_manager.h"
#include "region/network/vpc_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

constexpr ErrorKind kUnknownLimit{"InvalidParameterValue",
                                  "There is no limit {}. The limits are: {}.",
                                  "不存在配额 {}，可用的配额：{}。"};

struct LimitType {
  std::string_view name;
  uint32_t Limits::*limit;  // null: of what this cloud does not have
};
constexpr LimitType kLimitTypes[] = {
    {"appid-max-vpcs", &Limits::vpcs},
    {"vpc-max-subnets", &Limits::subnets_per_vpc},
    {"vpc-max-route-tables", &Limits::route_tables_per_vpc},
    {"route-table-max-policies", &Limits::routes_per_route_table},
    {"vpc-max-assistant_cidrs", &Limits::assistant_cidrs_per_vpc},
    {"vpc-max-vpcpeers", &Limits::peering_connections_per_vpc},
    {"vpc-max-available-vpcpeers", &Limits::peering_connections_per_vpc},
    {"vpc-max-enis", &Limits::network_interfaces},
    {"eni-max-private-ips", &Limits::private_addresses_per_network_interface},
    {"vpc-max-vpn-gateways", nullptr},
    {"appid-max-custom-gateways", nullptr},
    {"appid-max-vpn-connections", nullptr},
    {"custom-gateway-max-vpn-connections", nullptr},
    {"vpn-gateway-max-custom-gateways", nullptr},
    {"vpc-max-network-acls", nullptr},
    {"network-acl-max-inbound-policies", nullptr},
    {"network-acl-max-outbound-policies", nullptr},
    {"vpc-max-basic-network-interconnections", nullptr},
    {"direct-connection-max-snats", nullptr},
    {"direct-connection-max-dnats", nullptr},
    {"direct-connection-max-snapts", nullptr},
    {"direct-connection-max-dnapts", nullptr},
    {"vpc-max-nat-gateways", nullptr},
    {"nat-gateway-max-eips", nullptr},
    {"vpc-max-havips", nullptr},
    {"nat-gateway-max-dnapts", nullptr},
    {"vpc-max-ipv6s", nullptr},
    {"eni-max-ipv6s", nullptr},
    {"appid-max-end-point-services", nullptr},
    {"appid-max-end-point-service-white-lists", nullptr},
};

Result<api::DescribeVpcLimitsResponse> describe_vpc_limits(
    RegionRead& call, const api::DescribeVpcLimitsRequest& request) {
  if (request.LimitTypes.size() > kFilterValuesMax)
    return refuse(kVpcListingErrors.too_many_values, "LimitTypes",
                  std::to_string(kFilterValuesMax));
  auto shown = call.arena.create_array<api::VpcLimit>(request.LimitTypes.size());
  for (uint32_t i = 0; i < request.LimitTypes.size(); ++i) {
    std::string_view name = request.LimitTypes[i];
    const LimitType* type = std::ranges::find(kLimitTypes, name, &LimitType::name);
    if (type == std::end(kLimitTypes)) {
      std::string names;
      for (const LimitType& known : kLimitTypes) (names += names.empty() ? "" : ", ") += known.name;
      return refuse(kUnknownLimit, name, names);
    }
    shown[i] = {.LimitType = type->name,
                .LimitValue = type->limit ? call.catalogue.limits().*type->limit : 0};
  }
  return api::DescribeVpcLimitsResponse{.VpcLimitSet = contract::List<api::VpcLimit>(shown)};
}

// With a zero for everything that is not there: clients want each of them to be a number.
api::ResourceDashboard dashboard_of(Arena& arena, const RegionCell& region, const Vpc& vpc) {
  Census of_vpc, of_subnets;
  of_vpc.add_users_of(region.cell.ledger(), vpc.id);
  uint64_t addresses = 0;
  for (const Subnet* subnet : subnet_manager::in_vpc(region, vpc.id)) {
    of_subnets.add_users_of(region.cell.ledger(), subnet->id);
    addresses += region.network.addresses.taken(subnet->id);
  }
  api::ResourceDashboard shown{};
  for (const contract::Field& field : contract::shape_of<api::ResourceDashboard>().fields)
    if (field.type == contract::FieldType::kUint64)
      *reinterpret_cast<std::optional<uint64_t>*>(reinterpret_cast<char*>(&shown) + field.offset) =
          0;
  shown.VpcId = to_text(arena, vpc.id);
  shown.Subnet = of_vpc[Kind::kSubnet];
  shown.RouteTable = of_vpc[Kind::kRouteTable];
  shown.Pcx = of_vpc[Kind::kPeeringConnection];
  shown.Ip = addresses;
  shown.CVM = of_subnets[Kind::kInstance];
  shown.LB = of_subnets[Kind::kLoadBalancer];
  shown.CDB = of_subnets[Kind::kDatabase];
  shown.Cmem = of_subnets[Kind::kCache];
  return shown;
}

api::ResourceStatistics statistics_of(Arena& arena, const RegionCell& region,
                                      const Subnet& subnet) {
  static constexpr Kind kCounted[] = {Kind::kInstance, Kind::kNetworkInterface, Kind::kLoadBalancer,
                                      Kind::kDatabase, Kind::kCache};
  Census census;
  census.add_users_of(region.cell.ledger(), subnet.id);
  auto items = arena.create_array<api::ResourceStatisticsItem>(std::size(kCounted));
  for (size_t i = 0; i < items.size(); ++i)
    items[i] = {.ResourceType = resource_type(kCounted[i]),
                .ResourceName = resource_type(kCounted[i]),
                .ResourceCount = census[kCounted[i]]};
  return {.VpcId = to_text(arena, subnet.vpc),
          .SubnetId = to_text(arena, subnet.id),
          .Ip = region.network.addresses.taken(subnet.id),
          .ResourceStatisticsItemSet = contract::List<api::ResourceStatisticsItem>(items)};
}

Result<api::DescribeVpcResourceDashboardResponse> describe_vpc_resource_dashboard(
    RegionRead& call, const api::DescribeVpcResourceDashboardRequest& request) {
  TRY(auto vpcs,
      find_all(call.region, call.account, request.VpcIds, &vpc_manager::find, kVpcListingErrors));
  return api::DescribeVpcResourceDashboardResponse{
      .ResourceDashboardSet = shown_list<api::ResourceDashboard>(
          call.arena, vpcs,
          [&](const Vpc& vpc) { return dashboard_of(call.arena, call.region, vpc); })};
}

Result<api::DescribeSubnetResourceDashboardResponse> describe_subnet_resource_dashboard(
    RegionRead& call, const api::DescribeSubnetResourceDashboardRequest& request) {
  TRY(auto subnets, find_all(call.region, call.account, request.SubnetIds, &subnet_manager::find,
                             kVpcListingErrors));
  return api::DescribeSubnetResourceDashboardResponse{
      .ResourceStatisticsSet = shown_list<api::ResourceStatistics>(
          call.arena, subnets,
          [&](const Subnet& subnet) { return statistics_of(call.arena, call.region, subnet); })};
}

constexpr Handler kHandlers[] = {
    region_read<describe_vpc_limits>("vpc", "DescribeVpcLimits"),
    region_read<describe_vpc_resource_dashboard>("vpc", "DescribeVpcResourceDashboard"),
    region_read<describe_subnet_resource_dashboard>("vpc", "DescribeSubnetResourceDashboard"),
};

}  // namespace

std::span<const Handler> vpc_statistics_handlers() {
  return kHandlers;
}

}  // namespace terrane
