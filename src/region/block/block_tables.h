// The tables of a region's disks, snapshots and automatic snapshot policies, and what is derived
// from them.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <span>
#include <vector>

#include "cell/cell.h"
#include "region/block/disk.h"
#include "region/block/disk_task.h"
#include "region/block/snapshot.h"
#include "region/block/snapshot_policy.h"
#include "region/block/system_disk_tags.h"

namespace terrane {

// Built once, in this header's source file.
extern template class Table<Disk>;
extern template class Table<DiskTask>;
extern template class Table<Snapshot>;
extern template class Table<SnapshotPolicy>;
extern template class Table<SystemDiskTags>;

struct BlockTables {
  explicit BlockTables(Cell& cell);

  // The data disks of an instance, in the order of attaching.
  std::span<const Disk* const> disks_of(InstanceId instance) const;
  // The snapshots of a disk, oldest first, its own account's and those of no other.
  std::span<const Snapshot* const> snapshots_of(DiskId disk) const;
  // The snapshots of other accounts that the account may use, in no order.
  std::span<const Snapshot* const> shared_with(AccountId account) const;

  Table<Disk> disks;
  Table<DiskTask> tasks;
  Table<Snapshot> snapshots;
  Table<SnapshotPolicy> policies;
  Table<SystemDiskTags> system_disk_tags;

 private:
  template <class Key, class T>
  using Lists = boost::unordered_flat_map<Key, std::vector<const T*>, std::hash<Key>>;

  void follow(const Disk* before, const Disk* after);
  void follow(const Snapshot* before, const Snapshot* after);

  // Only of instances, disks and accounts that have any.
  Lists<InstanceId, Disk> by_instance_;
  Lists<DiskId, Snapshot> by_disk_;
  Lists<AccountId, Snapshot> by_reader_;
};

}  // namespace terrane
