// The part of instance_settings that changes what an instance takes of its host.
#include <algorithm>

#include "region/block/block_tables.h"
#include "region/compute/instance_motion.h"
#include "region/compute/instance_settings.h"
#include "region/network/network_interface_rules.h"

namespace terrane::instance_settings {
namespace {

using instance_manager::find_for;

// Grows one disk to a size its type allows.
template <class AnyDisk>
Result<void> grow(const RegionCell& region, const Instance& instance, AnyDisk& disk,
                  int64_t size_gib) {
  if (size_gib < disk.size_gib)
    return refuse(kDiskCannotShrink, to_text(disk.id), std::to_string(disk.size_gib),
                  std::to_string(size_gib));
  TRY(const DiskType* type, find_disk_type(region, disk.type));
  if (disk.id == instance.system_disk.id) {
    CHECKED(check_system_disk(*type, uint64_t(size_gib)));
  } else {
    CHECKED(check_data_disk(*type, uint64_t(size_gib)));
  }
  disk.size_gib = uint32_t(size_gib);
  return {};
}

// The data disks of the instance that are named, grown.
Result<std::vector<Disk>> grow_all(const RegionCell& region, const Instance& instance,
                                   std::span<const DiskGrowth> growths) {
  auto disks = region.block->disks_of(instance.id);
  std::vector<Disk> grown;
  for (const DiskGrowth& growth : growths) {
    auto disk = std::ranges::find_if(
        disks, [&](const Disk* candidate) { return to_text(candidate->id) == growth.id; });
    if (disk == disks.end()) return refuse(kNotADiskOfInstance, growth.id, to_text(instance.id));
    if (region.block->tasks.find((*disk)->id)) return refuse(kDiskIsBusy, growth.id);
    auto again = std::ranges::find(grown, (*disk)->id, &Disk::id);
    Disk& growing = again != grown.end() ? *again : grown.emplace_back(**disk);
    CHECKED(grow(region, instance, growing, growth.size_gib));
  }
  return grown;
}

}  // namespace

Result<void> reset_type(Change& change, Ids ids, std::string_view type_name, bool force_stop) {
  RegionCell& region = change.region;
  TRY(auto instances, find_for(change, ids, InstanceOperation::kResetType, force_stop));
  if (type_name.find('.') == std::string_view::npos) return refuse(kMalformedType, type_name);
  for (const Instance* instance : instances) {
    const Zone* zone = region.find_zone(instance->zone);
    const InstanceType* type = region.catalogue.find_instance_type(type_name);
    if (!type || !region.catalogue.offers(*zone, *type))
      return refuse(kNoSuchTypeInZone, zone->id, type_name);
    CHECKED(network_interface_rules::check_fits(region, *instance, type->cores, type_name));
    Room need{type->cores, type->memory_gib, instance->local_disk_gib};
    TRY(HostIndex host, host_for(region, *instance, need));
    auto apply = [&](Instance& changed) {
      changed.type = InternedText(type->name);
      changed.cores = need.cores;
      changed.memory_gib = need.memory_gib;
      changed.host = host.value;
    };
    if (instance->state == InstanceState::kRunning) {
      move(change, *instance, InstanceOperation::kResetType, InstanceTrigger::kReboot, apply);
    } else {
      modify(change, *instance, InstanceOperation::kResetType, apply);
    }
  }
  return {};
}

Result<void> resize_disks(Change& change, std::string_view id, std::span<const DiskGrowth> data,
                          std::optional<int64_t> system_gib, bool force_stop, bool online) {
  RegionCell& region = change.region;
  if (data.empty() && !system_gib) return refuse(kNoDiskNamed);
  if (!data.empty() && system_gib) return refuse(kOneOfTheTwo);
  TRY(auto instances,
      find_for(change, {&id, 1}, InstanceOperation::kResizeDisks, force_stop || online));
  const Instance& instance = *instances[0];
  InstanceDisk system = instance.system_disk;
  if (system_gib) CHECKED(grow(region, instance, system, *system_gib));
  TRY(auto disks, grow_all(region, instance, data));
  Room need = instance.room();
  need.local_disk_gib +=
      local_gib_of(region.catalogue, system) - local_gib_of(region.catalogue, instance.system_disk);
  for (const Disk& disk : disks)
    if (!disk.portable)
      need.local_disk_gib += disk.size_gib - region.block->disks.find(disk.id)->size_gib;
  TRY(HostIndex host, host_for(region, instance, need));
  auto apply = [&](Instance& changed) {
    changed.system_disk = system;
    changed.local_disk_gib = need.local_disk_gib;
    changed.host = host.value;
  };
  for (const Disk& disk : disks)
    change.transaction.change(region.block->disks, disk.id,
                              [&](Disk& changed) { changed.size_gib = disk.size_gib; });
  bool stays = host.value == instance.host;
  if (instance.state == InstanceState::kRunning && !(online && stays)) {
    move(change, instance, InstanceOperation::kResizeDisks, InstanceTrigger::kReboot, apply);
  } else {
    modify(change, instance, InstanceOperation::kResizeDisks, apply);
  }
  return {};
}

}  // namespace terrane::instance_settings
