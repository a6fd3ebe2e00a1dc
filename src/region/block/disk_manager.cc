#include "region/block/disk_manager.h"

#include <algorithm>

#include "region/admission.h"
#include "region/block/disk_bindings.h"
#include "region/block/snapshot_manager.h"
#include "region/compute/power.h"
#include "region/product_rules.h"

namespace terrane::disk_manager {
namespace {

using namespace disk_rules;

// What all disks of one call have in common, checked.
struct Plan {
  Disk disk;  // without an ID
  std::vector<const Instance*> instances;
};

Result<const Snapshot*> check_snapshot(const RegionCell& region, AccountId account,
                                       std::string_view id) {
  if (id.empty()) return nullptr;
  TRY(const Snapshot* snapshot, snapshot_manager::find_usable(region, account, id));
  if (!snapshot->is_normal() || snapshot->usage != DiskUsage::kData)
    return refuse(kUnfitSnapshot, id);
  return snapshot;
}

Result<uint32_t> check_new_size(const DiskType& type, std::optional<uint64_t> size_gib,
                                const Snapshot* snapshot) {
  if (!size_gib && !snapshot) return refuse(kSizeMissing);
  uint64_t size = size_gib ? *size_gib : snapshot->size_gib;
  CHECKED(check_size(type, type.data, size));
  if (snapshot && size < snapshot->size_gib)
    return refuse(kLargerSnapshot, std::to_string(size), to_text(snapshot->id),
                  std::to_string(snapshot->size_gib));
  return uint32_t(size);
}

Result<void> check_zones(const RegionCell& region, const Disk& disk, const Instance& instance) {
  if (region.catalogue.settings().disk_scope == DiskScope::kRegion || disk.zone == instance.zone)
    return {};
  auto name = [&](uint32_t number) {
    const Zone* zone = region.find_zone(number);
    return zone ? zone->id : std::to_string(number);
  };
  return refuse(kOtherZone, disk.id ? to_text(disk.id) : "", name(disk.zone), to_text(instance.id),
                name(instance.zone));
}

// An instance for each of the new disks, with room for those it gets.
Result<std::vector<const Instance*>> check_targets(const RegionCell& region, AccountId account,
                                                   const NewDisks& wanted, const Disk& disk) {
  std::vector<const Instance*> instances;
  if (wanted.attach_to.empty()) return instances;
  if (wanted.attach_to.size() != wanted.count)
    return refuse(kInstancesPerDisk, std::to_string(wanted.attach_to.size()),
                  std::to_string(wanted.count));
  for (std::string_view id : wanted.attach_to) {
    TRY(const Instance* instance, check_instance(region, account, id));
    CHECKED(check_zones(region, disk, *instance));
    instances.push_back(instance);
    CHECKED(check_room(region, instance->id, uint64_t(std::ranges::count(instances, instance))));
  }
  return instances;
}

Result<Plan> check(const RegionCell& region, AccountId account, const NewDisks& wanted) {
  CHECKED(check_product(region, "cbs"));  // before its types, of which the region then has none
  TRY(const Zone* zone, check_zone(region, wanted.zone));
  TRY(const Snapshot* snapshot, check_snapshot(region, account, wanted.snapshot));
  TRY(Disk disk, check_offer(region, account, wanted, snapshot));
  CHECKED(check_name(wanted.name));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource,
                     snapshot_rules::tag_errors()));
  disk.account = account;
  disk.zone = zone->number;
  disk.name = wanted.name;
  disk.charge = wanted.charging.type;
  disk.renew = wanted.charging.renew;
  disk.delete_snapshots = wanted.delete_snapshots;
  disk.tags = wanted.tags;
  TRY(auto instances, check_targets(region, account, wanted, disk));
  CHECKED(power::check(region, *zone, kZoneWithoutPower));
  if (region.compute.rooms.find(zone->number)->sold_out()) return refuse(kZoneSoldOut, zone->id);
  CHECKED(check_quota(region, account, wanted.count));
  return Plan{std::move(disk), std::move(instances)};
}

// An instance that is returned lets go of its disks, too.
Result<void> check_may_detach(const RegionCell& region, const Disk& disk) {
  CHECKED(check_idle(region, disk));
  InstanceState state = region.compute.instances.find(disk.instance)->state;
  if (state == InstanceState::kRunning || state == InstanceState::kStopped ||
      state == InstanceState::kShutdown)
    return {};
  return refuse(kInstanceState, to_text(disk.instance), name_of(state));
}

void attach_to(Disk& disk, InstanceId instance, Time now) {
  disk.instance = disk.latest_instance = instance;
  disk.attached = now;
}

}  // namespace

Result<std::vector<Disk>> find_all(const RegionCell& region, AccountId account, Ids ids,
                                   const ErrorKind& not_found) {
  if (ids.empty()) return refuse(kNoneNamed);
  if (ids.size() > kDisksPerChange) return refuse(kTooManyNamed, std::to_string(kDisksPerChange));
  std::vector<Disk> found;
  for (std::string_view text : ids) {
    auto id = DiskId::parse(text);
    if (!id) return refuse(disks::kMalformedId, text);
    auto disk = disks::find(region, account, *id);
    if (!disk) return refuse(not_found, text);
    if (std::ranges::find(found, *id, &Disk::id) == found.end()) found.push_back(*std::move(disk));
  }
  return found;
}

Result<Disk> check_offer(const RegionCell& region, AccountId account, const NewDisks& wanted,
                         const Snapshot* snapshot) {
  uint32_t most = region.catalogue.limits().disks_per_call;
  TRY(const DiskType* type, check_type(region, wanted.type));
  TRY(uint32_t size_gib, check_new_size(*type, wanted.size_gib, snapshot));
  TRY(uint32_t throughput, check_throughput(*type, size_gib, wanted.throughput_mbps));
  if (wanted.backup_quota > kBackupQuotaMost)
    return refuse(kBackupQuota, std::to_string(wanted.backup_quota),
                  std::to_string(kBackupQuotaMost));
  if (wanted.count < 1 || wanted.count > most)
    return refuse(kCountRange, std::to_string(wanted.count), std::to_string(most));
  CHECKED(check_project(region, account, wanted.project));
  return Disk{.size_gib = size_gib,
              .project = uint32_t(wanted.project),
              .throughput_mbps = throughput,
              .backup_quota = uint32_t(wanted.backup_quota),
              .type = InternedText(type->id),
              .from = snapshot ? snapshot->id : SnapshotId(),
              .burst_performance = wanted.burst_performance};
}

Result<std::vector<DiskId>> create(Change& change, const NewDisks& wanted) {
  RegionCell& region = change.region;
  TRY(Plan plan, check(region, change.account, wanted));
  for (const Instance* instance : plan.instances)
    CHECKED(check_control_plane(change, instance->zone));
  std::vector<DiskId> created;
  for (uint64_t index = 0; index < wanted.count; ++index) {
    Disk disk = plan.disk;
    disk.id = disks::new_id(region);
    disk.sequence = region.cell.next_sequence();
    disk.created = change.now;
    if (disk.charge == ChargeType::kPrepaid)
      disk.expires = add_months(change.now, wanted.charging.months);
    if (!plan.instances.empty()) attach_to(disk, plan.instances[index]->id, change.now);
    created.push_back(disk.id);
    change.transaction.add(region.block->disks, std::move(disk));
  }
  return created;
}

Result<void> attach(Change& change, std::string_view instance_id, Ids ids,
                    std::optional<bool> delete_with_instance) {
  RegionCell& region = change.region;
  TRY(const Instance* instance, check_instance(region, change.account, instance_id));
  TRY(auto found, find_all(region, change.account, ids));
  CHECKED(check_room(region, instance->id, found.size()));
  for (const Disk& disk : found) {
    if (disk.is_attached()) return refuse(kAttached, to_text(disk.id), to_text(disk.instance));
    if (disk.isolated) return refuse(kIsolated, to_text(disk.id));
    CHECKED(check_idle(region, disk));
    CHECKED(check_zones(region, disk, *instance));
  }
  CHECKED(check_control_plane(change, instance->zone));
  for (const Disk& disk : found)
    change.transaction.change(region.block->disks, disk.id, [&](Disk& changed) {
      attach_to(changed, instance->id, change.now);
      changed.delete_with_instance = delete_with_instance.value_or(changed.delete_with_instance);
    });
  return {};
}

Result<void> detach(Change& change, Ids ids, std::string_view instance_id) {
  RegionCell& region = change.region;
  TRY(auto found, find_all(region, change.account, ids));
  const Instance* named = nullptr;
  if (!instance_id.empty()) {
    TRY(named, find_instance(region, change.account, instance_id));
  }
  for (const Disk& disk : found) {
    if (!disk.is_attached()) return refuse(kNotAttached, to_text(disk.id));
    CHECKED(check_portable(region, disk));
    if (named && disk.instance != named->id)
      return refuse(kAttachedElsewhere, to_text(disk.id), to_text(disk.instance), instance_id);
    CHECKED(check_may_detach(region, disk));
  }
  for (const Disk& disk : found)
    CHECKED(check_control_plane(change, region.compute.instances.find(disk.instance)->zone));
  for (const Disk& disk : found)
    disk_bindings::detach(region, change.transaction, disk.id, change.now);
  return {};
}

Result<void> terminate(Change& change, Ids ids, bool delete_snapshots) {
  RegionCell& region = change.region;
  TRY(auto found, find_all(region, change.account, ids, kNoneToTerminate));
  for (const Disk& disk : found) {
    if (disk.is_attached()) return refuse(kStillAttached, to_text(disk.id), to_text(disk.instance));
    CHECKED(check_idle(region, disk, kBusy, kBusy));
  }
  for (const Disk& disk : found) {
    bool first = disk.charge == ChargeType::kPrepaid && !disk.isolated;
    change.transaction.change(region.block->disks, disk.id, [&](Disk& changed) {
      changed.delete_snapshots |= delete_snapshots;
      if (!first) return;
      changed.isolated = true;
      changed.expires = change.now;  // the rest of its period is given back
    });
    if (!first) disk_bindings::remove(region, change.transaction, disk.id);
  }
  return {};
}

}  // namespace terrane::disk_manager
