// What holds for every snapshot, on one page: scope, limits, values, references, and what blocks
// its deletion.
//
// Scope: one region, every zone (M-32). ID: snap-. Limits: Limits::snapshots per account and
// region, Limits::accounts_per_shared_snapshot others that may use one. It is of one disk, which
// may go before it. Deleted only while no image is made of it (unless those go with it), no other
// account may use it, and no region still takes a copy of it. One with a deadline goes by itself.
#pragma once

#include <string_view>

#include "base/error.h"
#include "region/block/disks.h"
#include "region/tags.h"

namespace terrane::snapshot_rules {

inline constexpr size_t kNameCharacters = 60;
inline constexpr size_t kSnapshotsPerCall = 100;

// --- Which snapshot. ---
inline constexpr ErrorKind kMalformedId{"InvalidParameterValue",
                                        "{} is not a snapshot's ID (snap- and 8 characters).",
                                        "{} 不是合法的快照 ID（snap- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "InvalidSnapshotId.NotFound",
    "There is no snapshot {} in this region; DescribeSnapshots lists yours.",
    "本地域不存在快照 {}，可通过 DescribeSnapshots 查询。"};
inline constexpr ErrorKind kNoneToShow{"InvalidParameterValue", kNotFound.english,
                                       kNotFound.chinese};
inline constexpr ErrorKind kNoneNamed{"MissingParameter",
                                      "SnapshotIds is empty; name at least one snapshot.",
                                      "SnapshotIds 为空，请至少指定一个快照。"};
inline constexpr ErrorKind kTooManyNamed{"InvalidParameterValue",
                                         "SnapshotIds may name at most {} snapshots in one call.",
                                         "SnapshotIds 单次最多指定 {} 个快照。"};

// --- Making one. ---
inline constexpr ErrorKind kDiskMissing{"MissingParameter",
                                        "DiskId is required: the disk to make a snapshot of.",
                                        "缺少 DiskId：要创建快照的云盘。"};
inline constexpr ErrorKind kNoBackupPoints{
    "InvalidDisk.NotSupported",
    "There is no backup point {}; leave DiskBackupId out to make a snapshot of the disk as it is.",
    "不存在备份点 {}，请去掉 DiskBackupId，对云盘当前数据创建快照。"};
inline constexpr ErrorKind kLocalDisk{
    "InvalidDisk.NotSupportSnapshot",
    "Disk {} is a disk of its instance's host, which has no snapshots; make an image instead.",
    "磁盘 {} 为本地盘，不支持快照，可改为制作镜像。"};
inline constexpr ErrorKind kTooMany{
    "InsufficientSnapshotQuota",
    "This account may have {} snapshots in this region and would have {}; delete some first.",
    "本账号在该地域的快照配额为 {}，本次操作将达到 {}，请先删除部分快照。"};
inline constexpr ErrorKind kStillCreating{
    "ResourceUnavailable.SnapshotCreating",
    "Snapshot {} is not finished; DescribeSnapshots tells when it is.",
    "快照 {} 正在创建中，可通过 DescribeSnapshots 查询进度。"};
inline constexpr ErrorKind kDiskRollingBack{
    "ResourceInUse.DiskRollbacking", "Disk {} is being rolled back; try again when it is done.",
    "云盘 {} 正在回滚，请稍后重试。"};
inline constexpr ErrorKind kDiskMigrating{
    "ResourceInUse.DiskMigrating", "Disk {} is changing its type; try again when it is done.",
    "云盘 {} 正在变更类型，请稍后重试。"};
inline constexpr ErrorKind kDiskIsolated{
    "InvalidDisk.NotSupported", "Disk {} was returned or has expired; renew it by RenewDisk first.",
    "云盘 {} 已退还或到期，请先通过 RenewDisk 续费。"};
inline constexpr ErrorKind kUsageOfOther{"InvalidDisk.TypeError",
                                         "Disk {} is a {}, not a {}; leave DiskUsage out.",
                                         "云盘 {} 为 {}，而不是 {}，请去掉 DiskUsage。"};

// --- Names and deadlines. ---
inline constexpr ErrorKind kNameLength{"InvalidParameterValue",
                                       "SnapshotName may have at most 60 characters.",
                                       "SnapshotName 最多 60 个字符。"};
inline constexpr ErrorKind kBadDeadline{
    "InvalidParameterValue",
    "Deadline {} must be a time to come in UTC, such as 2026-12-31T12:00:00Z.",
    "Deadline {} 应为将来的 UTC 时间，例如 2026-12-31T12:00:00Z。"};
inline constexpr ErrorKind kPermanentWithDeadline{
    "InvalidParameterValue", "A permanent snapshot has no Deadline: give IsPermanent or Deadline.",
    "永久保留的快照没有到期时间，IsPermanent 与 Deadline 不能同时指定。"};
inline constexpr ErrorKind kNothingToChange{
    "MissingParameter", "Name what to change: SnapshotName, IsPermanent or Deadline.",
    "请至少指定 SnapshotName、IsPermanent 或 Deadline。"};
inline constexpr ErrorKind kDeadlineOfShared{
    "UnsupportedOperation.SnapHasShared",
    "Other accounts may use snapshot {}, so it cannot be given a deadline; stop sharing it first.",
    "快照 {} 已共享给其他账号，不能设置到期时间，请先取消共享。"};
inline constexpr ErrorKind kDeadlineOfImages{
    "UnsupportedOperation.SnapshotHasBindedImage",
    "Image {} is made of snapshot {}, so it cannot be given a deadline.",
    "镜像 {} 使用了快照 {}，不能设置到期时间。"};

// --- Deleting one. ---
inline constexpr ErrorKind kHasImages{
    "UnsupportedOperation.SnapshotHasBindedImage",
    "Image {} is made of snapshot {}; delete it first, or set DeleteBindImages.",
    "镜像 {} 使用了快照 {}，请先删除该镜像，或设置 DeleteBindImages。"};
inline constexpr ErrorKind kIsShared{
    "UnsupportedOperation.SnapHasShared",
    "Other accounts may use snapshot {}; stop sharing it by ModifySnapshotsSharePermission first.",
    "快照 {} 已共享给其他账号，请先通过 ModifySnapshotsSharePermission 取消共享。"};
inline constexpr ErrorKind kIsCopied{
    "ResourceBusy", "Region {} still takes a copy of snapshot {}; try again when it is done.",
    "地域 {} 仍在复制快照 {}，请稍后重试。"};

// --- Sharing one. ---
inline constexpr ErrorKind kNoAccounts{"MissingParameter",
                                       "AccountIds is empty; name at least one account.",
                                       "AccountIds 为空，请至少指定一个账号。"};
inline constexpr ErrorKind kUnknownPermission{"InvalidParameter",
                                              "Permission must be SHARE or CANCEL, not {}.",
                                              "Permission 应为 SHARE 或 CANCEL，而不是 {}。"};
inline constexpr ErrorKind kNoSuchAccount{"InvalidParameter",
                                          "There is no account {} to share snapshots with.",
                                          "不存在可共享快照的账号 {}。"};
inline constexpr ErrorKind kOwnAccount{"InvalidParameter",
                                       "Snapshots are shared with other accounts: {} is your own.",
                                       "只能共享给其他账号，{} 是您自己的账号。"};
inline constexpr ErrorKind kTooManyReaders{
    "ResourceInsufficient.OverQuota",
    "Snapshot {} may be shared with {} accounts and would be with {}.",
    "快照 {} 最多共享给 {} 个账号，本次操作将达到 {} 个。"};
inline constexpr ErrorKind kNotShareable{
    "InvalidSnapshot.NotSupported",
    "Snapshot {} has a deadline; make it permanent by ModifySnapshotAttribute before sharing it.",
    "快照 {} 设有到期时间，请先通过 ModifySnapshotAttribute 设为永久保留再共享。"};

inline constexpr ErrorKind kNotShareableYet{"InvalidSnapshot.NotSupported",
                                            "Snapshot {} is not finished; share it when it is.",
                                            "快照 {} 正在创建中，请在完成后再共享。"};

// With the codes that this service documents.
const TagErrors& tag_errors();

std::string_view name_of(DiskUsage usage);
DiskUsage usage_of(const Disk& disk);

Result<void> check_name(std::string_view name);
// A time to come: in UTC in the form of ISO 8601, or in Beijing in the form this service shows.
Result<Time> check_deadline(std::string_view text, Time now);
// So many more stay within the account's quota.
Result<void> check_quota(const RegionCell& region, AccountId account, uint32_t more);
// The disk may be copied now: nothing that changes what is on it is under way.
Result<void> check_disk(const RegionCell& region, const Disk& disk);
// Errors: kStillCreating, kHasImages (unless they go with it), kIsShared, kIsCopied.
Result<void> check_may_go(const RegionCell& region, const Snapshot& snapshot, bool with_images);

}  // namespace terrane::snapshot_rules
