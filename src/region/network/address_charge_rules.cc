#include "region/network/address_charge_rules.h"

#include <algorithm>
#include <array>

namespace terrane {
namespace {

// By AddressCharge's numbers.
constexpr std::array<std::string_view, 3> kNames = {
    "TRAFFIC_POSTPAID_BY_HOUR", "BANDWIDTH_POSTPAID_BY_HOUR", "BANDWIDTH_PREPAID_BY_MONTH"};
// By the numbers that the API gives them.
constexpr std::array<RenewFlag, 3> kRenewFlags = {
    RenewFlag::kNotifyAndManual, RenewFlag::kNotifyAndAuto, RenewFlag::kSilentAndManual};

constexpr ErrorKind kUnknown{
    "InvalidParameterValue.Combination",
    "InternetChargeType {} is not offered; use TRAFFIC_POSTPAID_BY_HOUR, "
    "BANDWIDTH_POSTPAID_BY_HOUR or BANDWIDTH_PREPAID_BY_MONTH.",
    "不支持计费方式 {}，可选：TRAFFIC_POSTPAID_BY_HOUR、BANDWIDTH_POSTPAID_BY_HOUR、"
    "BANDWIDTH_PREPAID_BY_MONTH。"};
constexpr ErrorKind kPeriodMissing{
    "InvalidParameterValue.Combination",
    "BANDWIDTH_PREPAID_BY_MONTH needs AddressChargePrepaid with Period, in months.",
    "BANDWIDTH_PREPAID_BY_MONTH 必须指定 AddressChargePrepaid.Period（月）。"};
constexpr ErrorKind kPeriod{"InvalidParameterValue.Range",
                            "Period {} is not offered; use 1 to 12, 24 or 36 months.",
                            "不支持购买时长 {}，可选：1 到 12、24、36 个月。"};
constexpr ErrorKind kRenewFlag{"InvalidParameterValue.Range",
                               "AutoRenewFlag {} does not exist; use 0, 1 or 2.",
                               "不存在 AutoRenewFlag {}，可选：0、1、2。"};
constexpr ErrorKind kBandwidth{"InvalidParameterValue.BandwidthOutOfRange",
                               "InternetMaxBandwidthOut is {}, but must be 1 to {} Mbps.",
                               "InternetMaxBandwidthOut 为 {}，取值范围为 1 到 {} Mbps。"};

constexpr int kLongestAddressPeriod = 36;

constexpr ErrorKind with_code(ErrorKind error, std::string_view code) {
  error.code = code;
  return error;
}

}  // namespace

constexpr AddressChargeErrors kAllocationChargeErrors{
    .unknown = kUnknown,
    .period_missing = kPeriodMissing,
    .period = kPeriod,
    .renew_flag = kRenewFlag,
    .too_little = with_code(kBandwidth, "InvalidParameterValue.BandwidthTooSmall"),
    .too_much = kBandwidth};
constexpr AddressChargeErrors kInquiryChargeErrors{
    .unknown = kUnknown,
    .period_missing = with_code(kPeriodMissing, "MissingParameter"),
    .period = with_code(kPeriod, "InvalidParameterValue.Combination"),
    .renew_flag = with_code(kRenewFlag, "InvalidParameterValue.Combination"),
    .too_little = kBandwidth,
    .too_much = kBandwidth};
constexpr AddressChargeErrors kNewChargeErrors{
    .unknown = with_code(kUnknown, "UnsupportedOperation.InvalidAddressInternetChargeType"),
    .period_missing = kPeriodMissing,
    .period = kPeriod,
    .renew_flag = kRenewFlag,
    .too_little = with_code(kBandwidth, "InvalidParameterValue.Range"),
    .too_much = with_code(kBandwidth, "InvalidParameterValue.Range")};

std::string_view name_of(AddressCharge charge) {
  return kNames[size_t(charge)];
}

Result<uint32_t> check_address_bandwidth(const RegionCell& region, int64_t mbps,
                                         const AddressChargeErrors& errors) {
  int64_t most = region.catalogue.limits().internet_bandwidth_mbps;
  if (mbps < 1) return refuse(errors.too_little, std::to_string(mbps), std::to_string(most));
  if (mbps > most) return refuse(errors.too_much, std::to_string(mbps), std::to_string(most));
  return uint32_t(mbps);
}

Result<int> check_address_period(int64_t months, const AddressChargeErrors& errors) {
  return check_period(months, errors.period, kLongestAddressPeriod);
}

Result<RenewFlag> check_address_renewal(std::optional<int64_t> flag,
                                        const AddressChargeErrors& errors) {
  int64_t number = flag.value_or(1);
  if (number < 0 || number >= int64_t(kRenewFlags.size()))
    return refuse(errors.renew_flag, std::to_string(number));
  return kRenewFlags[size_t(number)];
}

Result<AddressCharging> check_address_charge(const RegionCell& region,
                                             const WantedAddressCharge& wanted,
                                             const AddressChargeErrors& errors) {
  AddressCharging charging;
  if (!wanted.charge.empty()) {
    auto found = std::ranges::find(kNames, wanted.charge);
    if (found == kNames.end()) return refuse(errors.unknown, wanted.charge);
    charging.charge = AddressCharge(found - kNames.begin());
  }
  TRY(charging.bandwidth_mbps,
      check_address_bandwidth(region, wanted.bandwidth_mbps.value_or(1), errors));
  if (charging.charge != AddressCharge::kBandwidthByMonth) return charging;
  if (!wanted.period_months) return refuse(errors.period_missing);
  TRY(charging.months, check_address_period(*wanted.period_months, errors));
  TRY(charging.renew, check_address_renewal(wanted.renew_flag, errors));
  return charging;
}

Price price_of_address(const Prices& prices, const AddressCharging& charging) {
  Money bandwidth = prices.bandwidth_per_mbps_hour * charging.bandwidth_mbps;
  switch (charging.charge) {
    case AddressCharge::kTraffic:
      return {prices.traffic_per_gb};
    case AddressCharge::kBandwidthByHour:
      return price_by_the_hour(bandwidth);
    case AddressCharge::kBandwidthByMonth:
      return price_in_advance(prices, bandwidth, uint32_t(charging.months));
  }
  impossible("an elastic IP is charged in some way");
}

Rate rate_of_address(const Catalogue& catalogue, const Address& address) {
  const Prices& prices = catalogue.prices();
  Money bandwidth = prices.bandwidth_per_mbps_hour * address.bandwidth_mbps;
  if (address.is_paid_in_advance()) return {.in_advance = bandwidth, .paid_until = address.expires};
  Money idle = address.is_bound() ? Money{} : prices.idle_address_per_hour;
  bool by_bandwidth = address.charge == AddressCharge::kBandwidthByHour;
  return {.by_hour = by_bandwidth ? idle + bandwidth : idle};
}

}  // namespace terrane
