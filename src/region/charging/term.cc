#include "region/charging/term.h"

#include <array>

namespace terrane {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 3> kChargeTypes = {"POSTPAID_BY_HOUR", "PREPAID",
                                                          "SPOTPAID"};
constexpr std::array<std::string_view, 3> kRenewFlags = {
    "NOTIFY_AND_MANUAL_RENEW", "NOTIFY_AND_AUTO_RENEW", "DISABLE_NOTIFY_AND_MANUAL_RENEW"};

}  // namespace

std::string_view name_of(ChargeType charge) {
  return kChargeTypes[size_t(charge)];
}
std::string_view name_of(RenewFlag flag) {
  return kRenewFlags[size_t(flag)];
}

Result<Charging> check_charging(const WantedCharging& wanted, const ChargingErrors& errors,
                                int longest) {
  Charging charging;
  if (wanted.type.empty()) return charging;
  auto found = std::ranges::find(kChargeTypes, wanted.type);
  if (found == kChargeTypes.end()) return refuse(errors.unknown, wanted.type);
  charging.type = ChargeType(found - kChargeTypes.begin());
  if (charging.type != ChargeType::kPrepaid) return charging;
  if (!wanted.months) return refuse(errors.period_missing);
  TRY(charging.months, check_period(*wanted.months, errors.period, longest));
  TRY(charging.renew, check_renew_flag(wanted.renew_flag, errors.renew_flag));
  return charging;
}

Result<int> check_period(int64_t months, const ErrorKind& error, int longest) {
  bool in_months = months >= 1 && months <= 12;
  bool in_years = months >= 12 && months <= longest && months % 12 == 0;
  if (in_months || in_years) return int(months);
  return refuse(error, std::to_string(months));
}

Result<RenewFlag> check_renew_flag(std::string_view flag, const ErrorKind& error) {
  if (flag.empty()) return RenewFlag::kNotifyAndManual;
  auto found = std::ranges::find(kRenewFlags, flag);
  if (found == kRenewFlags.end()) return refuse(error, flag);
  return RenewFlag(found - kRenewFlags.begin());
}

}  // namespace terrane
