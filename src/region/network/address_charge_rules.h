// How elastic IPs are charged: by traffic, or for their bandwidth by the hour or by the month
// (M-24); and what that costs. An address that is bound to nothing costs by the hour.
#pragma once

#include <optional>
#include <string_view>

#include "model/price.h"
#include "region/charging/metering.h"
#include "region/network/address.h"
#include "region/region_cell.h"

namespace terrane {

// The codes differ between the actions; these are the pages of three of them.
struct AddressChargeErrors {
  ErrorKind unknown;  // {} = what was given
  ErrorKind period_missing;
  ErrorKind period;      // {} = what was given
  ErrorKind renew_flag;  // {} = what was given
  ErrorKind too_little;  // {} = what was given, {} = the most
  ErrorKind too_much;    // the same
};
extern const AddressChargeErrors kAllocationChargeErrors;  // AllocateAddresses, …Bandwidth
extern const AddressChargeErrors kInquiryChargeErrors;     // InquiryPriceAllocateAddresses
extern const AddressChargeErrors kNewChargeErrors;  // ModifyAddressInternetChargeType, Renew…

inline constexpr ErrorKind kAddressChargeStays{"InvalidParameterValue.InternetChargeTypeNotChanged",
                                               "Elastic IP {} is charged by {} already.",
                                               "弹性公网 IP {} 的计费方式已为 {}。"};
inline constexpr ErrorKind kChargeChangedTooOften{
    "LimitExceeded.ModifyAddressInternetChargeTypeQuota",
    "The way elastic IP {} is charged was changed {} times, which is the limit.",
    "弹性公网 IP {} 的计费方式已修改 {} 次，达到上限。"};
inline constexpr ErrorKind kNotChargedByMonth{
    "UnsupportedOperation.InvalidAddressInternetChargeType",
    "Elastic IP {} is charged by {}; RenewAddresses is for BANDWIDTH_PREPAID_BY_MONTH.",
    "弹性公网 IP {} 的计费方式为 {}，RenewAddresses 仅适用于 BANDWIDTH_PREPAID_BY_MONTH。"};

std::string_view name_of(AddressCharge charge);

struct WantedAddressCharge {
  std::string_view charge;                // empty: by traffic
  std::optional<int64_t> bandwidth_mbps;  // absent: 1
  std::optional<int64_t> period_months;
  std::optional<int64_t> renew_flag;  // 0: notify; 1, or absent: renew; 2: neither
};
struct AddressCharging {
  AddressCharge charge = AddressCharge::kTraffic;
  uint32_t bandwidth_mbps = 1;
  int months = 0;  // where it is charged by the month
  RenewFlag renew = RenewFlag::kNotifyAndManual;
};
Result<AddressCharging> check_address_charge(const RegionCell& region,
                                             const WantedAddressCharge& wanted,
                                             const AddressChargeErrors& errors);
// Its parts, for what changes one of them.
Result<uint32_t> check_address_bandwidth(const RegionCell& region, int64_t mbps,
                                         const AddressChargeErrors& errors);
Result<int> check_address_period(int64_t months, const AddressChargeErrors& errors);
Result<RenewFlag> check_address_renewal(std::optional<int64_t> flag,
                                        const AddressChargeErrors& errors);

// For all months in advance, for each hour, or for each GB.
Price price_of_address(const Prices& prices, const AddressCharging& charging);

// One that is charged as it is used costs by the hour while it is bound to nothing, too.
Rate rate_of_address(const Catalogue& catalogue, const Address& address);

}  // namespace terrane
