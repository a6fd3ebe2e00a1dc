// Elastic IPs as they are shown: what there is, what they cost, how many there may be, and how
// their tasks ended.
#include "actions/convert.h"
#include "actions/filters.h"
#include "actions/listing.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/balancer/balancer_tables.h"
#include "region/compute/instance_charge_rules.h"
#include "region/network/address_manager.h"
#include "region/network/primary_interface.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

constexpr ErrorKind kTaskMissing{"MissingParameter", "Name the task: TaskId is required.",
                                 "缺少参数 TaskId。"};
constexpr ErrorKind kNoSuchTask{"InvalidParameter",
                                "This account was given no task {} in this region.",
                                "本账号在该地域没有任务 {}。"};

// The codes that DescribeAddresses documents.
const ListingErrors& listing_errors() {
  static const ListingErrors kErrors = [] {
    ListingErrors errors = kVpcListingErrors;
    errors.malformed_id = address_rules::kMalformedId;
    errors.ids_and_filters.code = "InvalidParameter";
    errors.unknown_filter.code = "InvalidParameter.InvalidFilter";
    errors.bad_page.code = "InvalidParameterValue.LimitExceeded";
    return errors;
  }();
  return kErrors;
}

// What an elastic IP is bound to, as it is shown.
struct ShownBinding {
  std::string_view status = "UNBIND";
  std::string_view instance_type = "";
  AnyId instance;  // or a load balancer
  NetworkInterfaceId interface;
  Ipv4 private_address;
};

ShownBinding binding_on_interface(const RegionCell& region, const Address& address) {
  InstanceId instance = region.network.network_interfaces.find(address.interface)->instance;
  return {.status = instance ? "BIND" : "BIND_ENI",
          .instance_type = resource_type(instance ? Kind::kInstance : Kind::kNetworkInterface),
          .instance = instance,
          .interface = address.interface,
          .private_address = address.interface_address};
}

ShownBinding binding_of(const RegionCell& region, const Address& address) {
  if (address.interface) return binding_on_interface(region, address);
  if (address.balancer)
    return {.status = "BIND",
            .instance_type = resource_type(Kind::kLoadBalancer),
            .instance = address.balancer,
            .interface = {},
            .private_address = region.balancer->load_balancers.find(address.balancer)->address};
  if (!address.instance) return {};
  return {.status = "BIND",
          .instance_type = resource_type(Kind::kInstance),
          .instance = address.instance,
          .interface = primary_interface_of(address.instance),
          .private_address = region.compute.instances.find(address.instance)->address};
}

api::Address shown(const RegionRead& call, const Address& address) {
  Arena& arena = call.arena;
  ShownBinding binding = binding_of(call.region, address);
  bool by_month = address.charge == AddressCharge::kBandwidthByMonth;
  std::string_view unnamed = call.language == Language::kChinese ? "未命名" : "Unnamed";
  return {.AddressId = to_text(arena, address.id),
          .AddressName = address.name.empty() ? unnamed : std::string_view(address.name),
          .AddressStatus = binding.status,
          .AddressIp = to_text(arena, address.public_address),
          .InstanceId = to_text(arena, binding.instance),
          .CreatedTime = to_iso8601(arena, address.created),
          .NetworkInterfaceId = to_text(arena, binding.interface),
          .PrivateAddressIp = to_text(arena, binding.private_address),
          .IsArrears = address.isolated,
          .IsBlocked = false,
          .IsEipDirectConnection = address.direct,
          .AddressType = "EIP",
          .CascadeRelease = false,
          .EipAlgType = arena.create<api::AlgType>(api::AlgType{.Ftp = false, .Sip = false}),
          .InternetServiceProvider = "BGP",
          .LocalBgp = false,
          .Bandwidth = address.bandwidth_mbps,
          .InternetChargeType = name_of(address.charge),
          .TagSet = to_api_tags<api::Tag>(arena, address.tags),
          .DeadlineDate = to_iso8601(arena, address.expires),
          .InstanceType = binding.instance_type,
          .RenewFlag = by_month ? name_of(address.renew) : std::string_view("")};
}

// --- Filters. ---

template <auto value_of>  // std::string_view or std::string of a ShownBinding
bool bound_so(const RegionCell& region, const Address& address, std::string_view,
              std::string_view value) {
  return value_of(binding_of(region, address)) == value;
}

// For what all elastic IPs here have, and for what none has.
template <char... text>
bool always_is(const RegionCell&, const Address&, std::string_view, std::string_view value) {
  static constexpr char kText[] = {text...};
  return value == std::string_view(kText, sizeof...(text));
}
bool has_none(const RegionCell&, const Address&, std::string_view, std::string_view) {
  return false;
}
bool is_isolated(const RegionCell&, const Address& address, std::string_view,
                 std::string_view value) {
  return truth_is(address.isolated, value) || value == (address.isolated ? "TRUE" : "FALSE");
}
bool has_name(const RegionCell&, const Address& address, std::string_view, std::string_view value) {
  return address.name == value;
}
bool has_any_tag_value(const RegionCell&, const Address& address, std::string_view,
                       std::string_view value) {
  return std::ranges::any_of(address.tags, [&](const TagPair& tag) { return tag.value == value; });
}

using Found = std::vector<const Address*>;

void add(const RegionCell& region, AnyId id, Found& found) {
  if (const Address* address = region.network.elastic_addresses.find(AddressId(id)))
    found.push_back(address);
}
void look_up_id(const RegionCell& region, AccountId, std::string_view value, Found& found) {
  if (auto id = AddressId::parse(value)) add(region, *id, found);
}
void look_up_public_address(const RegionCell& region, AccountId, std::string_view value,
                            Found& found) {
  auto address = parse_ipv4(value);
  if (!address) return;
  if (auto owner = region.network.public_addresses.owner(*address)) add(region, *owner, found);
}
void look_up_instance(const RegionCell& region, AccountId, std::string_view value, Found& found) {
  auto id = parse_any_id(value);
  if (!id || (id->kind() != Kind::kInstance && id->kind() != Kind::kLoadBalancer)) return;
  auto add_bound_to = [&](AnyId target) {
    region.cell.ledger().each(target, Kind::kAddress,
                              [&](AnyId address) { add(region, address, found); });
  };
  add_bound_to(*id);
  region.cell.ledger().each(*id, Kind::kNetworkInterface, add_bound_to);
}

constexpr auto kPublicAddress = [](const RegionCell&, const Address& address, std::string_view,
                                   std::string_view value) {
  return to_text(address.public_address) == value;
};

constexpr FilterRule<Address> kFilters[] = {
    {"address-id", id_is<&Address::id>, look_up_id},
    {"address-ip", kPublicAddress, look_up_public_address},
    {"public-ip", kPublicAddress, look_up_public_address},
    {"instance-id", bound_so<[](const ShownBinding& bound) { return to_text(bound.instance); }>,
     look_up_instance},
    {"address-name", has_name},
    {"address-status", bound_so<[](const ShownBinding& bound) { return bound.status; }>},
    {"instance-type", bound_so<[](const ShownBinding& bound) { return bound.instance_type; }>},
    {"private-ip-address",
     bound_so<[](const ShownBinding& bound) { return to_text(bound.private_address); }>},
    {"network-interface-id",
     bound_so<[](const ShownBinding& bound) { return to_text(bound.interface); }>},
    {"is-arrears", is_isolated},
    {"address-type", always_is<'E', 'I', 'P'>},
    {"address-isp", always_is<'B', 'G', 'P'>},
    {"dedicated-cluster-id", has_none},
    {"business-type", has_none},
    {"tag-key", has_tag_key<Address>},
    {"tag-value", has_any_tag_value},
    {"tag:", has_tag_value<Address>}};

Result<void> check_values(const contract::List<api::Filter>& filters) {
  for (const api::Filter& filter : filters)
    for (std::string_view value : filter.Values) {
      if (filter.Name == "address-id" && !AddressId::parse(value))
        return refuse(address_rules::kMalformedId, value);
      if (filter.Name == "network-interface-id" && !NetworkInterfaceId::parse(value))
        return refuse(address_rules::kMalformedInterfaceId, value);
      if (filter.Name == "instance-id" && !parse_any_id(value))
        return refuse(address_rules::kMalformedResourceId, value);
    }
  return {};
}

// IDs may be filtered further; but not by their IDs.
Result<Listed<Address>> list(const RegionRead& call, const api::DescribeAddressesRequest& request,
                             Page page) {
  const auto& table = call.region.network.elastic_addresses;
  if (request.AddressIds.empty() || request.Filters.empty())
    return list_records<Address>(call.region, table, call.account, request.AddressIds,
                                 request.Filters, kFilters, page, listing_errors());
  for (const api::Filter& filter : request.Filters)
    if (filter.Name == "address-id") return refuse(listing_errors().ids_and_filters);
  TRY(auto chosen,
      ChosenFilters<Address>::choose(
          request.Filters, std::span<const FilterRule<Address>>(kFilters), listing_errors()));
  TRY(auto named, list_records<Address>(call.region, table, call.account, request.AddressIds,
                                        contract::List<api::Filter>(), kFilters,
                                        Page{0, kFilterValuesMax}, listing_errors()));
  Listed<Address> listed;
  for (const Address* address : named.page)
    if (chosen.passes(call.region, *address)) listed.add(*address, page);
  return listed;
}

Result<api::DescribeAddressesResponse> describe_addresses(
    RegionRead& call, const api::DescribeAddressesRequest& request) {
  TRY(Page page, page_of(listing_errors(), request.Offset, request.Limit));
  CHECKED(check_values(request.Filters));
  TRY(auto listed, list(call, request, page));
  return api::DescribeAddressesResponse{
      .TotalCount = int64_t(listed.total),
      .AddressSet = shown_list<api::Address>(
          call.arena, listed.page, [&](const Address& address) { return shown(call, address); })};
}

Result<api::DescribeAddressQuotaResponse> describe_address_quota(
    RegionRead& call, const api::DescribeAddressQuotaRequest&) {
  const Limits& limits = call.catalogue.limits();
  AccountAddresses usage = address_rules::usage_of(call.region, call.account, call.now);
  auto have = int64_t(call.region.network.elastic_addresses.count_of(call.account));
  const api::Quota quotas[] = {
      {.QuotaId = "TOTAL_EIP_QUOTA", .QuotaCurrent = have, .QuotaLimit = limits.addresses},
      {.QuotaId = "DAILY_EIP_APPLY",
       .QuotaCurrent = usage.allocations,
       .QuotaLimit = limits.address_allocations_per_day},
      {.QuotaId = "DAILY_PUBLIC_IP_ASSIGN",
       .QuotaCurrent = usage.assignments,
       .QuotaLimit = address_rules::kAssignmentsPerDay}};
  return api::DescribeAddressQuotaResponse{.QuotaSet =
                                               contract::list_of<api::Quota>(call.arena, quotas)};
}

Result<api::DescribeTaskResultResponse> describe_task_result(
    RegionRead& call, const api::DescribeTaskResultRequest& request) {
  if (!request.TaskId && request.DealName.empty()) return refuse(kTaskMissing);
  if (!request.TaskId) return refuse(kNoSuchTask, request.DealName);
  if (!address_manager::is_task(call.region, call.account, *request.TaskId))
    return refuse(kNoSuchTask, std::to_string(*request.TaskId));
  return api::DescribeTaskResultResponse{.TaskId = request.TaskId, .Result = "SUCCESS"};
}

Result<api::InquiryPriceAllocateAddressesResponse> inquiry_price_allocate_addresses(
    RegionRead& call, const api::InquiryPriceAllocateAddressesRequest& request) {
  CHECKED(
      address_rules::check_kind({.type = request.AddressType, .ip_charge = request.IPChargeType}));
  const api::AddressChargePrepaid* prepaid = request.AddressChargePrepaid;
  WantedAddressCharge wanted{.charge = request.InternetChargeType,
                             .bandwidth_mbps = request.InternetMaxBandwidthOut};
  if (prepaid) wanted.period_months = prepaid->Period;
  TRY(AddressCharging charging, check_address_charge(call.region, wanted, kInquiryChargeErrors));
  Price price = price_of_address(call.catalogue.prices(), charging);
  auto* detail = call.arena.create<api::InternetPriceDetail>(api::InternetPriceDetail{});
  auto* total = call.arena.create<api::InternetPrice>(api::InternetPrice{.AddressPrice = detail});
  detail->DiscountPrice = price.charged().amount();
  if (charging.charge == AddressCharge::kBandwidthByMonth) {
    detail->ChargeUnit = "MONTH";
    detail->OriginalPrice = total->OriginalPrice = price.list.amount();
    total->DiscountPrice = price.charged().amount();
  } else {
    detail->ChargeUnit = "HOUR";
    detail->UnitPrice = price.list.amount();
  }
  return api::InquiryPriceAllocateAddressesResponse{.Price = total};
}

constexpr Handler kHandlers[] = {
    region_read<describe_addresses>("vpc", "DescribeAddresses"),
    region_read<describe_address_quota>("vpc", "DescribeAddressQuota"),
    region_read<describe_task_result>("vpc", "DescribeTaskResult"),
    region_read<inquiry_price_allocate_addresses>("vpc", "InquiryPriceAllocateAddresses"),
};

}  // namespace

std::span<const Handler> address_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
