// Bandwidth packages and NAT gateways: no action here makes any, so there are none; what asks for
// them is checked, and finds nothing.
#include "actions/listing.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

struct None {};  // what there is of these kinds

bool matches(const RegionCell&, const None&, std::string_view, std::string_view) {
  return false;
}

constexpr FilterRule<None> kPackageFilters[] = {{"bandwidth-package-id", matches},
                                                {"bandwidth-package_id", matches},
                                                {"bandwidth-package-name", matches},
                                                {"network-type", matches},
                                                {"charge-type", matches},
                                                {"resource.resource-type", matches},
                                                {"resource.resource-id", matches},
                                                {"resource.address-ip", matches},
                                                {"tag-key", matches},
                                                {"tag-value", matches},
                                                {"tag:", matches}};
constexpr FilterRule<None> kGatewayFilters[] = {
    {"nat-gateway-id", matches}, {"vpc-id", matches},  {"nat-gateway-name", matches},
    {"nat-state", matches},      {"tag-key", matches}, {"tag:", matches}};

constexpr ErrorKind kMalformedGatewayId{"InvalidParameterValue.Malformed",
                                        "{} is not a NAT gateway's ID (nat- and 8 characters).",
                                        "{} 不是合法的 NAT 网关 ID（nat- 加 8 位字符）。"};
constexpr ErrorKind kGatewayNotFound{
    "ResourceNotFound", "There is no NAT gateway {} in this region.", "本地域不存在 NAT 网关 {}。"};

// The codes that DescribeBandwidthPackages documents.
const ListingErrors& package_errors() {
  static const ListingErrors kErrors = [] {
    ListingErrors errors = kVpcListingErrors;
    errors.malformed_id.code = "InvalidParameterValue.BandwidthPackageIdMalformed";
    errors.ids_and_filters.code = "InvalidParameterValue";
    errors.unknown_filter.code = "InvalidParameter.InvalidFilter";
    errors.too_many_values.code = "InvalidParameterValue";
    errors.bad_page.code = "InvalidParameterValue";
    return errors;
  }();
  return kErrors;
}

bool is_id(std::string_view prefix, std::string_view text) {
  return text.starts_with(prefix) && parse_id_number(text.substr(prefix.size()));
}

template <class Request>
Result<void> check(const Request& request, const contract::List<contract::Text>& ids,
                   std::string_view prefix, std::span<const FilterRule<None>> filters,
                   const ListingErrors& errors) {
  auto signed_number = [](std::optional<uint64_t> value) {
    return value ? std::optional(int64_t(std::min<uint64_t>(*value, INT64_MAX))) : std::nullopt;
  };
  CHECKED(page_of(errors, signed_number(request.Offset), signed_number(request.Limit)));
  if (!ids.empty() && !request.Filters.empty()) return refuse(errors.ids_and_filters);
  if (ids.size() > kFilterValuesMax)
    return refuse(errors.too_many_values, "IDs", std::to_string(kFilterValuesMax));
  for (std::string_view id : ids)
    if (!is_id(prefix, id)) return refuse(errors.malformed_id, id);
  CHECKED(ChosenFilters<None>::choose(request.Filters, filters, errors));
  return {};
}

Result<api::DescribeBandwidthPackagesResponse> describe_bandwidth_packages(
    RegionRead&, const api::DescribeBandwidthPackagesRequest& request) {
  CHECKED(check(request, request.BandwidthPackageIds, "bwp-", kPackageFilters, package_errors()));
  return api::DescribeBandwidthPackagesResponse{.TotalCount = 0};
}

Result<api::DescribeNatGatewaysResponse> describe_nat_gateways(
    RegionRead&, const api::DescribeNatGatewaysRequest& request) {
  CHECKED(check(request, request.NatGatewayIds, "nat-", kGatewayFilters, kVpcListingErrors));
  return api::DescribeNatGatewaysResponse{.TotalCount = 0};
}

Result<api::DisassociateNatGatewayAddressResponse> disassociate_nat_gateway_address(
    RegionRead&, const api::DisassociateNatGatewayAddressRequest& request) {
  if (!is_id("nat-", request.NatGatewayId))
    return refuse(kMalformedGatewayId, request.NatGatewayId);
  return refuse(kGatewayNotFound, request.NatGatewayId);
}

constexpr Handler kHandlers[] = {
    region_read<describe_bandwidth_packages>("vpc", "DescribeBandwidthPackages"),
    region_read<describe_nat_gateways>("vpc", "DescribeNatGateways"),
    region_read<disassociate_nat_gateway_address>("vpc", "DisassociateNatGatewayAddress"),
};

}  // namespace

std::span<const Handler> gateway_handlers() {
  return kHandlers;
}

}  // namespace terrane
