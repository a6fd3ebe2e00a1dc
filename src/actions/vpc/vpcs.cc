#include "actions/convert.h"
#include "actions/filters.h"
#include "actions/listing.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/vpc_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

constexpr FilterRule<Vpc> kFilters[] = {{"vpc-id", id_is<&Vpc::id>},
                                        {"vpc-name", text_contains<&Vpc::name>},
                                        {"is-default", flag_is<&Vpc::is_default>},
                                        {"cidr-block", range_is<&Vpc::cidr>},
                                        {"tag-key", has_tag_key<Vpc>},
                                        {"tag:", has_tag_value<Vpc>}};

Result<api::CreateVpcResponse> create_vpc(RegionWrite& call, const api::CreateVpcRequest& request) {
  TRY(bool multicast, boolean_text("EnableMulticast", request.EnableMulticast, false));
  TRY(const Vpc* vpc,
      vpc_manager::create(call.change, {.name = std::string(request.VpcName),
                                        .cidr = std::string(request.CidrBlock),
                                        .multicast = multicast,
                                        .dns_servers = strings(request.DnsServers),
                                        .domain_name = std::string(request.DomainName),
                                        .tags = tags_of(request.Tags)}));
  return api::CreateVpcResponse{
      .Vpc = call.arena.create<api::Vpc>(to_api(call.arena, call.region, *vpc))};
}

Result<api::DescribeVpcsResponse> describe_vpcs(RegionRead& call,
                                                const api::DescribeVpcsRequest& request) {
  TRY(Page page, page_of(kVpcListingErrors, request.Offset, request.Limit));
  TRY(auto listed,
      list_records<Vpc>(call.region, call.region.network.vpcs, call.account, request.VpcIds,
                        request.Filters, kFilters, page, kVpcListingErrors));
  return api::DescribeVpcsResponse{
      .TotalCount = listed.total,
      .VpcSet = shown_list<api::Vpc>(call.arena, listed.page, [&](const Vpc& vpc) {
        return to_api(call.arena, call.region, vpc);
      })};
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

std::span<const Handler> vpc_handlers() {
  return kHandlers;
}

}  // namespace terrane
