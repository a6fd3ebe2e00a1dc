// What holds for every automatic snapshot policy, on one page: scope, limits, values, references.
//
// Scope: one region (M-32). ID: asp-. Limits: Limits::snapshot_policies per account and region,
// Limits::disks_per_snapshot_policy. Refers to: the disks bound to it, each of which leaves it when
// it goes. Deleting it leaves the snapshots it made. At each of its times it makes one snapshot of
// every bound disk that can have one then; those it cannot make, it passes over.
#pragma once

#include <span>
#include <string_view>

#include "base/error.h"
#include "region/block/disks.h"

namespace terrane::snapshot_policy_rules {

inline constexpr size_t kNameCharacters = 60;
inline constexpr uint32_t kRetentionDefault = 7;  // days
inline constexpr uint32_t kRetentionMost = 65536;
inline constexpr uint32_t kIntervalMost = 365;
inline constexpr size_t kSchedulesMost = 10;
inline constexpr size_t kPoliciesPerCall = 100;

// --- Which policy. ---
inline constexpr ErrorKind kMalformedId{
    "InvalidParameterValue", "{} is not an automatic snapshot policy's ID (asp- and 8 characters).",
    "{} 不是合法的定期快照策略 ID（asp- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "InvalidAutoSnapshotPolicyId.NotFound",
    "There is no automatic snapshot policy {} in this region; DescribeAutoSnapshotPolicies lists "
    "yours.",
    "本地域不存在定期快照策略 {}，可通过 DescribeAutoSnapshotPolicies 查询。"};
inline constexpr ErrorKind kNoneNamed{"MissingParameter",
                                      "AutoSnapshotPolicyIds is empty; name at least one policy.",
                                      "AutoSnapshotPolicyIds 为空，请至少指定一个策略。"};
inline constexpr ErrorKind kTooManyNamed{
    "InvalidParameterValue.LimitExceeded",
    "AutoSnapshotPolicyIds may name at most {} policies in one call.",
    "AutoSnapshotPolicyIds 单次最多指定 {} 个策略。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded.AutoSnapshotPolicyOutOfQuota",
    "This account may have {} automatic snapshot policies in this region; delete some first.",
    "本账号在该地域最多创建 {} 个定期快照策略，请先删除部分策略。"};

// --- Its values. ---
inline constexpr ErrorKind kNoSchedule{"MissingParameter",
                                       "Policy is empty; say at which hours of which days.",
                                       "Policy 为空，请指定执行的日期和整点。"};
inline constexpr ErrorKind kTooManySchedules{
    "InvalidParameterValue", "Policy may hold at most {} schedules.", "Policy 最多包含 {} 项。"};
inline constexpr ErrorKind kOneKindOfDay{
    "InvalidParameterValue",
    "Each schedule names days in one way: DayOfWeek, DayOfMonth or IntervalDays.",
    "每项计划只能以一种方式指定日期：DayOfWeek、DayOfMonth 或 IntervalDays。"};
inline constexpr ErrorKind kOutOfRange{"InvalidParameterValue", "{} {} is not one of {} to {}.",
                                       "{} 的值 {} 超出范围 {} 到 {}。"};
inline constexpr ErrorKind kNoHour{"InvalidParameterValue",
                                   "Hour is empty; name at least one hour, 0 to 23.",
                                   "Hour 为空，请至少指定一个整点（0 到 23）。"};
inline constexpr ErrorKind kNameLength{"InvalidParameterValue",
                                       "AutoSnapshotPolicyName may have at most 60 characters.",
                                       "AutoSnapshotPolicyName 最多 60 个字符。"};
inline constexpr ErrorKind kRetention{
    "InvalidParameterValue",
    "RetentionDays is {}, but must be 1 to {}; IsPermanent keeps snapshots for good.",
    "RetentionDays 为 {}，取值范围为 1 到 {}；永久保留请使用 IsPermanent。"};
inline constexpr ErrorKind kPermanentWithRetention{"InvalidParameterValue",
                                                   "Give IsPermanent or RetentionDays, not both.",
                                                   "IsPermanent 与 RetentionDays 不能同时指定。"};
inline constexpr ErrorKind kNothingToChange{
    "MissingParameter", "Name at least one attribute to change.", "请至少指定一个要修改的属性。"};

// --- Its disks. ---
inline constexpr ErrorKind kNoDisks{"MissingParameter", "DiskIds is empty; name at least one disk.",
                                    "DiskIds 为空，请至少指定一块云盘。"};
inline constexpr ErrorKind kNothingToUnbind{"MissingParameter",
                                            "Name disks by DiskIds, or instances by InstanceIds.",
                                            "请指定 DiskIds 或 InstanceIds。"};
inline constexpr ErrorKind kTooManyDisks{
    "InvalidParameterValue.BindDiskLimitExceeded",
    "Policy {} may have {} disks and would have {}; use another policy.",
    "策略 {} 最多绑定 {} 块云盘，本次操作将达到 {}，请使用其他策略。"};
inline constexpr ErrorKind kAlreadyBound{"InvalidDisk.AlreadyBound",
                                         "Disk {} is bound to policy {} already.",
                                         "云盘 {} 已绑定策略 {}。"};
inline constexpr ErrorKind kNotBound{"InvalidDiskId.NotFound", "Disk {} is not bound to policy {}.",
                                     "云盘 {} 未绑定策略 {}。"};
inline constexpr ErrorKind kLocalDisk{
    "InvalidDisk.NotSupported", "Disk {} is a disk of its instance's host, which has no snapshots.",
    "磁盘 {} 为本地盘，不支持快照。"};
inline constexpr ErrorKind kInstanceNotFound{
    "InvalidParameterValue",
    "There is no instance {} in this region; DescribeInstances lists yours.",
    "本地域不存在实例 {}，可通过 DescribeInstances 查询。"};

// As a request names them.
struct WantedSchedule {
  std::span<const uint64_t> hours;
  std::span<const uint64_t> days_of_week;
  std::span<const uint64_t> days_of_month;
  std::optional<uint64_t> interval_days;
};
Result<std::vector<SnapshotSchedule>> check_schedules(std::span<const WantedSchedule> wanted);
Result<void> check_name(std::string_view name);
// Days to keep a snapshot; 0: for good.
Result<uint32_t> check_retention(std::optional<bool> permanent, std::optional<uint64_t> days,
                                 uint32_t otherwise);

// The first time after `now` that one of the schedules names; intervals count from `begun`.
Time next_time(std::span<const SnapshotSchedule> schedules, Time begun, Time now);

}  // namespace terrane::snapshot_policy_rules
