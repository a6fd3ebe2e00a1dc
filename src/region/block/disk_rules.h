// What holds for every disk, on one page: scope, limits, values, references, and what blocks its
// termination.
//
// Scope: one region, every zone (M-31): it attaches to any instance of its region, or of its zone
// only where the catalogue says so (DiskScope). ID: disk-. Limits: Limits::disks per account and
// region, Limits::disks_per_call made or attached in one call, Limits::data_disks_per_instance.
// Refers to: the instance it is attached to; when that goes, the disk goes with it or is attached
// to nothing. Terminated only while it is attached to nothing; a prepaid one is returned first
// (isolated), and gone by the second call. Disks of an instance's host (LOCAL_…) come and go with
// the instance; nothing but reading is done to them here.
#pragma once

#include <string_view>

#include "base/error.h"
#include "region/block/disks.h"

namespace terrane::disk_rules {

inline constexpr size_t kNameCharacters = 60;
inline constexpr size_t kDisksPerChange = 100;  // named in one call that changes them

// --- Which disks. ---
inline constexpr ErrorKind kNoneNamed{"MissingParameter",
                                      "DiskIds is empty; name at least one disk.",
                                      "DiskIds 为空，请至少指定一块云盘。"};
inline constexpr ErrorKind kTooManyNamed{"InvalidParameterValue.LimitExceeded",
                                         "DiskIds may name at most {} disks in one call.",
                                         "DiskIds 单次最多指定 {} 块云盘。"};
inline constexpr ErrorKind kDiskIdMissing{"MissingParameter", "DiskId is required.",
                                          "缺少参数 DiskId。"};

// --- Making one. ---
inline constexpr ErrorKind kZoneOfAnotherRegion{
    "InvalidParameterValue", "Zone {} is not one of region {}'s; DescribeZones lists those.",
    "可用区 {} 不属于地域 {}，可通过 DescribeZones 查询。"};
inline constexpr ErrorKind kZoneSoldOut{
    "ResourceInsufficient",
    "Zone {} is sold out: it sells no new disks. Use another zone of the region.",
    "可用区 {} 已售罄，不再提供新的云盘，请更换可用区。"};
inline constexpr ErrorKind kZoneWithoutPower{
    "ResourceInsufficient",
    "Zone {} has no power (fault {}): no disk can be made there until it is healed. Use another "
    "zone of the region.",
    "可用区 {} 断电（故障 {}），恢复前无法创建云盘，请更换可用区。"};
inline constexpr ErrorKind kCountRange{"InvalidParameterValue",
                                       "DiskCount is {}, but must be 1 to {} in one call.",
                                       "DiskCount 为 {}，单次取值范围为 1 到 {}。"};
inline constexpr ErrorKind kTooMany{
    "InvalidParameterValue.LimitExceeded",
    "This account may have {} disks in this region and would have {}; terminate some first.",
    "本账号在该地域的云盘配额为 {}，本次操作将达到 {}，请先退还部分云盘。"};
inline constexpr ErrorKind kUnknownType{
    "InvalidParameterValue", "There is no cloud disk type {}; DescribeDiskConfigQuota lists them.",
    "不存在云盘类型 {}，可通过 DescribeDiskConfigQuota 查询。"};
inline constexpr ErrorKind kSizeMissing{
    "MissingParameter", "DiskSize is required, unless the disk is made from a snapshot.",
    "缺少 DiskSize；仅由快照创建云盘时可不指定。"};
inline constexpr ErrorKind kSize{
    "InvalidParameter.DiskConfigNotSupported",
    "A {} disk of {} GiB is not offered: it takes {} to {}, in steps of {}.",
    "不支持 {} 类型 {} GiB 的云盘，取值范围为 {} 到 {}，步长为 {}。"};
inline constexpr ErrorKind kLargerSnapshot{
    "InvalidParameterValue",
    "A disk of {} GiB is too small for snapshot {}, which is of a disk of {} GiB.",
    "云盘 {} GiB 小于快照 {} 的 {} GiB。"};
inline constexpr ErrorKind kUnfitSnapshot{
    "InvalidParameterValue",
    "Disks are made from finished snapshots of data disks; snapshot {} is none.",
    "只能使用已完成的数据盘快照创建云盘，快照 {} 不符合。"};
inline constexpr ErrorKind kNoProject{"InvalidParameter.ProjectIdNotExist",
                                      "There is no project {}; DescribeProjects lists yours.",
                                      "不存在项目 {}，可通过 DescribeProjects 查询。"};
inline constexpr ErrorKind kNoProjectLikeThat{"InvalidParameterValue", kNoProject.english,
                                              kNoProject.chinese};
inline constexpr ErrorKind kNotOffered{"InvalidParameter.DiskConfigNotSupported",
                                       "{} is not offered by this cloud; leave it out.",
                                       "本云不支持 {}，请去掉该参数。"};
inline constexpr ErrorKind kBackupQuota{"InvalidParameterValue",
                                        "DiskBackupQuota is {}, but may be at most {}.",
                                        "DiskBackupQuota 为 {}，最大为 {}。"};
inline constexpr ErrorKind kInstancesPerDisk{
    "InvalidParameterValue",
    "AutoMountConfiguration names {} instances for {} disks; name one for each disk.",
    "AutoMountConfiguration 指定了 {} 台实例，而云盘为 {} 块，请为每块云盘指定一台。"};
inline constexpr ErrorKind kNameLength{"InvalidParameterValue",
                                       "DiskName may have at most 60 characters.",
                                       "DiskName 最多 60 个字符。"};

// --- What it is attached to. ---
inline constexpr ErrorKind kMalformedInstanceId{
    "InvalidParameterValue", "{} is not an instance's ID (ins- and 8 characters).",
    "{} 不是合法的实例 ID（ins- 加 8 位字符）。"};
inline constexpr ErrorKind kInstanceNotFound{
    "InvalidInstanceId.NotFound",
    "There is no instance {} in this region; DescribeInstances lists yours.",
    "本地域不存在实例 {}，可通过 DescribeInstances 查询。"};
inline constexpr ErrorKind kNoInstanceToCount{"InvalidParameterValue", kInstanceNotFound.english,
                                              kInstanceNotFound.chinese};
inline constexpr ErrorKind kInstanceState{
    "InvalidInstance.NotSupported",
    "Instance {} is {}; disks are attached and detached while it runs or is stopped.",
    "实例 {} 的状态为 {}，仅运行中或已关机的实例可挂载和卸载云盘。"};
inline constexpr ErrorKind kAttached{"ResourceUnavailable.Attached",
                                     "Disk {} is attached to instance {}; detach it first.",
                                     "云盘 {} 已挂载到实例 {}，请先卸载。"};
inline constexpr ErrorKind kNotAttached{"ResourceUnavailable.NotSupported",
                                        "Disk {} is attached to nothing.", "云盘 {} 未挂载。"};
inline constexpr ErrorKind kAttachedElsewhere{"InvalidParameterValue",
                                              "Disk {} is attached to instance {}, not to {}.",
                                              "云盘 {} 挂载在实例 {} 上，而不是 {}。"};
inline constexpr ErrorKind kOtherZone{
    "ResourceUnavailable.ZoneNotMatch",
    "Disk {} is of zone {} and instance {} of zone {}: here, disks attach within their zone.",
    "云盘 {} 位于可用区 {}，实例 {} 位于可用区 {}：云盘只能挂载到同一可用区的实例。"};
inline constexpr ErrorKind kTooManyOfInstance{
    "LimitExceeded.InstanceAttachedDisk",
    "Instance {} may have {} data disks and would have {}; detach some first.",
    "实例 {} 最多挂载 {} 块数据盘，本次操作将达到 {}，请先卸载部分云盘。"};
inline constexpr ErrorKind kUnknownAttachMode{
    "InvalidParameterValue", "AttachMode {} is not offered; leave it out, or use PF or VF.",
    "不支持挂载模式 {}，请不填，或使用 PF、VF。"};
inline constexpr ErrorKind kSystemDisk{"InvalidDisk.TypeError",
                                       "Disk {} is the system disk of instance {}, which it stays.",
                                       "云盘 {} 是实例 {} 的系统盘，不支持该操作。"};
inline constexpr ErrorKind kNotPortable{
    "InvalidDisk.NotPortable",
    "Disk {} is a disk of the host of instance {}: it comes and goes with the instance.",
    "磁盘 {} 为实例 {} 的本地盘，随实例创建和释放。"};

// --- What may be done now. ---
inline constexpr ErrorKind kIsolated{
    "ResourceUnavailable.NotSupported",
    "Disk {} was returned or has expired; renew it by RenewDisk first.",
    "云盘 {} 已退还或到期，请先通过 RenewDisk 续费。"};
inline constexpr ErrorKind kExpired{"ResourceUnavailable.Expire", kIsolated.english,
                                    kIsolated.chinese};
inline constexpr ErrorKind kBusy{
    "ResourceBusy", "Something else is under way on disk {}; DescribeDisks tells when it is done.",
    "云盘 {} 有其他操作正在进行，可通过 DescribeDisks 查询进度。"};
inline constexpr ErrorKind kInvalidBusy{"InvalidDisk.Busy", kBusy.english, kBusy.chinese};
inline constexpr ErrorKind kMigrating{"ResourceInUse.DiskMigrating",
                                      "Disk {} is changing its type; try again when it is done.",
                                      "云盘 {} 正在变更类型，请稍后重试。"};
inline constexpr ErrorKind kSnapshotCreating{
    "ResourceUnavailable.SnapshotCreating",
    "Snapshot {} of disk {} is not finished; try again when it is.",
    "快照 {}（云盘 {}）正在创建中，请稍后重试。"};
inline constexpr ErrorKind kLocal{
    "InvalidDisk.NotSupported",
    "Disk {} is a disk of its instance's host, for which there is no such operation.",
    "磁盘 {} 为本地盘，不支持该操作。"};

inline constexpr ErrorKind kForDataDisks{"InvalidDisk.NotSupported",
                                         "Disk {} is no cloud data disk, and this is for those.",
                                         "{} 不是云数据盘，不支持该操作。"};
inline constexpr ErrorKind kInstanceMoves{
    "InvalidDisk.NotSupported",
    "The instance of disk {} is starting, stopping or going; try again when it runs or is stopped.",
    "云盘 {} 所挂载的实例状态正在变化，请在其运行中或已关机时重试。"};

// --- Changing it. ---
inline constexpr ErrorKind kCannotShrink{"InvalidParameterValue",
                                         "Disk {} has {} GiB; it can grow, not change to {}.",
                                         "云盘 {} 的容量为 {} GiB，只能扩容，不能改为 {}。"};
inline constexpr ErrorKind kNothingToChange{
    "MissingParameter", "Name at least one attribute to change, such as DiskName.",
    "请至少指定一个要修改的属性，例如 DiskName。"};
inline constexpr ErrorKind kStaysPortable{"ResourceUnavailable.NotSupported",
                                          "Disk {} {} portable, and stays so.",
                                          "云盘 {} 的弹性属性（{} portable）不能修改。"};
inline constexpr ErrorKind kNoInstanceToGoWith{
    "ResourceUnavailable.NotSupported",
    "DeleteWithInstance is for data disks that are attached and charged by the hour; not for {}.",
    "DeleteWithInstance 仅适用于已挂载的按量计费数据盘，{} 不支持。"};
inline constexpr ErrorKind kTypeStays{"InvalidParameterValue", "Disk {} is of type {} already.",
                                      "云盘 {} 的类型已为 {}。"};
inline constexpr ErrorKind kOneTypeAtATime{"InvalidParameterValue.LimitExceeded",
                                           "DiskType is changed for one disk in a call, not {}.",
                                           "单次只能变更一块云盘的 DiskType，而不是 {} 块。"};
inline constexpr ErrorKind kNoneToChange{"ResourceNotFound.NotFound", disks::kNotFound.english,
                                         disks::kNotFound.chinese};
inline constexpr ErrorKind kUnknownBurst{
    "InvalidParameterValue", "BurstPerformanceOperation must be CREATE or CANCEL, not {}.",
    "BurstPerformanceOperation 应为 CREATE 或 CANCEL，而不是 {}。"};
inline constexpr ErrorKind kThroughputOfOther{
    "InvalidDisk.NotSupported",
    "Extra throughput is for data disks of type CLOUD_HSSD and 460 GiB or more, up to 650 MB/s; "
    "not for a {} disk of {} GiB with {}.",
    "额外性能仅适用于 460 GiB 及以上的 CLOUD_HSSD 数据盘，最大 650 MB/s；{} 云盘 {} GiB 不支持 "
    "{}。"};
inline constexpr ErrorKind kNoBackups{"ResourceUnavailable.NotSupported",
                                      "Backup points are for cloud data disks; disk {} is none.",
                                      "备份点仅适用于云数据盘，{} 不支持。"};
inline constexpr ErrorKind kBackupQuotaRange{"InvalidParameter", kBackupQuota.english,
                                             kBackupQuota.chinese};
inline constexpr ErrorKind kExpiredDisk{"InvalidDisk.Expire", kIsolated.english, kIsolated.chinese};
inline constexpr ErrorKind kFollowsInstance{
    "InvalidDisk.NotSupported",
    "Disk {} is charged with instance {}, as that is; change the charging of the instance.",
    "云盘 {} 随实例 {} 计费，请修改该实例的计费方式。"};
inline constexpr ErrorKind kRenewedWithInstance{"InvalidParameterValue", kFollowsInstance.english,
                                                kFollowsInstance.chinese};
inline constexpr ErrorKind kNotPrepaid{"InvalidParameterValue",
                                       "Disk {} is charged by {}; {} is for PREPAID disks.",
                                       "云盘 {} 的计费类型为 {}，{} 仅适用于 PREPAID 云盘。"};
inline constexpr ErrorKind kChargeStays{"ResourceUnavailable.NotSupported",
                                        "Disk {} is charged by {} already.",
                                        "云盘 {} 的计费类型已为 {}。"};
inline constexpr ErrorKind kOneChargeType{
    "InvalidParameter", "Give DiskChargePrepaid, or DiskChargePostpaid as true.",
    "请指定 DiskChargePrepaid，或将 DiskChargePostpaid 设为 true。"};
inline constexpr ErrorKind kBadInstanceDeadline{
    "InvalidParameterValue", "CurInstanceDeadline {} is not a time such as 2026-12-31 00:00:00.",
    "CurInstanceDeadline {} 不是合法的时间，例如 2026-12-31 00:00:00。"};

// --- Rolling it back. ---
inline constexpr ErrorKind kSnapshotOfAnother{
    "InvalidSnapshot.NotSupported",
    "Snapshot {} is of disk {}; disk {} is rolled back to one of its own.",
    "快照 {} 属于云盘 {}，云盘 {} 只能回滚到自己的快照。"};
inline constexpr ErrorKind kInstanceRuns{
    "InvalidInstance.NotSupported",
    "Instance {} is {}; stop it before disk {} is rolled back, or set AutoStopInstance.",
    "实例 {} 的状态为 {}，回滚云盘 {} 前请先关机，或设置 AutoStopInstance。"};
inline constexpr ErrorKind kIsRollingBack{
    "ResourceInUse.DiskRollbacking", "Disk {} is being rolled back already.", "云盘 {} 正在回滚。"};

// --- Terminating it. ---
inline constexpr ErrorKind kNoneToTerminate{"InvalidParameterValue", disks::kNotFound.english,
                                            disks::kNotFound.chinese};
inline constexpr ErrorKind kStillAttached{
    "ResourceUnavailable.NotSupportRefund",
    "Disk {} is attached to instance {}; detach it by DetachDisks first.",
    "云盘 {} 已挂载到实例 {}，请先通过 DetachDisks 卸载。"};

Result<void> check_name(std::string_view name);
Result<const Zone*> check_zone(const RegionCell& region, std::string_view id);
Result<void> check_project(const RegionCell& region, AccountId account, uint64_t project,
                           const ErrorKind& error = kNoProject);
// A type of cloud disks that the region offers.
Result<const DiskType*> check_type(const RegionCell& region, std::string_view type);
Result<void> check_size(const DiskType& type, const DiskSizes& sizes, uint64_t size_gib);
// So many more stay within the account's quota.
Result<void> check_quota(const RegionCell& region, AccountId account, uint64_t more);
Result<const Instance*> find_instance(const RegionCell& region, AccountId account,
                                      std::string_view id);
// The same, running or stopped.
Result<const Instance*> check_instance(const RegionCell& region, AccountId account,
                                       std::string_view id);
// So many more data disks may be attached to the instance.
Result<void> check_room(const RegionCell& region, InstanceId instance, uint64_t more);
// A data disk that is not of a host.
Result<void> check_portable(const RegionCell& region, const Disk& disk);
// Nothing is under way on the disk.
Result<void> check_idle(const RegionCell& region, const Disk& disk, const ErrorKind& busy = kBusy,
                        const ErrorKind& migrating = kMigrating);
// None of its snapshots is being made.
Result<void> check_no_snapshot_under_way(const RegionCell& region, const Disk& disk);

}  // namespace terrane::disk_rules
