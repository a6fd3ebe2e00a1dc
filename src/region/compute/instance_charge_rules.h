// How instances are charged (M-24): by the hour, for months in advance, or as spot.
#pragma once

#include "region/charging/term.h"
#include "region/compute/instance.h"
#include "region/region_cell.h"

namespace terrane {

inline constexpr ErrorKind kUnknownChargeType{
    "InvalidParameterValue",
    "InstanceChargeType {} is not offered here; use POSTPAID_BY_HOUR, PREPAID or SPOTPAID.",
    "不支持计费模式 {}，可选：POSTPAID_BY_HOUR、PREPAID、SPOTPAID。"};
inline constexpr ErrorKind kPrepaidNeedsPeriod{
    "MissingParameter", "A PREPAID instance needs InstanceChargePrepaid.Period, in months.",
    "PREPAID 实例必须指定 InstanceChargePrepaid.Period（月）。"};
inline constexpr ErrorKind kBadPeriod{
    "InvalidPeriod", "Period {} is not offered; use 1 to 12, 24, 36, 48 or 60 months.",
    "不支持购买时长 {}，可选：1 到 12、24、36、48、60 个月。"};
inline constexpr ErrorKind kUnknownRenewFlag{
    "InvalidParameterValue",
    "RenewFlag {} does not exist; use NOTIFY_AND_AUTO_RENEW, NOTIFY_AND_MANUAL_RENEW or "
    "DISABLE_NOTIFY_AND_MANUAL_RENEW.",
    "不存在续费标识 {}，可选：NOTIFY_AND_AUTO_RENEW、NOTIFY_AND_MANUAL_RENEW、"
    "DISABLE_NOTIFY_AND_MANUAL_RENEW。"};
inline constexpr ErrorKind kPostpaidQuota{
    "LimitExceeded.InstanceQuota",
    "This account may have {} instances charged by the hour in zone {} and would have {}; "
    "terminate "
    "some, or use another zone.",
    "本账号的按量计费实例配额为 {}（可用区 {}），本次操作将达到 "
    "{}，请先退还部分实例或更换可用区。"};
inline constexpr ErrorKind kPrepaidQuota{
    "LimitExceeded.PrepayQuota",
    "This account may have {} prepaid instances in zone {} and would have {}; use another zone.",
    "本账号的包年包月实例配额为 {}（可用区 {}），本次操作将达到 {}，请更换可用区。"};
inline constexpr ErrorKind kSpotQuota{
    "LimitExceeded.SpotQuota",
    "This account may have {} spot instances in zone {} and would have {}; use another zone.",
    "本账号的竞价实例配额为 {}（可用区 {}），本次操作将达到 {}，请更换可用区。"};

inline constexpr ChargingErrors kInstanceChargingErrors{.unknown = kUnknownChargeType,
                                                        .period_missing = kPrepaidNeedsPeriod,
                                                        .period = kBadPeriod,
                                                        .renew_flag = kUnknownRenewFlag};

std::string_view name_of(StopMode mode);

// So many more instances of a charge type in a zone stay within the account's quota.
Result<void> check_quota(const RegionCell& region, AccountId account, const Zone& zone,
                         ChargeType charge, uint32_t more);
uint32_t quota_of(const Limits& limits, ChargeType charge);

}  // namespace terrane
