// Disks of both kinds as one: data disks, which are records, and the system disks of instances,
// which are shown as if they were.
#pragma once

#include <optional>

#include "cell/tagged_kind.h"
#include "region/block/block_tables.h"
#include "region/region_cell.h"

namespace terrane::disks {

inline constexpr ErrorKind kMalformedId{"InvalidParameterValue",
                                        "{} is not a disk's ID (disk- and 8 characters).",
                                        "{} 不是合法的云盘 ID（disk- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "InvalidDiskId.NotFound", "There is no disk {} in this region; DescribeDisks lists yours.",
    "本地域不存在云盘 {}，可通过 DescribeDisks 查询。"};

// The system disk of an instance as a record.
Disk system_disk_of(const Instance& instance);
// The instance whose system disk this would be.
InstanceId instance_of_system(DiskId disk);

// The disk of this ID, if the account has it.
std::optional<Disk> find(const RegionCell& region, AccountId account, DiskId id);
// The same. Errors: kMalformedId, kNotFound.
Result<Disk> find(const RegionCell& region, AccountId account, std::string_view id);

// A disk of its instance's host: it stays with the instance, and has no snapshots.
bool is_local(const RegionCell& region, const Disk& disk);

// For the tag service. What is written to must be there.
std::optional<TaggedRecord> find_tagged(const RegionCell& region, DiskId id);
void write_tags(RegionCell& region, Transaction& transaction, DiskId id,
                std::span<const TagPair> tags);

// No disk of the region, of either kind, and no instance has this number.
DiskId new_id(RegionCell& region);

}  // namespace terrane::disks
