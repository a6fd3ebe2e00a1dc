#include "region/block/disk_bindings.h"

#include <vector>

#include "region/block/block_tables.h"
#include "region/block/disk_charge_rules.h"
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

void let_go(RegionCell& region, Transaction& transaction, InstanceId instance, Time now) {
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
      detach(region, transaction, disk->id, now);
  }
}

void remove(RegionCell& region, Transaction& transaction, DiskId id) {
  forget(region, transaction, id);
  if (region.block->disks.find(id)->delete_snapshots)
    remove_passing_snapshots(region, transaction, id);
  transaction.remove(region.block->disks, id);
}

void detach(RegionCell& region, Transaction& transaction, DiskId id, Time now) {
  transaction.change(region.block->disks, id, [&](Disk& changed) {
    bool is_paid = changed.charge == ChargeType::kPrepaid && changed.expires > now;
    if (changed.charged_with_instance && !is_paid) {
      changed.charge = ChargeType::kPostpaidByHour;
      changed.expires = {};
    }
    changed.charged_with_instance = false;
    changed.instance = {};
    changed.attached = {};
    changed.delete_with_instance = false;
  });
}

void follow(RegionCell& region, Transaction& transaction, const Instance* before,
            const Instance* after) {
  if (!before || !after) return;
  if (before->charge == after->charge && before->expires == after->expires &&
      before->renew == after->renew)
    return;
  bool returned = before->charge == after->charge && after->expires < before->expires;
  for (const Disk* disk : region.block->disks_of(after->id))
    if (disk->charged_with_instance)
      transaction.change(region.block->disks, DiskId(disk->id), [&](Disk& changed) {
        if (returned && outlives_return(changed)) {
          changed.charged_with_instance = false;
          return;
        }
        changed.charge = after->charge;
        changed.expires = after->expires;
        changed.renew = after->renew;
      });
}

}  // namespace terrane::disk_bindings
