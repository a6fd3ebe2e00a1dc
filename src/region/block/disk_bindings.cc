#include "region/block/disk_bindings.h"

#include <vector>

#include "region/block/block_tables.h"
#include "region/block/disks.h"
#include "region/block/snapshot_rules.h"

namespace terrane::disk_bindings {
namespace {

// No policy makes snapshots of it any more, nothing is under way on it.
void forget(RegionCell& region, Transaction& transaction, DiskId id) {
  BlockTables& block = *region.block;
  if (block.tasks.find(id)) transaction.remove(block.tasks, id);
  std::vector<SnapshotPolicyId> policies;
  region.cell.ledger().each(id, Kind::kSnapshotPolicy,
                            [&](AnyId policy) { policies.push_back(SnapshotPolicyId(policy)); });
  for (SnapshotPolicyId policy : policies)
    transaction.change(block.policies, policy,
                       [&](SnapshotPolicy& changed) { std::erase(changed.disks, id); });
}

// Those with a deadline that nothing else needs.
void remove_passing_snapshots(RegionCell& region, Transaction& transaction, DiskId id) {
  std::vector<SnapshotId> passing;
  for (const Snapshot* snapshot : region.block->snapshots_of(id))
    if (!snapshot->is_permanent() && snapshot_rules::check_may_go(region, *snapshot, false))
      passing.push_back(snapshot->id);
  for (SnapshotId snapshot : passing) transaction.remove(region.block->snapshots, snapshot);
}

}  // namespace

void let_go(RegionCell& region, Transaction& transaction, InstanceId instance) {
  DiskId system(AnyId::of(Kind::kDisk, instance.number()));
  forget(region, transaction, system);
  if (region.block->system_disk_tags.find(system))
    transaction.remove(region.block->system_disk_tags, system);
  auto attached = region.block->disks_of(instance);
  std::vector<const Disk*> data_disks(attached.begin(), attached.end());
  for (const Disk* disk : data_disks) {
    if (disk->delete_with_instance)
      remove(region, transaction, disk->id);
    else
      detach(region, transaction, disk->id);
  }
}

void remove(RegionCell& region, Transaction& transaction, DiskId id) {
  forget(region, transaction, id);
  if (region.block->disks.find(id)->delete_snapshots)
    remove_passing_snapshots(region, transaction, id);
  transaction.remove(region.block->disks, id);
}

void detach(RegionCell& region, Transaction& transaction, DiskId id) {
  transaction.change(region.block->disks, id, [&](Disk& changed) {
    if (changed.charged_with_instance) {
      const Instance& instance = *region.compute.instances.find(changed.instance);
      // Its paid time goes on; but that of an instance that is returned is over.
      bool prepaid = instance.charge == ChargeType::kPrepaid &&
                     instance.state != InstanceState::kShutdown &&
                     instance.state != InstanceState::kTerminating &&
                     instance.state != InstanceState::kTerminated;
      changed.charge = prepaid ? ChargeType::kPrepaid : ChargeType::kPostpaidByHour;
      changed.expires = prepaid ? instance.expires : Time{};
      changed.renew = instance.renew;
      changed.charged_with_instance = false;
    }
    changed.instance = {};
    changed.attached = {};
    changed.delete_with_instance = false;
  });
}

}  // namespace terrane::disk_bindings
