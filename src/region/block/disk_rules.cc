#include "region/block/disk_rules.h"

#include "base/text.h"
#include "cell/projects.h"

namespace terrane::disk_rules {

Result<void> check_name(std::string_view name) {
  if (count_characters(name) > kNameCharacters) return refuse(kNameLength);
  return {};
}

Result<const Zone*> check_zone(const RegionCell& region, std::string_view id) {
  const Zone* zone = region.find_zone(id);
  if (!zone) return refuse(kZoneOfAnotherRegion, id, region.place().id);
  return zone;
}

Result<void> check_project(const RegionCell& region, AccountId account, uint64_t project,
                           const ErrorKind& error) {
  int64_t number = int64_t(std::min<uint64_t>(project, INT64_MAX));
  return terrane::check_project(region.accounts, account, number, error);
}

Result<const DiskType*> check_type(const RegionCell& region, std::string_view id) {
  const DiskType* type = region.catalogue.find_disk_type(id);
  if (!type || type->local() || !region.offers(type->product)) return refuse(kUnknownType, id);
  return type;
}

Result<void> check_size(const DiskType& type, const DiskSizes& sizes, uint64_t size_gib) {
  if (sizes.allows(size_gib)) return {};
  return refuse(kSize, type.id, std::to_string(size_gib), std::to_string(sizes.least_gib),
                std::to_string(sizes.most_gib), std::to_string(sizes.step_gib));
}

Result<void> check_quota(const RegionCell& region, AccountId account, uint64_t more) {
  uint32_t quota = region.catalogue.limits().disks;
  uint64_t wanted = region.block->disks.count_of(account) + more;
  if (wanted > quota) return refuse(kTooMany, std::to_string(quota), std::to_string(wanted));
  return {};
}

Result<const Instance*> find_instance(const RegionCell& region, AccountId account,
                                      std::string_view id) {
  auto parsed = InstanceId::parse(id);
  if (!parsed) return refuse(kMalformedInstanceId, id);
  const Instance* instance = region.compute.instances.find(*parsed);
  if (!instance || instance->account != account) return refuse(kInstanceNotFound, id);
  return instance;
}

Result<const Instance*> check_instance(const RegionCell& region, AccountId account,
                                       std::string_view id) {
  TRY(const Instance* instance, find_instance(region, account, id));
  if (instance->state != InstanceState::kRunning && instance->state != InstanceState::kStopped)
    return refuse(kInstanceState, id, name_of(instance->state));
  return instance;
}

Result<void> check_room(const RegionCell& region, InstanceId instance, uint64_t more) {
  uint32_t most = region.catalogue.limits().data_disks_per_instance;
  uint64_t wanted = region.block->disks_of(instance).size() + more;
  if (wanted > most)
    return refuse(kTooManyOfInstance, to_text(instance), std::to_string(most),
                  std::to_string(wanted));
  return {};
}

Result<void> check_portable(const RegionCell& region, const Disk& disk) {
  if (disk.is_system()) return refuse(kSystemDisk, to_text(disk.id), to_text(disk.instance));
  if (disks::is_local(region, disk))
    return refuse(kNotPortable, to_text(disk.id), to_text(disk.instance));
  return {};
}

Result<void> check_idle(const RegionCell& region, const Disk& disk, const ErrorKind& busy,
                        const ErrorKind& migrating) {
  const DiskTask* task = region.block->tasks.find(disk.id);
  if (!task) return {};
  return refuse(task->kind == DiskTaskKind::kMigration ? migrating : busy, to_text(disk.id));
}

Result<void> check_no_snapshot_under_way(const RegionCell& region, const Disk& disk) {
  for (const Snapshot* snapshot : region.block->snapshots_of(disk.id))
    if (snapshot->work.under_way())
      return refuse(kSnapshotCreating, to_text(snapshot->id), to_text(disk.id));
  return {};
}

}  // namespace terrane::disk_rules
