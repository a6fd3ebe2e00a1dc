// What holds for every custom image, on one page: scope, limits, values, references, and what
// blocks its deletion.
//
// Scope: one region, every zone; other regions after a copy (M-21, M-28). ID: img-. Limits:
// Limits::images per account and region, Limits::accounts_per_shared_image others that may use one.
// Its name is its own among the account's images of the region. Refers to: its snapshots, one of
// the system disk and one of each data disk that was asked for; they are deleted after it, or with
// it (DeleteBindedSnap). Deleted only when it is finished, while no other account may use it and no
// region still takes a copy of it. Instances that were started from it go on without it.
//
// Instances start from it once it is finished; a copy that leaves it takes nothing from that.
#pragma once

#include <string_view>
#include <vector>

#include "region/image/images.h"
#include "region/tags.h"

namespace terrane::image_rules {

inline constexpr size_t kNameCharacters = 60;
inline constexpr size_t kDescriptionCharacters = 256;
inline constexpr size_t kImagesPerCall = 50;

// --- Which image. ---
inline constexpr ErrorKind kNoneNamed{"MissingParameter",
                                      "ImageIds is empty; name at least one image.",
                                      "ImageIds 为空，请至少指定一个镜像。"};
inline constexpr ErrorKind kTooManyNamed{"InvalidParameterValue.LimitExceeded",
                                         "ImageIds may name at most {} images in one call.",
                                         "ImageIds 单次最多指定 {} 个镜像。"};
inline constexpr ErrorKind kNotYoursToChange{
    "UnsupportedOperation.SharedImageModifyUnsupported",
    "Image {} is public or another account's; only custom images of your own can be changed.",
    "镜像 {} 是公共镜像或其他账号的镜像，只能修改自己的自定义镜像。"};
inline constexpr ErrorKind kNotYoursToDelete{
    "InvalidParameterValue.InvalidImageIdIsShared",
    "Image {} is public or another account's; only custom images of your own can be deleted.",
    "镜像 {} 是公共镜像或其他账号的镜像，只能删除自己的自定义镜像。"};
inline constexpr ErrorKind kNotYoursToShare{
    "UnauthorizedOperation.ImageNotBelongToAccount",
    "Image {} is public or another account's; only custom images of your own can be shared.",
    "镜像 {} 是公共镜像或其他账号的镜像，只能共享自己的自定义镜像。"};

// --- Names. ---
inline constexpr ErrorKind kNameMissing{"MissingParameter",
                                        "ImageName is empty; give the image a name.",
                                        "ImageName 为空，请指定镜像名称。"};
inline constexpr ErrorKind kTooLong{"InvalidParameterValue.TooLarge",
                                    "{} may have at most {} characters.", "{} 最多 {} 个字符。"};
inline constexpr ErrorKind kNameTaken{"InvalidImageName.Duplicate",
                                      "Image {} is named {} already; give this one another name.",
                                      "镜像 {} 已使用名称 {}，请更换名称。"};
inline constexpr ErrorKind kFamily{
    "InvalidParameterValue.InvalidImageFamily",
    "ImageFamily {} must have 1 to 128 letters, digits, dots, dashes or underscores.",
    "ImageFamily {} 应为 1 到 128 位字母、数字、点、连字符或下划线。"};
inline constexpr ErrorKind kNothingToChange{
    "MissingParameter",
    "Name what to change: ImageName, ImageDescription, ImageFamily or ImageDeprecated.",
    "请至少指定 ImageName、ImageDescription、ImageFamily 或 ImageDeprecated。"};

// --- Making one. ---
inline constexpr ErrorKind kTooMany{
    "ImageQuotaLimitExceeded",
    "This account may have {} custom images in this region and has {}; delete some first.",
    "本账号在该地域的自定义镜像配额为 {}，已有 {} 个，请先删除。"};
inline constexpr ErrorKind kOneSource{
    "InvalidParameter.SpecifyOneParameter",
    "Give InstanceId, or SnapshotIds of which one is a system disk's; not both.",
    "请指定 InstanceId，或包含一个系统盘快照的 SnapshotIds，二者只能选其一。"};
inline constexpr ErrorKind kDisksOfInstance{
    "InvalidParameter.InvalidDependence",
    "DataDiskIds goes with InstanceId: they are disks of that instance.",
    "DataDiskIds 需与 InstanceId 同时使用。"};
inline constexpr ErrorKind kInstanceNotFound{
    "InvalidInstanceId.NotFound",
    "There is no instance {} in this region; DescribeInstances lists yours.",
    "本地域不存在实例 {}，可通过 DescribeInstances 查询。"};
inline constexpr ErrorKind kStillPending{
    "OperationDenied.InstanceOperationInProgress",
    "Instance {} is being made; make an image of it when it runs.",
    "实例 {} 正在创建中，请待其运行后再制作镜像。"};
inline constexpr ErrorKind kUnfitInstance{
    "InvalidInstance.NotSupported",
    "Instance {} is {}; images are made of instances that run or are stopped.",
    "实例 {} 的状态为 {}，仅运行中或已关机的实例可制作镜像。"};
inline constexpr ErrorKind kStoppedFreeOfCharge{
    "UnsupportedOperation.StoppedModeStopCharging",
    "Instance {} is stopped free of charge; start it first.",
    "实例 {} 处于关机不收费状态，请先开机。"};
inline constexpr ErrorKind kHostWithoutPower{
    "ResourceUnavailable",
    "The system disk of instance {} is on its host in zone {}, which has no power; ask again when "
    "that is healed.",
    "实例 {} 的系统盘位于其在可用区 {} 的宿主机，该宿主机断电，请在恢复后重试。"};
inline constexpr ErrorKind kOriginUnknown{
    "InvalidParameter.InstanceImageNotSupport",
    "What {} was started from is known no longer, so no image can be made of it.",
    "{} 的来源镜像信息已不存在，不能制作镜像。"};
inline constexpr ErrorKind kIsRootDisk{
    "InvalidParameter.DataDiskIdContainsRootDisk",
    "Disk {} is the system disk, which every image has; DataDiskIds names data disks.",
    "云盘 {} 为系统盘，镜像总会包含系统盘，DataDiskIds 只能指定数据盘。"};
inline constexpr ErrorKind kNotADiskOfInstance{
    "InvalidParameter.DataDiskNotBelongSpecifiedInstance",
    "Disk {} is not attached to instance {}.", "云盘 {} 未挂载到实例 {}。"};
inline constexpr ErrorKind kLocalDisk{
    "InvalidParameter.LocalDataDiskNotSupport",
    "Disk {} is a disk of the instance's host; images take cloud disks only as data disks.",
    "磁盘 {} 为本地盘，整机镜像只能包含云硬盘数据盘。"};
inline constexpr ErrorKind kDiskUnavailable{
    "ResourceInsufficient.CloudDiskUnavailable",
    "Disk {} cannot be copied now: it is being changed, or was returned. Leave it out, or try "
    "again "
    "later.",
    "云盘 {} 当前不能复制：正在变更或已退还，请去掉该云盘或稍后重试。"};
inline constexpr ErrorKind kSnapshotNotFound{
    "InvalidParameter.SnapshotNotFound",
    "There is no snapshot {} in this region; DescribeSnapshots lists yours.",
    "本地域不存在快照 {}，可通过 DescribeSnapshots 查询。"};
inline constexpr ErrorKind kNoSystemSnapshot{
    "InvalidParameter.SystemSnapshotNotFound",
    "None of SnapshotIds is of a system disk; an image needs one that is.",
    "SnapshotIds 中没有系统盘快照，制作镜像需要一个系统盘快照。"};
inline constexpr ErrorKind kTwoSystemSnapshots{
    "InvalidParameter.DuplicateSystemSnapshots",
    "Snapshots {} and {} are both of system disks; an image has one.",
    "快照 {} 与 {} 均为系统盘快照，镜像只能包含一个系统盘快照。"};
inline constexpr ErrorKind kSnapshotNotReady{
    "ResourceUnavailable.SnapshotCreating",
    "Snapshot {} is not finished; DescribeSnapshots tells when it is.",
    "快照 {} 正在创建中，可通过 DescribeSnapshots 查询进度。"};
inline constexpr ErrorKind kPassingSnapshot{
    "InvalidParameterConflict",
    "Snapshot {} has a deadline; make it permanent by ModifySnapshotAttribute first.",
    "快照 {} 设有到期时间，请先通过 ModifySnapshotAttribute 设为永久保留。"};
inline constexpr ErrorKind kNoSysprep{"InvalidParameterConflict",
                                      "Sysprep is for Windows only; instance {} runs {}.",
                                      "Sysprep 仅适用于 Windows，实例 {} 的操作系统为 {}。"};
inline constexpr ErrorKind kNotTrueOrFalse{"InvalidParameterValue",
                                           "{} must be TRUE or FALSE, not {}.",
                                           "{} 应为 TRUE 或 FALSE，而不是 {}。"};
inline constexpr ErrorKind kTagsOfWhat{"InvalidParameterValue",
                                       "TagSpecification.ResourceType must be \"image\", not {}.",
                                       "TagSpecification.ResourceType 应为 image，而不是 {}。"};

// --- Changing and deleting one. ---
inline constexpr ErrorKind kNotFinished{
    "InvalidImageId.IncorrectState",
    "Image {} is {}; try again when DescribeImages shows it as NORMAL.",
    "镜像 {} 的状态为 {}，请待其状态为 NORMAL 后重试。"};
inline constexpr ErrorKind kIsShared{
    "InvalidImageId.InShared",
    "{} other accounts may use image {}; stop sharing it by ModifyImageSharePermission first.",
    "{} 个其他账号可使用镜像 {}，请先通过 ModifyImageSharePermission 取消共享。"};
inline constexpr ErrorKind kIsCopied{
    "MutexOperation.TaskRunning",
    "Region {} still takes a copy of image {}; try again when it is done.",
    "地域 {} 仍在复制镜像 {}，请稍后重试。"};

// --- Sharing one. ---
inline constexpr ErrorKind kNoAccounts{"MissingParameter",
                                       "AccountIds is empty; name at least one account.",
                                       "AccountIds 为空，请至少指定一个账号。"};
inline constexpr ErrorKind kUnknownPermission{"InvalidParameterValue",
                                              "Permission must be SHARE or CANCEL, not {}.",
                                              "Permission 应为 SHARE 或 CANCEL，而不是 {}。"};
inline constexpr ErrorKind kNoSuchAccount{"InvalidAccountId.NotFound",
                                          "There is no account {} to share images with.",
                                          "不存在可共享镜像的账号 {}。"};
inline constexpr ErrorKind kOwnAccount{"FailedOperation.AccountIsYourSelf",
                                       "Images are shared with other accounts: {} is your own.",
                                       "只能共享给其他账号，{} 是您自己的账号。"};
inline constexpr ErrorKind kSharedAlready{"FailedOperation.AccountAlreadyExists",
                                          "Account {} may use image {} already.",
                                          "账号 {} 已可使用镜像 {}。"};
inline constexpr ErrorKind kTooManyReaders{
    "OverQuota", "Image {} may be shared with {} accounts and would be with {}.",
    "镜像 {} 最多共享给 {} 个账号，本次操作将达到 {} 个。"};
inline constexpr ErrorKind kNotShareableYet{"InvalidParameterValue.InvalidImageState",
                                            "Image {} is {}; share it when it is NORMAL.",
                                            "镜像 {} 的状态为 {}，请在其状态为 NORMAL 后再共享。"};

// What the snapshots made for an image are called.
std::string snapshot_name(ImageId image);

// With the codes that CreateImage documents.
const TagErrors& tag_errors();

Result<void> check_name(std::string_view name);
Result<void> check_description(std::string_view description);
Result<void> check_family(std::string_view family);

// An image of the account that has this name: one that could not come has none. Null for none.
const Image* find_named(const RegionCell& region, AccountId account, std::string_view name);
// How many images the account has that count.
size_t count_of(const RegionCell& region, AccountId account);
// One more stays within the account's quota.
Result<void> check_quota(const RegionCell& region, AccountId account);
// It may be deleted, as far as it is concerned. Errors: kNotFinished, kIsShared, kIsCopied.
Result<void> check_may_go(const RegionCell& region, const Image& image);
// Other accounts, all of which there are, each once.
Result<std::vector<AccountId>> check_readers(const RegionCell& region, AccountId own,
                                             std::span<const std::string_view> ids);

}  // namespace terrane::image_rules
