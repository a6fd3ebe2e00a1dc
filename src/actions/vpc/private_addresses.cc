#include "region/network/private_addresses.h"

#include "actions/convert.h"
#include "actions/listing.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/cache/cache_tables.h"
#include "region/database/database_tables.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

// The codes that DescribeUsedIpAddress documents.
constexpr ErrorKind kIdsAndFilters{"InvalidParameterValue.ParameterMismatch",
                                   "Give IpAddresses or Filters, not both.",
                                   "IpAddresses 与 Filters 不能同时指定。"};
constexpr ErrorKind kUnknownFilter{"InvalidParameterValue.Malformed",
                                   "There is no filter {}. The filters here are: {}.",
                                   "不支持过滤条件 {}，可用的过滤条件：{}。"};
constexpr ErrorKind kTooManyAddresses{"InvalidParameterValue.Malformed",
                                      "{} may hold at most {} values.", "{} 最多包含 {} 个值。"};
constexpr ErrorKind kBadPage{"InvalidParameterValue.Malformed",
                             "{} must be a whole number from {}.", "{} 必须是 {} 之间的整数。"};
constexpr ListingErrors kErrors{.malformed_id = private_addresses::kNotAnAddress,
                                .ids_and_filters = kIdsAndFilters,
                                .unknown_filter = kUnknownFilter,
                                .too_many_values = kTooManyAddresses,
                                .bad_page = kBadPage};

// What `Filters` and `IpAddresses` ask for.
Result<private_addresses::Query> query_of(const api::DescribeUsedIpAddressRequest& request) {
  private_addresses::Query query{.vpc = std::string(request.VpcId),
                                 .subnet = std::string(request.SubnetId),
                                 .addresses = strings(request.IpAddresses)};
  if (!request.IpAddresses.empty() && !request.Filters.empty())
    return refuse(kErrors.ids_and_filters);
  if (request.IpAddresses.size() > kFilterValuesMax)
    return refuse(kErrors.too_many_values, "IpAddresses", std::to_string(kFilterValuesMax));
  for (const api::Filter& filter : request.Filters) {
    if (filter.Name == "ip-addresses") {
      query.addresses = strings(filter.Values);
    } else if (filter.Name == "resource-id") {
      query.owners = strings(filter.Values);
    } else {
      return refuse(kErrors.unknown_filter, filter.Name, "ip-addresses, resource-id");
    }
  }
  return query;
}

Result<api::DescribeUsedIpAddressResponse> describe_used_ip_address(
    RegionRead& call, const api::DescribeUsedIpAddressRequest& request) {
  TRY(Page page, page_of(kErrors, request.Offset, request.Limit));
  TRY(private_addresses::Query query, query_of(request));
  query.offset = page.offset;
  query.limit = page.limit;
  TRY(auto listed, private_addresses::list_used(call.region, call.account, query));
  auto shown = call.arena.create_array<api::IpAddressStates>(listed.page.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    const private_addresses::Used& used = listed.page[i];
    shown[i] = {.VpcId = to_text(call.arena, used.subnet->vpc),
                .SubnetId = to_text(call.arena, used.subnet->id),
                .IpAddress = to_text(call.arena, used.address),
                .ResourceType = resource_type(used.owner.kind()),
                .ResourceId = to_text(call.arena, used.owner)};
  }
  return api::DescribeUsedIpAddressResponse{
      .IpAddressStates = contract::List<api::IpAddressStates>(shown), .TotalCount = listed.total};
}

// When what holds an address was made.
Time created(const RegionCell& region, AnyId owner) {
  switch (owner.kind()) {
    case Kind::kInstance:
      return region.compute.instances.find(InstanceId(owner))->created;
    case Kind::kNetworkInterface:
      return region.network.network_interfaces.find(NetworkInterfaceId(owner))->created;
    case Kind::kDatabase:
      return region.database->databases.find(DatabaseId(owner))->created;
    case Kind::kCache:
      return region.cache->caches.find(CacheId(owner))->created;
    default:
      return {};
  }
}

Result<api::DescribeVpcPrivateIpAddressesResponse> describe_vpc_private_ip_addresses(
    RegionRead& call, const api::DescribeVpcPrivateIpAddressesRequest& request) {
  if (request.PrivateIpAddresses.size() > kFilterValuesMax)
    return refuse(kVpcListingErrors.too_many_values, "PrivateIpAddresses",
                  std::to_string(kFilterValuesMax));
  TRY(auto found, private_addresses::find_used(call.region, call.account, request.VpcId,
                                               strings(request.PrivateIpAddresses)));
  auto shown = call.arena.create_array<api::VpcPrivateIpAddress>(found.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.PrivateIpAddress = to_text(call.arena, found[i].address),
                .CidrBlock = to_text(call.arena, found[i].subnet->cidr),
                .PrivateIpAddressType = resource_type(found[i].owner.kind()),
                .CreatedTime = to_local_text(call.arena, created(call.region, found[i].owner))};
  return api::DescribeVpcPrivateIpAddressesResponse{
      .VpcPrivateIpAddressSet = contract::List<api::VpcPrivateIpAddress>(shown)};
}

constexpr Handler kHandlers[] = {
    region_read<describe_used_ip_address>("vpc", "DescribeUsedIpAddress"),
    region_read<describe_vpc_private_ip_addresses>("vpc", "DescribeVpcPrivateIpAddresses"),
};

}  // namespace

std::span<const Handler> private_address_handlers() {
  return kHandlers;
}

}  // namespace terrane
