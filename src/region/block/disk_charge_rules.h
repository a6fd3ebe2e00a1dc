// How disks are charged (M-24): by the hour, or for months in advance; what that costs; and what
// performance may be bought beyond what a size gives. A disk that was made with its instance is
// charged as that is, for as long as it is attached to it.
#pragma once

#include <optional>
#include <string_view>

#include "model/price.h"
#include "region/block/disk.h"
#include "region/charging/metering.h"

namespace terrane {

inline constexpr uint32_t kLeastForThroughput = 460;  // GiB
inline constexpr uint32_t kThroughputMost = 650;      // MB/s
inline constexpr uint32_t kBackupQuotaMost = 1024;
inline constexpr std::string_view kTypeWithThroughput = "CLOUD_HSSD";

inline constexpr int kLongestDiskPeriod = 36;  // months

inline constexpr ChargingErrors kDiskChargingErrors{
    .unknown = {"InvalidParameterValue",
                "DiskChargeType {} is not offered here; use POSTPAID_BY_HOUR or PREPAID.",
                "不支持云盘计费类型 {}，可选：POSTPAID_BY_HOUR、PREPAID。"},
    .period_missing = {"MissingParameter",
                       "A PREPAID disk needs DiskChargePrepaid.Period, in months.",
                       "PREPAID 云盘必须指定 DiskChargePrepaid.Period（月）。"},
    .period = {"InvalidParameterValue", "Period {} is not offered; use 1 to 12, 24 or 36 months.",
               "不支持购买时长 {}，可选：1 到 12、24、36 个月。"},
    .renew_flag = {"InvalidParameterValue",
                   "RenewFlag {} does not exist; use NOTIFY_AND_AUTO_RENEW, "
                   "NOTIFY_AND_MANUAL_RENEW or DISABLE_NOTIFY_AND_MANUAL_RENEW.",
                   "不存在续费标识 {}，可选：NOTIFY_AND_AUTO_RENEW、NOTIFY_AND_MANUAL_RENEW、"
                   "DISABLE_NOTIFY_AND_MANUAL_RENEW。"}};
inline constexpr ErrorKind kNoExtraThroughput{
    "InvalidParameterValue",
    "ThroughputPerformance is for CLOUD_HSSD disks of 460 GiB and more, up to 650 MB/s; not for a "
    "{} disk of {} GiB with {}.",
    "ThroughputPerformance 仅适用于 460 GiB 及以上的 CLOUD_HSSD 云盘，最大 650 MB/s；{} 云盘 {} "
    "GiB "
    "不支持 {}。"};

Result<Charging> check_disk_charge(std::string_view charge, std::optional<uint64_t> months,
                                   std::string_view renew_flag);
Result<int> check_disk_period(uint64_t months);
Result<RenewFlag> check_disk_renewal(std::string_view flag);
// What is bought beyond what the size gives; 0: nothing, which any disk may have.
Result<uint32_t> check_throughput(const DiskType& type, uint64_t size_gib, int64_t mbps,
                                  const ErrorKind& error = kNoExtraThroughput);

// Whether the disk stays, and is paid as it was, when a prepaid instance that has it is given back.
bool outlives_return(const Disk& disk);

// What the disk costs by the hour, at its list price.
Money hourly_price_of_disk(const Catalogue& catalogue, const Disk& disk);
// For each hour, or for all months in advance.
Price price_of_disk(const Catalogue& catalogue, const Disk& disk, const Charging& charging);
// Charged from its creation until it is gone; one that was returned, or has expired, costs nothing.
Rate rate_of_disk(const Catalogue& catalogue, const Disk& disk);

}  // namespace terrane
