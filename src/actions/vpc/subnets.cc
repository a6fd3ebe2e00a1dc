#include "actions/convert.h"
#include "actions/filters.h"
#include "actions/listing.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/subnet_manager.h"
#include "region/network/subnet_rules.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

bool in_zone(const RegionCell& region, const Subnet& subnet, std::string_view,
             std::string_view value) {
  const Zone* zone = region.find_zone(subnet.zone);
  return zone && zone->id == value;
}

// For what no subnet here is or has: dedicated clusters, IPv6, address pools.
bool is_not(const RegionCell&, const Subnet&, std::string_view, std::string_view value) {
  return truth_is(false, value);
}
bool has_none(const RegionCell&, const Subnet&, std::string_view, std::string_view) {
  return false;
}

constexpr FilterRule<Subnet> kFilters[] = {{"subnet-id", id_is<&Subnet::id>},
                                           {"vpc-id", id_is<&Subnet::vpc>},
                                           {"cidr-block", range_is<&Subnet::cidr>},
                                           {"is-default", flag_is<&Subnet::is_default>},
                                           {"subnet-name", text_is<&Subnet::name>},
                                           {"zone", in_zone},
                                           {"is-remote-vpc-snat", is_not},
                                           {"is-cdc-subnet", is_not},
                                           {"cdc-id", has_none},
                                           {"ipv6-cidr-block", has_none},
                                           {"isp-type", has_none},
                                           {"tag-key", has_tag_key<Subnet>},
                                           {"tag:", has_tag_value<Subnet>}};

Result<void> check_cluster(std::string_view cluster) {
  if (!cluster.empty()) return refuse(subnet_rules::kNoDedicatedCluster, cluster);
  return {};
}

Result<api::CreateSubnetResponse> create_subnet(RegionWrite& call,
                                                const api::CreateSubnetRequest& request) {
  CHECKED(check_cluster(request.CdcId));
  TRY(const Subnet* subnet, subnet_manager::create(call.change, request.VpcId,
                                                   {.name = std::string(request.SubnetName),
                                                    .cidr = std::string(request.CidrBlock),
                                                    .zone = std::string(request.Zone),
                                                    .tags = tags_of(request.Tags)}));
  return api::CreateSubnetResponse{
      .Subnet = call.arena.create<api::Subnet>(to_api(call.arena, call.region, *subnet))};
}

Result<api::CreateSubnetsResponse> create_subnets(RegionWrite& call,
                                                  const api::CreateSubnetsRequest& request) {
  CHECKED(check_cluster(request.CdcId));
  std::vector<const Subnet*> created;
  for (const api::SubnetInput& input : request.Subnets) {
    TRY(const Subnet* subnet,
        subnet_manager::create(call.change, request.VpcId,
                               {.name = std::string(input.SubnetName),
                                .cidr = std::string(input.CidrBlock),
                                .zone = std::string(input.Zone),
                                .route_table = std::string(input.RouteTableId),
                                .tags = tags_of(request.Tags)}));
    created.push_back(subnet);
  }
  return api::CreateSubnetsResponse{
      .SubnetSet = shown_list<api::Subnet>(call.arena, created, [&](const Subnet& subnet) {
        return to_api(call.arena, call.region, subnet);
      })};
}

// The page by Offset and Limit or, where MaxResults or NextToken is given, the one the token names:
// its text is the number of subnets before it.
Result<Page> page_of(const api::DescribeSubnetsRequest& request) {
  if (request.NextToken.empty() && !request.MaxResults)
    return page_of(kVpcListingErrors, request.Offset, request.Limit);
  std::string limit = std::to_string(request.MaxResults.value_or(kPageLimit));
  return page_of(kVpcListingErrors, request.NextToken, limit);
}

Result<api::DescribeSubnetsResponse> describe_subnets(RegionRead& call,
                                                      const api::DescribeSubnetsRequest& request) {
  TRY(Page page, page_of(request));
  TRY(auto listed,
      list_records<Subnet>(call.region, call.region.network.subnets, call.account,
                           request.SubnetIds, request.Filters, kFilters, page, kVpcListingErrors));
  uint64_t next = page.offset + listed.page.size();
  bool by_token = request.MaxResults || !request.NextToken.empty();
  return api::DescribeSubnetsResponse{
      .TotalCount = listed.total,
      .SubnetSet = shown_list<api::Subnet>(
          call.arena, listed.page,
          [&](const Subnet& subnet) { return to_api(call.arena, call.region, subnet); }),
      .NextToken = by_token && next < listed.total ? call.arena.copy(std::to_string(next)) : ""};
}

Result<api::ModifySubnetAttributeResponse> modify_subnet_attribute(
    RegionWrite& call, const api::ModifySubnetAttributeRequest& request) {
  subnet_manager::SubnetChange wanted;
  if (contract::present(request.SubnetName)) wanted.name = request.SubnetName;
  if (contract::present(request.EnableBroadcast)) {
    TRY(bool broadcast, boolean_text("EnableBroadcast", request.EnableBroadcast, false));
    wanted.broadcast = broadcast;
  }
  CHECKED(subnet_manager::modify(call.change, request.SubnetId, std::move(wanted)));
  return api::ModifySubnetAttributeResponse{};
}

Result<api::DeleteSubnetResponse> delete_subnet(RegionWrite& call,
                                                const api::DeleteSubnetRequest& request) {
  CHECKED(subnet_manager::remove(call.change, request.SubnetId));
  return api::DeleteSubnetResponse{};
}

Result<api::ReplaceRouteTableAssociationResponse> replace_route_table_association(
    RegionWrite& call, const api::ReplaceRouteTableAssociationRequest& request) {
  CHECKED(subnet_manager::use_route_table(call.change, request.SubnetId, request.RouteTableId));
  return api::ReplaceRouteTableAssociationResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_subnet>("vpc", "CreateSubnet"),
    region_write<create_subnets>("vpc", "CreateSubnets"),
    region_read<describe_subnets>("vpc", "DescribeSubnets"),
    region_write<modify_subnet_attribute>("vpc", "ModifySubnetAttribute"),
    region_write<delete_subnet>("vpc", "DeleteSubnet"),
    region_write<replace_route_table_association>("vpc", "ReplaceRouteTableAssociation"),
};

}  // namespace

std::span<const Handler> subnet_handlers() {
  return kHandlers;
}

}  // namespace terrane
