#include "region/block/snapshot_policy_manager.h"

#include <algorithm>

#include "base/contains.h"
#include "region/block/disk_manager.h"
#include "region/block/snapshot_manager.h"

namespace terrane::snapshot_policy_manager {
namespace {

using namespace snapshot_policy_rules;

template <class Modify>
void change_policy(Change& change, SnapshotPolicyId id, Modify modify_policy) {
  change.transaction.change(change.region.block->policies, id, modify_policy);
}

Result<void> apply(SnapshotPolicy& policy, const PolicySettings& wanted, Time now) {
  if (wanted.name) {
    CHECKED(check_name(*wanted.name));
    policy.name = *wanted.name;
  }
  TRY(policy.retention_days,
      check_retention(wanted.permanent, wanted.retention_days, policy.retention_days));
  if (wanted.schedules) policy.schedules = *wanted.schedules;
  if (wanted.active) policy.active = *wanted.active;
  policy.next = next_time(policy.schedules, policy.created, now);
  return {};
}

// The disks of the instances that are bound to the policy.
Result<std::vector<DiskId>> bound_disks_of(const RegionCell& region, AccountId account,
                                           const SnapshotPolicy& policy, Ids instances) {
  std::vector<DiskId> found;
  for (std::string_view text : instances) {
    auto id = InstanceId::parse(text);
    const Instance* instance = id ? region.compute.instances.find(*id) : nullptr;
    if (!instance || instance->account != account) return refuse(kInstanceNotFound, text);
    found.push_back(instance->system_disk.id);
    for (const Disk* disk : region.block->disks_of(*id)) found.push_back(disk->id);
  }
  std::erase_if(found, [&](DiskId disk) { return !contains(policy.disks, disk); });
  return found;
}

}  // namespace

Result<const SnapshotPolicy*> find(const RegionCell& region, AccountId account,
                                   std::string_view id) {
  auto parsed = SnapshotPolicyId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const SnapshotPolicy* policy = region.block->policies.find(*parsed);
  if (!policy || policy->account != account) return refuse(kNotFound, id);
  return policy;
}

Result<const SnapshotPolicy*> create(Change& change, const PolicySettings& wanted) {
  RegionCell& region = change.region;
  auto& table = region.block->policies;
  SnapshotPolicy policy{
      .account = change.account, .retention_days = kRetentionDefault, .created = change.now};
  CHECKED(apply(policy, wanted, change.now));
  uint32_t quota = region.catalogue.limits().snapshot_policies;
  if (table.count_of(change.account) >= quota) return refuse(kTooMany, std::to_string(quota));
  policy.id = region.cell.new_id(table);
  policy.sequence = region.cell.next_sequence();
  return &change.transaction.add(table, std::move(policy));
}

Result<void> modify(Change& change, std::string_view id, const PolicySettings& wanted) {
  TRY(const SnapshotPolicy* policy, find(change.region, change.account, id));
  if (!wanted.name && !wanted.schedules && !wanted.active && !wanted.permanent &&
      !wanted.retention_days)
    return refuse(kNothingToChange);
  SnapshotPolicy modified = *policy;
  CHECKED(apply(modified, wanted, change.now));
  change_policy(change, policy->id, [&](SnapshotPolicy& changed) { changed = modified; });
  return {};
}

Result<void> remove_all(Change& change, Ids ids) {
  if (ids.empty()) return refuse(kNoneNamed);
  if (ids.size() > kPoliciesPerCall) return refuse(kTooManyNamed, std::to_string(kPoliciesPerCall));
  std::vector<SnapshotPolicyId> found;
  for (std::string_view id : ids) {
    TRY(const SnapshotPolicy* policy, find(change.region, change.account, id));
    if (!contains(found, policy->id)) found.push_back(policy->id);
  }
  for (SnapshotPolicyId id : found) change.transaction.remove(change.region.block->policies, id);
  return {};
}

Result<void> bind(Change& change, std::string_view id, Ids disk_ids) {
  RegionCell& region = change.region;
  TRY(const SnapshotPolicy* policy, find(region, change.account, id));
  if (disk_ids.empty()) return refuse(kNoDisks);
  TRY(auto found, disk_manager::find_all(region, change.account, disk_ids));
  for (const Disk& disk : found) {
    if (disks::is_local(region, disk)) return refuse(kLocalDisk, to_text(disk.id));
    if (contains(policy->disks, disk.id)) return refuse(kAlreadyBound, to_text(disk.id), id);
  }
  size_t most = region.catalogue.limits().disks_per_snapshot_policy;
  size_t wanted = policy->disks.size() + found.size();
  if (wanted > most) return refuse(kTooManyDisks, id, std::to_string(most), std::to_string(wanted));
  change_policy(change, policy->id, [&](SnapshotPolicy& changed) {
    for (const Disk& disk : found) changed.disks.push_back(disk.id);
  });
  return {};
}

Result<void> unbind(Change& change, std::string_view id, Ids disk_ids, Ids instances) {
  RegionCell& region = change.region;
  TRY(const SnapshotPolicy* policy, find(region, change.account, id));
  if (disk_ids.empty() && instances.empty()) return refuse(kNothingToUnbind);
  TRY(auto unbound, bound_disks_of(region, change.account, *policy, instances));
  if (!disk_ids.empty()) {
    TRY(auto found, disk_manager::find_all(region, change.account, disk_ids));
    for (const Disk& disk : found) {
      if (!contains(policy->disks, disk.id)) return refuse(kNotBound, to_text(disk.id), id);
      unbound.push_back(disk.id);
    }
  }
  change_policy(change, policy->id, [&](SnapshotPolicy& changed) {
    std::erase_if(changed.disks, [&](DiskId disk) { return contains(unbound, disk); });
  });
  return {};
}

std::vector<const SnapshotPolicy*> policies_of(const RegionCell& region, DiskId disk) {
  std::vector<const SnapshotPolicy*> found;
  region.cell.ledger().each(disk, Kind::kSnapshotPolicy, [&](AnyId id) {
    found.push_back(region.block->policies.find(SnapshotPolicyId(id)));
  });
  std::ranges::sort(found, {}, &SnapshotPolicy::sequence);
  return found;
}

void run(Change& change, const SnapshotPolicy& policy) {
  Time deadline = policy.retention_days > 0 ? change.now + days(policy.retention_days) : Time{};
  for (DiskId disk : policy.disks) {
    snapshot_manager::NewSnapshot wanted{.disk = disk,
                                         .name = "autosnap_" + to_iso8601(change.now),
                                         .deadline = deadline,
                                         .policy = policy.id};
    // One that cannot be made now is left out: the next time comes.
    [[maybe_unused]] auto made = snapshot_manager::create(change, wanted);
  }
  change_policy(change, policy.id, [&](SnapshotPolicy& changed) {
    changed.next = next_time(changed.schedules, changed.created, change.now);
  });
}

}  // namespace terrane::snapshot_policy_manager
