#include "region/block/block_tables.h"

#include <algorithm>

namespace terrane {

template class Table<Disk>;
template class Table<DiskTask>;
template class Table<Snapshot>;
template class Table<SnapshotPolicy>;
template class Table<SystemDiskTags>;
namespace {

template <class Lists, class Key>
auto list_of(const Lists& lists, Key key) {
  using List = typename Lists::mapped_type;
  auto found = lists.find(key);
  return found == lists.end() ? std::span<const typename List::value_type>()
                              : std::span<const typename List::value_type>(found->second);
}

template <class Lists, class Key, class T>
void take_out(Lists& lists, Key key, const T& record) {
  auto found = lists.find(key);
  std::erase_if(found->second, [&](const T* listed) { return listed->id == record.id; });
  if (found->second.empty()) lists.erase(found);
}

}  // namespace

BlockTables::BlockTables(Cell& cell)
    : disks(cell.ledger()),
      tasks(cell.ledger()),
      snapshots(cell.ledger()),
      policies(cell.ledger()),
      system_disk_tags(cell.ledger()) {
  cell.attach(disks);
  cell.attach(tasks);
  cell.attach(snapshots);
  cell.attach(policies);
  cell.attach(system_disk_tags);
  disks.observe([this](const Disk* before, const Disk* after) { follow(before, after); });
  snapshots.observe(
      [this](const Snapshot* before, const Snapshot* after) { follow(before, after); });
}

std::span<const Disk* const> BlockTables::disks_of(InstanceId instance) const {
  return list_of(by_instance_, instance);
}
std::span<const Snapshot* const> BlockTables::snapshots_of(DiskId disk) const {
  return list_of(by_disk_, disk);
}
std::span<const Snapshot* const> BlockTables::shared_with(AccountId account) const {
  return list_of(by_reader_, account);
}

void BlockTables::follow(const Disk* before, const Disk* after) {
  if (before && after && before->instance == after->instance && before->attached == after->attached)
    return;
  if (before && before->is_attached()) take_out(by_instance_, before->instance, *before);
  if (!after || !after->is_attached()) return;
  auto earlier = [](const Disk* a, const Disk* b) {
    return a->attached != b->attached ? a->attached < b->attached : a->sequence < b->sequence;
  };
  auto& list = by_instance_[after->instance];
  list.insert(std::ranges::upper_bound(list, after, earlier), after);
}

void BlockTables::follow(const Snapshot* before, const Snapshot* after) {
  if (!before || !after) {  // it stays of its disk for life
    const Snapshot& snapshot = before ? *before : *after;
    if (before) take_out(by_disk_, snapshot.disk, snapshot);
    if (after) {
      auto& list = by_disk_[snapshot.disk];
      list.insert(std::ranges::upper_bound(list, snapshot.sequence, {}, &Snapshot::sequence),
                  after);
    }
  }
  if (before && after && before->shared_with == after->shared_with) return;
  if (before)
    for (const SnapshotShare& share : before->shared_with)
      take_out(by_reader_, share.account, *before);
  if (after)
    for (const SnapshotShare& share : after->shared_with)
      by_reader_[share.account].push_back(after);
}

}  // namespace terrane
