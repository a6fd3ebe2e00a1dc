// Load balancers as they are shown: what there is, how many there may be, what they cost.
#include <algorithm>

#include "actions/clb/clb_requests.h"
#include "actions/clb/clb_service.h"
#include "actions/clb/clb_shown.h"
#include "actions/convert.h"
#include "actions/filters.h"
#include "region/balancer/load_balancer_prices.h"

namespace terrane {
namespace {

namespace api = contract::clb;

constexpr ErrorKind kBadOrder{
    "InvalidParameterValue",
    "OrderBy must be LoadBalancerName, CreateTime, Domain or LoadBalancerType, not {}.",
    "OrderBy 应为 LoadBalancerName、CreateTime、Domain 或 LoadBalancerType，而不是 {}。"};

// --- Filters. ---

bool zone_is(const RegionCell& region, const LoadBalancer& balancer, std::string_view,
             std::string_view value) {
  const Zone* zone = region.find_zone(balancer.master_zone);
  return value == std::to_string(balancer.master_zone) || (zone && zone->id == value);
}
bool charge_is(const RegionCell&, const LoadBalancer& balancer, std::string_view,
               std::string_view value) {
  return name_of(balancer.charge) == value;
}
bool isp_is(const RegionCell&, const LoadBalancer& balancer, std::string_view,
            std::string_view value) {
  return !balancer.internal && value == "BGP";
}
bool performance_is(const RegionCell&, const LoadBalancer& balancer, std::string_view,
                    std::string_view value) {
  return balancer.performance == value || (balancer.performance.empty() && value == "SHARED");
}
bool address_is(const RegionCell&, const LoadBalancer& balancer, std::string_view,
                std::string_view value) {
  return to_text(balancer.address) == value;
}
bool type_is(const RegionCell&, const LoadBalancer& balancer, std::string_view,
             std::string_view value) {
  return load_balancer_rules::type_name(balancer.internal) == value;
}
bool has_any_tag_value(const RegionCell&, const LoadBalancer& balancer, std::string_view,
                       std::string_view value) {
  return std::ranges::any_of(balancer.tags, [&](const TagPair& tag) { return tag.value == value; });
}

constexpr FilterRule<LoadBalancer> kFilters[] = {
    {"loadbalancer-id", id_is<&LoadBalancer::id>},
    {"load-balancer-name", text_is<&LoadBalancer::name>},
    {"load-balancer-type", type_is},
    {"vip", address_is},
    {"vpc-id", id_is<&LoadBalancer::vpc>},
    {"subnet-id", id_is<&LoadBalancer::subnet>},
    {"project-id", number_is<&LoadBalancer::project>},
    {"charge-type", charge_is},
    {"internet-charge-type", text_is<&LoadBalancer::internet_charge>},
    {"master-zone-id", zone_is},
    {"zone-id", zone_is},
    {"vip-isp", isp_is},
    {"sla-type", performance_is},
    {"tag-key", has_tag_key<LoadBalancer>},
    {"tag-value", has_any_tag_value},
    {"tag:", has_tag_value<LoadBalancer>}};

// --- What a listing asks for beside filters and its page. ---

template <class Values>
bool names(const Values& values, std::string_view text) {
  return std::ranges::find(values, text) != values.end();
}

// Whether one of its targets has one of the addresses.
bool forwards_to(const RegionRead& call, const LoadBalancer& balancer,
                 const contract::List<contract::Text>& addresses, bool public_ones) {
  bool found = false;
  auto look = [&](const Target& target, const TargetGroup*, const HealthCheck&) {
    ShownTarget shown = shown_target(call.arena, call.region, target);
    found |= names(addresses, public_ones ? shown.public_address : shown.address);
  };
  for (const Listener* listener : load_balancer_manager::listeners_of(call.region, balancer.id)) {
    target_health::each_target(call.region, listener->forwarding, look);
    for (const ForwardingRule* rule : load_balancer_manager::rules_of(call.region, listener->id))
      target_health::each_target(call.region, rule->forwarding, look);
  }
  return found;
}

bool is_wanted(const RegionRead& call, const LoadBalancer& balancer,
               const api::DescribeLoadBalancersRequest& request) {
  auto address = [&] { return to_text(balancer.address); };
  if (!request.LoadBalancerType.empty() &&
      request.LoadBalancerType != load_balancer_rules::type_name(balancer.internal))
    return false;
  if (request.Forward.value_or(1) == 0) return false;  // none of the classic kind
  if (!request.LoadBalancerName.empty() && request.LoadBalancerName != balancer.name) return false;
  if (!request.Domain.empty()) return false;  // none has a domain
  if (!request.LoadBalancerVips.empty() && !names(request.LoadBalancerVips, address()))
    return false;
  if (!request.SearchKey.empty() && balancer.name.find(request.SearchKey) == std::string::npos &&
      address().find(request.SearchKey) == std::string::npos)
    return false;
  if (request.ProjectId && *request.ProjectId != balancer.project) return false;
  if (!request.VpcId.empty() && request.VpcId != to_text(balancer.vpc)) return false;
  if (!request.MasterZone.empty() && !zone_is(call.region, balancer, {}, request.MasterZone))
    return false;
  if (!request.SecurityGroup.empty() &&
      std::ranges::none_of(balancer.security_groups, [&](SecurityGroupId group) {
        return to_text(group) == request.SecurityGroup;
      }))
    return false;
  if (request.WithRs && (*request.WithRs == 1) !=
                            (load_balancer_manager::count_targets(call.region, balancer.id) > 0))
    return false;
  if (!request.BackendPublicIps.empty() &&
      !forwards_to(call, balancer, request.BackendPublicIps, true))
    return false;
  return request.BackendPrivateIps.empty() ||
         forwards_to(call, balancer, request.BackendPrivateIps, false);
}

Result<std::vector<const LoadBalancer*>> candidates(RegionRead& call,
                                                    const contract::List<contract::Text>& ids) {
  const auto& table = call.region.balancer->load_balancers;
  std::vector<const LoadBalancer*> found;
  if (ids.size() > load_balancer_rules::kIdsPerCall)
    return refuse(load_balancer_rules::kTooManyNamed, "LoadBalancerIds",
                  std::to_string(load_balancer_rules::kIdsPerCall));
  for (std::string_view text : ids) {
    auto id = LoadBalancerId::parse(text);
    if (!id) return refuse(load_balancer_rules::kMalformedId, text);
    const LoadBalancer* balancer = table.find(*id);
    if (balancer && balancer->account == call.account) found.push_back(balancer);
  }
  if (!ids.empty()) return found;
  for (const LoadBalancer* balancer : table.of(call.account))
    if (balancer) found.push_back(balancer);
  std::ranges::reverse(found);
  return found;
}

Result<void> sort(std::vector<const LoadBalancer*>& found,
                  const api::DescribeLoadBalancersRequest& request) {
  std::string_view by = request.OrderBy;
  if (by.empty() && !request.OrderType) return {};  // the newest first
  if (by.empty() || by == "CreateTime" || by == "Domain") {
    std::ranges::stable_sort(found, {}, &LoadBalancer::sequence);
  } else if (by == "LoadBalancerName") {
    std::ranges::stable_sort(found, {}, &LoadBalancer::name);
  } else if (by == "LoadBalancerType") {
    std::ranges::stable_sort(found, std::greater(), &LoadBalancer::internal);
  } else {
    return refuse(kBadOrder, by);
  }
  if (request.OrderType.value_or(0) == 1) std::ranges::reverse(found);
  return {};
}

Result<api::DescribeLoadBalancersResponse> describe_load_balancers(
    RegionRead& call, const api::DescribeLoadBalancersRequest& request) {
  TRY(Page page, page_of(kLoadBalancerListingErrors, request.Offset, request.Limit));
  TRY(auto filters,
      ChosenFilters<LoadBalancer>::choose(request.Filters, kFilters, kLoadBalancerListingErrors));
  TRY(auto found, candidates(call, request.LoadBalancerIds));
  std::erase_if(found, [&](const LoadBalancer* balancer) {
    return !is_wanted(call, *balancer, request) || !filters.passes(call.region, *balancer);
  });
  CHECKED(sort(found, request));
  Listed<LoadBalancer> listed;
  for (const LoadBalancer* balancer : found) listed.add(*balancer, page);
  return api::DescribeLoadBalancersResponse{
      .TotalCount = listed.total,
      .LoadBalancerSet = shown_list<api::LoadBalancer>(
          call.arena, listed.page,
          [&](const LoadBalancer& balancer) { return to_api(call, balancer); })};
}

Result<api::DescribeLoadBalancerOverviewResponse> describe_load_balancer_overview(
    RegionRead& call, const api::DescribeLoadBalancerOverviewRequest&) {
  api::DescribeLoadBalancerOverviewResponse shown{
      .TotalCount = 0, .RunningCount = 0, .IsolationCount = 0, .WillExpireCount = 0};
  for (const LoadBalancer* balancer : call.region.balancer->load_balancers.of(call.account)) {
    if (!balancer) continue;
    ++*shown.TotalCount;
    ++*(balancer->isolated ? shown.IsolationCount : shown.RunningCount);
    bool ends_soon = balancer->charge == ChargeType::kPrepaid && !balancer->isolated &&
                     balancer->expires - call.now < days(7);
    if (ends_soon) ++*shown.WillExpireCount;
  }
  return shown;
}

Result<api::DescribeQuotaResponse> describe_quota(RegionRead& call,
                                                  const api::DescribeQuotaRequest&) {
  const Limits& limits = call.catalogue.limits();
  int64_t open = 0, internal = 0;
  for (const LoadBalancer* balancer : call.region.balancer->load_balancers.of(call.account))
    if (balancer) ++(balancer->internal ? internal : open);
  auto quotas = call.arena.create_array<api::Quota>(5);
  quotas[0] = {"TOTAL_OPEN_CLB_QUOTA", open, limits.load_balancers};
  quotas[1] = {"TOTAL_INTERNAL_CLB_QUOTA", internal, limits.load_balancers};
  quotas[2] = {"TOTAL_LISTENER_QUOTA", std::nullopt, limits.listeners_per_load_balancer};
  quotas[3] = {"TOTAL_LISTENER_RULE_QUOTA", std::nullopt, limits.forwarding_rules_per_listener};
  quotas[4] = {"TOTAL_TARGET_BIND_QUOTA", std::nullopt, limits.targets_per_listener_or_rule};
  return api::DescribeQuotaResponse{.QuotaSet = contract::List<api::Quota>(quotas)};
}

const api::ItemPrice* item_price(Arena& arena, const Price& price, std::string_view unit) {
  double list = price.list.amount(), charged = price.charged().amount();
  bool in_advance = unit.empty();
  return arena.create<api::ItemPrice>(api::ItemPrice{.UnitPrice = in_advance ? 0 : list,
                                                     .ChargeUnit = unit,
                                                     .OriginalPrice = in_advance ? list : 0,
                                                     .DiscountPrice = in_advance ? charged : 0,
                                                     .UnitPriceDiscount = in_advance ? 0 : charged,
                                                     .Discount = double(price.percent)});
}

Result<api::InquiryPriceCreateLoadBalancerResponse> inquiry_price_create_load_balancer(
    RegionRead& call, const api::InquiryPriceCreateLoadBalancerRequest& request) {
  using namespace load_balancer_rules;
  TRY(bool internal, check_type(request.LoadBalancerType));
  WantedCharging wanted{
      .type = request.LoadBalancerChargeType, .months = std::nullopt, .renew_flag = {}};
  if (request.LoadBalancerChargePrepaid) {
    wanted.months = request.LoadBalancerChargePrepaid->Period;
    wanted.renew_flag = request.LoadBalancerChargePrepaid->RenewFlag;
  }
  TRY(Charging charging, check_charge(wanted));
  WantedTraffic internet;
  if (request.InternetAccessible && !internal)
    internet = {.charge = request.InternetAccessible->InternetChargeType,
                .bandwidth_mbps = request.InternetAccessible->InternetMaxBandwidthOut};
  TRY(Traffic traffic, check_traffic(internet, internal, charging.type == ChargeType::kPrepaid));
  TRY(std::string performance, check_performance(request.SlaType));
  if (!request.ZoneId.empty()) CHECKED(check_zone(call.region, request.ZoneId));
  int64_t count = whole(request.GoodsNum).value_or(1);
  if (count < 1 || count > kPerCall)
    return refuse(kCountRange, std::to_string(count), std::to_string(kPerCall));
  BalancerQuote quote =
      quote_balancers(call.catalogue.prices(), charging, traffic, performance, count);
  Arena& arena = call.arena;
  std::string_view unit = quote.in_advance ? "" : "HOUR";
  api::Price price{.InstancePrice = item_price(arena, quote.balancer, unit)};
  if (quote.has_internet)
    price.BandwidthPrice = item_price(arena, quote.bandwidth, quote.by_traffic ? "GB" : unit);
  if (quote.has_capacity) price.LcuPrice = item_price(arena, quote.capacity, unit);
  return api::InquiryPriceCreateLoadBalancerResponse{.Price = arena.create<api::Price>(price)};
}

constexpr Handler kHandlers[] = {
    region_read<describe_load_balancers>("clb", "DescribeLoadBalancers"),
    region_read<describe_load_balancer_overview>("clb", "DescribeLoadBalancerOverview"),
    region_read<describe_quota>("clb", "DescribeQuota"),
    region_read<inquiry_price_create_load_balancer>("clb", "InquiryPriceCreateLoadBalancer"),
};

}  // namespace

std::span<const Handler> load_balancer_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
