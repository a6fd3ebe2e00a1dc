#include "region/compute/instance_charge_rules.h"

#include <algorithm>

namespace terrane {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 3> kChargeTypes = {"POSTPAID_BY_HOUR", "PREPAID",
                                                          "SPOTPAID"};
constexpr std::array<std::string_view, 3> kRenewFlags = {
    "NOTIFY_AND_MANUAL_RENEW", "NOTIFY_AND_AUTO_RENEW", "DISABLE_NOTIFY_AND_MANUAL_RENEW"};
constexpr std::array<std::string_view, 3> kStopModes = {"NOT_APPLICABLE", "KEEP_CHARGING",
                                                        "STOP_CHARGING"};

}  // namespace

std::string_view name_of(ChargeType charge) {
  return kChargeTypes[size_t(charge)];
}
std::string_view name_of(RenewFlag flag) {
  return kRenewFlags[size_t(flag)];
}
std::string_view name_of(StopMode mode) {
  return kStopModes[size_t(mode)];
}

Result<int> check_period(int64_t months) {
  static constexpr int64_t kLong[] = {24, 36, 48, 60};
  if ((months >= 1 && months <= 12) || std::ranges::find(kLong, months) != std::end(kLong))
    return int(months);
  return refuse(kBadPeriod, std::to_string(months));
}

Result<RenewFlag> check_renew_flag(std::string_view flag) {
  if (flag.empty()) return RenewFlag::kNotifyAndManual;
  for (size_t i = 0; i < kRenewFlags.size(); ++i)
    if (kRenewFlags[i] == flag) return RenewFlag(i);
  return refuse(kUnknownRenewFlag, flag);
}

Result<Charge> check_charge(std::string_view type, std::optional<int64_t> months,
                            std::string_view renew_flag) {
  Charge charge;
  if (type.empty()) return charge;
  auto found = std::ranges::find(kChargeTypes, type);
  if (found == kChargeTypes.end()) return refuse(kUnknownChargeType, type);
  charge.type = ChargeType(found - kChargeTypes.begin());
  if (charge.type != ChargeType::kPrepaid) return charge;
  if (!months) return refuse(kPrepaidNeedsPeriod);
  TRY(charge.months, check_period(*months));
  TRY(charge.renew, check_renew_flag(renew_flag));
  return charge;
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
