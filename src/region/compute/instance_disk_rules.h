// The disks made with an instance: types its region offers (M-16), in the sizes of the catalogue.
#pragma once

#include <span>

#include "region/block/block_tables.h"
#include "region/compute/instance.h"
#include "region/image/images.h"
#include "region/region_cell.h"

namespace terrane {

inline constexpr uint32_t kSystemDiskDefault = 50;  // GiB

inline constexpr ErrorKind kUnknownDiskType{"UnsupportedOperation.InvalidDisk",
                                            "There is no disk type {}; this region offers {}.",
                                            "不存在云盘类型 {}，本地域提供：{}。"};
inline constexpr ErrorKind kDiskTypeNotHere{
    "ResourceInsufficient.CloudDiskUnavailable",
    "Region {} has no Cloud Block Storage, so no {} disks; it offers {}.",
    "地域 {} 未提供云硬盘，不能使用 {} 类型，可选：{}。"};
inline constexpr ErrorKind kDiskSize{
    "InvalidParameterValue",
    "A {} disk of {} GiB is not offered here: it takes {} to {}, in steps of {}.",
    "不支持 {} 类型 {} GiB 的磁盘，取值范围为 {} 到 {}，步长为 {}。"};
inline constexpr ErrorKind kSsdTooSmall{
    "InvalidParameterValue.CloudSsdDataDiskSizeTooSmall",
    "A {} disk of {} GiB is too small; it takes {} GiB and more.",
    "{} 类型的数据盘 {} GiB 过小，至少为 {} GiB。"};
inline constexpr ErrorKind kImageNeedsMore{
    "InvalidParameterValue",
    "A system disk of {} GiB is too small for image {}, which needs {} GiB.",
    "系统盘 {} GiB 小于镜像 {} 所需的 {} GiB。"};
inline constexpr ErrorKind kTooManyDataDisks{"InvalidParameterValue.LimitExceeded",
                                             "An instance may have at most {} data disks.",
                                             "每台实例最多 {} 块数据盘。"};

inline constexpr ErrorKind kMalformedSnapshotId{
    "InvalidParameterValue.SnapshotIdMalformed",
    "{} is not a snapshot's ID (snap- and 8 characters).",
    "{} 不是合法的快照 ID（snap- 加 8 位字符）。"};
inline constexpr ErrorKind kSnapshotNotFound{
    "InvalidParameter.SnapshotNotFound",
    "There is no snapshot {} in this region; DescribeSnapshots lists yours.",
    "本地域不存在快照 {}，可通过 DescribeSnapshots 查询。"};
inline constexpr ErrorKind kLargerSnapshot{
    "FailedOperation.SnapshotSizeLargerThanDataSize",
    "A disk of {} GiB is too small for snapshot {}, which is of a disk of {} GiB.",
    "云盘 {} GiB 小于快照 {} 的 {} GiB。"};
inline constexpr ErrorKind kUnfitSnapshot{
    "InvalidParameterValue",
    "Snapshot {} cannot become a {} disk: take a finished one of a data disk, and a cloud disk.",
    "快照 {} 不能用于创建 {} 类型的数据盘，请使用已完成的数据盘快照和云硬盘类型。"};

struct WantedDisk {
  std::string_view type;  // empty: the region's default
  int64_t size_gib = 0;   // 0: the default size of a system disk, or the size of the snapshot
  std::string_view name;
  bool delete_with_instance = true;
  std::string_view snapshot;    // its ID: what is on the disk; empty: nothing
  int64_t throughput_mbps = 0;  // beyond what its size gives
  bool burst_performance = false;
};

struct Disks {  // without IDs
  InstanceDisk system;
  std::vector<Disk> data;
  uint32_t local_gib = 0;  // what they take of the host
};

// Errors: all above.
Result<Disks> check_disks(const RegionCell& region, AccountId account,
                          const images::AnyImage& image, const WantedDisk& system,
                          std::span<const WantedDisk> data);
// A disk's type that the region offers; empty: its default.
Result<const DiskType*> find_disk_type(const RegionCell& region, std::string_view type);
Result<void> check_system_disk(const DiskType& type, uint64_t size_gib,
                               const images::AnyImage& image);
// The same, of one that holds what it started from.
Result<void> check_system_disk(const DiskType& type, uint64_t size_gib);
Result<void> check_data_disk(const DiskType& type, uint64_t size_gib);
uint32_t local_gib_of(const Catalogue& catalogue, const InstanceDisk& disk);

}  // namespace terrane
