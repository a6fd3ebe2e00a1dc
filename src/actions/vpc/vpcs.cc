#include "actions/vpc/vpcs.h"

#include "actions/convert.h"
#include "actions/listing.h"
#include "contract/vpc.h"
#include "region/network/vpc_manager.h"
#include "region/network/vpc_rules.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

api::Vpc to_api(Arena& arena, const Vpc& vpc) {
  auto assistants = arena.create_array<api::AssistantCidr>(vpc.assistant_cidrs.size());
  for (size_t i = 0; i < assistants.size(); ++i)
    assistants[i] = {.VpcId = to_text(arena, vpc.id),
                     .CidrBlock = to_text(arena, vpc.assistant_cidrs[i]),
                     .AssistantType = 0};
  api::Vpc shown{};
  shown.VpcName = vpc.name;
  shown.VpcId = to_text(arena, vpc.id);
  shown.CidrBlock = to_text(arena, vpc.cidr);
  shown.IsDefault = vpc.is_default;
  shown.EnableMulticast = vpc.multicast;
  shown.CreatedTime = arena.copy(to_local_text(vpc.created));
  shown.DnsServerSet = contract::list_of<contract::Text>(arena, vpc.dns_servers);
  shown.DomainName = vpc.domain_name;
  shown.EnableDhcp = true;
  shown.TagSet = to_api_tags<api::Tag>(arena, vpc.tags);
  shown.AssistantCidrSet = contract::List<api::AssistantCidr>(assistants);
  shown.EnableRouteVpcPublish = false;
  shown.EnableRouteVpcPublishIpv6 = false;
  return shown;
}

constexpr FilterRule<Vpc> kFilters[] = {
    {"vpc-id", [](const RegionCell&, const Vpc& vpc, std::string_view, std::string_view value) {
       return to_text(vpc.id) == value;
     }},
    {"vpc-name", [](const RegionCell&, const Vpc& vpc, std::string_view, std::string_view value) {
       return vpc.name.find(value) != std::string::npos;
     }},
    {"is-default", [](const RegionCell&, const Vpc& vpc, std::string_view, std::string_view value) {
       return value == (vpc.is_default ? "true" : "false");
     }},
    {"cidr-block", [](const RegionCell&, const Vpc& vpc, std::string_view, std::string_view value) {
       return to_text(vpc.cidr) == value;
     }},
    {"tag-key", has_tag_key<Vpc>},
    {"tag:", has_tag_value<Vpc>}};

Result<api::CreateVpcResponse> create_vpc(RegionWrite& call, const api::CreateVpcRequest& request) {
  TRY(bool multicast, boolean_text("EnableMulticast", request.EnableMulticast, false));
  TRY(const Vpc* vpc, vpc_manager::create(call.change, {.name = std::string(request.VpcName),
                                                        .cidr = std::string(request.CidrBlock),
                                                        .multicast = multicast,
                                                        .dns_servers = strings(request.DnsServers),
                                                        .domain_name = std::string(request.DomainName),
                                                        .tags = tags_of(request.Tags)}));
  return api::CreateVpcResponse{.Vpc = call.arena.create<api::Vpc>(to_api(call.arena, *vpc))};
}

Result<api::DescribeVpcsResponse> describe_vpcs(RegionRead& call,
                                                const api::DescribeVpcsRequest& request) {
  TRY(Page page, page_of(kVpcListingErrors, request.Offset, request.Limit));
  TRY(auto listed, list_records<Vpc>(call.region, call.region.network.vpcs, call.account,
                                     request.VpcIds, request.Filters, kFilters, page,
                                     kVpcListingErrors));
  return api::DescribeVpcsResponse{
      .TotalCount = listed.total,
      .VpcSet = shown_list<api::Vpc>(call.arena, listed.page,
                                     [&](const Vpc& vpc) { return to_api(call.arena, vpc); })};
}

Result<api::ModifyVpcAttributeResponse> modify_vpc_attribute(
    RegionWrite& call, const api::ModifyVpcAttributeRequest& request) {
  vpc_manager::VpcChange wanted;
  if (contract::present(request.VpcName)) wanted.name = request.VpcName;
  if (contract::present(request.EnableMulticast)) {
    TRY(bool multicast, boolean_text("EnableMulticast", request.EnableMulticast, false));
    wanted.multicast = multicast;
  }
  if (request.DnsServers.present()) wanted.dns_servers = strings(request.DnsServers);
  if (contract::present(request.DomainName)) wanted.domain_name = request.DomainName;
  CHECKED(vpc_manager::modify(call.change, request.VpcId, std::move(wanted)));
  return api::ModifyVpcAttributeResponse{};
}

Result<api::DeleteVpcResponse> delete_vpc(RegionWrite& call, const api::DeleteVpcRequest& request) {
  CHECKED(vpc_manager::remove(call.change, request.VpcId));
  return api::DeleteVpcResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_vpc>("vpc", "CreateVpc"),
    region_read<describe_vpcs>("vpc", "DescribeVpcs"),
    region_write<modify_vpc_attribute>("vpc", "ModifyVpcAttribute"),
    region_write<delete_vpc>("vpc", "DeleteVpc"),
};

}  // namespace

std::span<const Handler> vpc_handlers() { return kHandlers; }

}  // namespace terrane
