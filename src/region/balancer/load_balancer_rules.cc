#include "region/balancer/load_balancer_rules.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace terrane::load_balancer_rules {
namespace {

struct Performance {
  std::string_view type;
  uint32_t capacity;
};
constexpr Performance kPerformances[] = {
    {"clb.c1.small", 1},  {"clb.c2.medium", 2},  {"clb.c3.small", 4},  {"clb.c3.medium", 8},
    {"clb.c4.small", 16}, {"clb.c4.medium", 32}, {"clb.c4.large", 64}, {"clb.c4.xlarge", 128}};

}  // namespace

Result<bool> check_type(std::string_view type) {
  if (type == "INTERNAL") return true;
  if (type == "OPEN") return false;
  return refuse(kUnknownType, type);
}

Result<void> check_name(std::string_view name) {
  size_t length = count_characters(name);
  if (length < 1 || length > kNameLength)
    return refuse(kNameLengthRange, std::to_string(kNameLength));
  return {};
}

Result<void> check_quota(const RegionCell& region, AccountId account, bool internal,
                         uint32_t more) {
  uint32_t limit = region.catalogue.limits().load_balancers, has = 0;
  for (const LoadBalancer* balancer : region.balancer->load_balancers.of(account))
    if (balancer && balancer->internal == internal) ++has;
  if (has + more > limit)
    return refuse(kTooMany, std::to_string(has), type_name(internal), std::to_string(limit));
  return {};
}

Result<const Zone*> check_zone(const RegionCell& region, std::string_view text) {
  const Zone* zone = region.find_zone(text);
  uint32_t number = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (!zone && problem == std::errc() && end == text.data() + text.size())
    zone = region.find_zone(number);
  if (!zone) return refuse(kNoSuchZone, text, region.place().id);
  if (region.compute.rooms.find(zone->number)->sold_out()) return refuse(kZoneSoldOut, zone->id);
  return zone;
}

Result<std::string> check_performance(std::string_view type) {
  if (type.empty() || type == "SHARED" || type == "shared") return std::string();
  if (capacity_of(type) == 0) return refuse(kUnknownPerformance, type);
  return std::string(type);
}

uint32_t capacity_of(std::string_view performance) {
  auto found = std::ranges::find(kPerformances, performance, &Performance::type);
  return found == std::end(kPerformances) ? 0 : found->capacity;
}

Result<std::vector<SecurityGroupId>> check_groups(const RegionCell& region, AccountId account,
                                                  std::span<const std::string_view> ids) {
  std::vector<SecurityGroupId> groups;
  for (std::string_view text : ids) {
    auto id = SecurityGroupId::parse(text);
    if (!id) return refuse(kMalformedGroupId, text);
    const SecurityGroup* group = region.network.security_groups.find(*id);
    if (!group || group->account != account) return refuse(kGroupNotFound, text);
    if (std::ranges::find(groups, *id) == groups.end()) groups.push_back(*id);
  }
  if (groups.size() > kGroupsLimit) return refuse(kTooManyGroups, std::to_string(kGroupsLimit));
  return groups;
}

Result<Charging> check_charge(const WantedCharging& wanted) {
  TRY(Charging charging, check_charging(wanted, kChargingErrors));
  if (charging.type == ChargeType::kSpot) return refuse(kChargingErrors.unknown, wanted.type);
  return charging;
}

Result<Traffic> check_traffic(const WantedTraffic& wanted, bool internal, bool prepaid) {
  if (internal) {
    if (!wanted.charge.empty() || wanted.bandwidth_mbps) return refuse(kInternalHasNoInternet);
    return Traffic{};
  }
  Traffic traffic{.charge = std::string(wanted.charge), .bandwidth_mbps = 10};
  if (traffic.charge.empty())
    traffic.charge = prepaid ? "BANDWIDTH_PREPAID" : "TRAFFIC_POSTPAID_BY_HOUR";
  bool by_the_hour = traffic.charge == "TRAFFIC_POSTPAID_BY_HOUR" ||
                     traffic.charge == "BANDWIDTH_POSTPAID_BY_HOUR";
  if (!by_the_hour && !(prepaid && traffic.charge == "BANDWIDTH_PREPAID"))
    return refuse(kUnknownInternetCharge, traffic.charge);
  int64_t bandwidth = wanted.bandwidth_mbps.value_or(traffic.bandwidth_mbps);
  if (bandwidth < 1 || bandwidth > int64_t(kBandwidthLimit))
    return refuse(kBandwidthRange, std::to_string(bandwidth), std::to_string(kBandwidthLimit));
  traffic.bandwidth_mbps = uint32_t(bandwidth);
  return traffic;
}

}  // namespace terrane::load_balancer_rules
