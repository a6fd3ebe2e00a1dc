#include "region/compute/instance_charge_rules.h"

#include <array>

namespace terrane {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 3> kStopModes = {"NOT_APPLICABLE", "KEEP_CHARGING",
                                                        "STOP_CHARGING"};

}  // namespace

std::string_view name_of(StopMode mode) {
  return kStopModes[size_t(mode)];
}

uint32_t quota_of(const Limits& limits, ChargeType charge) {
  switch (charge) {
    case ChargeType::kPrepaid:
      return limits.prepaid_instances_per_zone;
    case ChargeType::kSpot:
      return limits.spot_instances_per_zone;
    default:
      return limits.postpaid_instances_per_zone;
  }
}

Result<void> check_quota(const RegionCell& region, AccountId account, const Zone& zone,
                         ChargeType charge, uint32_t more) {
  static constexpr std::array<const ErrorKind*, 3> kKinds = {&kPostpaidQuota, &kPrepaidQuota,
                                                             &kSpotQuota};
  uint32_t quota = quota_of(region.catalogue.limits(), charge);
  uint32_t wanted = region.compute.counts.count(account, zone.number, charge) + more;
  if (wanted > quota)
    return refuse(*kKinds[size_t(charge)], std::to_string(quota), zone.id, std::to_string(wanted));
  return {};
}

}  // namespace terrane
