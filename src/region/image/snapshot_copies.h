// Copying snapshots to other regions (M-32), on their own or as parts of images.
#pragma once

#include <vector>

#include "region/block/snapshot_manager.h"
#include "region/image/copies.h"

namespace terrane::snapshot_copies {

inline constexpr ErrorKind kNoSnapshot{"MissingParameter",
                                       "SnapshotId is required: the snapshot to copy.",
                                       "缺少 SnapshotId：要复制的快照。"};
inline constexpr ErrorKind kNoRegion{"MissingParameter",
                                     "DestinationRegions is empty; name at least one region.",
                                     "DestinationRegions 为空，请至少指定一个地域。"};
inline constexpr ErrorKind kUnknownRegion{
    "InvalidParameterValue", "There is no region {}; DescribeRegions lists those there are.",
    "不存在地域 {}，可通过 DescribeRegions 查询。"};
inline constexpr ErrorKind kOwnRegion{
    "InvalidParameterValue",
    "The snapshot is in {} already; DestinationRegions names other regions.",
    "快照已位于 {}，DestinationRegions 应为其他地域。"};
inline constexpr ErrorKind kNotOffered{"UnsupportedOperation.SnapshotNotSupportCopy",
                                       "Region {} does not offer {}, so it takes no snapshots.",
                                       "地域 {} 未提供{}，不能接收快照。"};
inline constexpr ErrorKind kIsolated{
    "UnsupportedOperation.SnapshotNotSupportCopy",
    "Nothing is copied between the finance regions and the others: not from {} to {}.",
    "金融专区与其他地域之间不能复制快照：不支持从 {} 到 {}。"};
inline constexpr ErrorKind kOnItsWay{
    "ResourceInUse.CopySnapshotConflict",
    "A copy of snapshot {} is on its way to region {}; try again when it is there.",
    "快照 {} 正在复制到地域 {}，请稍后重试。"};
inline constexpr ErrorKind kNotFinished{
    "InvalidSnapshot.NotSupported",
    "Snapshot {} is not finished; DescribeSnapshots tells when it is.",
    "快照 {} 正在创建中，可通过 DescribeSnapshots 查询进度。"};

struct Begun {
  SnapshotId id;
  const Region* region;
};
// The copies, by region. `name` may be empty: it then says where they come from. Source:
// cbs.CopySnapshotCrossRegions.
Result<std::vector<Begun>> begin(Change& change, std::string_view snapshot,
                                 const copies::Destinations& regions, std::string_view name);

// A region that has the snapshot asks for a copy.
void receive(RegionCell& region, Transaction& transaction, std::string_view from,
             const CopySnapshot& letter);

// --- Parts of it that copies of images need, too. ---

SnapshotToCopy describe(const Snapshot& snapshot);
const Snapshot& add(Change& change, const SnapshotToCopy& described, SnapshotId id,
                    std::string_view from);

}  // namespace terrane::snapshot_copies
