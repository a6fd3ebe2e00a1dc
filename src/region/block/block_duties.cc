#include "region/block/block_duties.h"

#include "region/block/disk_bindings.h"
#include "region/block/disk_manager.h"
#include "region/block/snapshot_manager.h"
#include "region/block/snapshot_policy_manager.h"

namespace terrane {
namespace {

// Acts on each record of a table when it is due, as its account.
template <class T>
void watch(RegionCell& region, Agenda& agenda, Table<T>& table,
           void (*act)(Change& change, const T& record)) {
  agenda.watch<T>(table, [&region, act](Transaction& transaction, const T& record) {
    Change change{region, transaction, record.account, transaction.at, {}};
    act(change, record);
  });
}

}  // namespace

void take_up_block_duties(RegionCell& region, Agenda& agenda) {
  region.compute.instances.accompany(
      [&region](Transaction& transaction, const Instance* before, const Instance* after) {
        disk_bindings::follow(region, transaction, before, after);
      });
  watch<Disk>(region, agenda, region.block->disks, disk_manager::expire);
  watch<DiskTask>(region, agenda, region.block->tasks, disk_manager::end_task);
  watch<Snapshot>(region, agenda, region.block->snapshots, snapshot_manager::act_on_due);
  watch<SnapshotPolicy>(region, agenda, region.block->policies, snapshot_policy_manager::run);
}

}  // namespace terrane
