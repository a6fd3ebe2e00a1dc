// The part of instance_settings that changes what an instance takes of its host.
#include <algorithm>

#include "region/compute/instance_motion.h"
#include "region/compute/instance_settings.h"
#include "region/network/network_interface_rules.h"

namespace terrane::instance_settings {
namespace {

using instance_manager::find_for;

uint32_t local_gib_of_all(const Catalogue& catalogue, const InstanceDisk& system,
                          std::span<const InstanceDisk> data) {
  uint32_t local = local_gib_of(catalogue, system);
  for (const InstanceDisk& disk : data) local += local_gib_of(catalogue, disk);
  return local;
}

// Grows one disk to a size its type allows.
Result<void> grow(const RegionCell& region, const Instance& instance, InstanceDisk& disk,
                  int64_t size_gib, bool is_system) {
  if (size_gib < disk.size_gib)
    return refuse(kDiskCannotShrink, to_text(disk.id), std::to_string(disk.size_gib),
                  std::to_string(size_gib));
  TRY(const DiskType* type, find_disk_type(region, disk.type));
  if (is_system) {
    CHECKED(check_system_disk(*type, uint64_t(size_gib)));
  } else {
    CHECKED(check_data_disk(*type, uint64_t(size_gib)));
  }
  disk.size_gib = uint32_t(size_gib);
  return {};
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
  std::vector<InstanceDisk> disks(instance.data_disks.begin(), instance.data_disks.end());
  if (system_gib) CHECKED(grow(region, instance, system, *system_gib, true));
  for (const DiskGrowth& growth : data) {
    auto disk = std::ranges::find_if(
        disks, [&](const InstanceDisk& candidate) { return to_text(candidate.id) == growth.id; });
    if (disk == disks.end()) return refuse(kNotADiskOfInstance, growth.id, id);
    CHECKED(grow(region, instance, *disk, growth.size_gib, false));
  }
  Room need = instance.room();
  need.local_disk_gib = local_gib_of_all(region.catalogue, system, disks);
  TRY(HostIndex host, host_for(region, instance, need));
  auto apply = [&](Instance& changed) {
    changed.system_disk = system;
    changed.data_disks = CompactList<InstanceDisk>(disks);
    changed.local_disk_gib = need.local_disk_gib;
    changed.host = host.value;
  };
  bool stays = host.value == instance.host;
  if (instance.state == InstanceState::kRunning && !(online && stays)) {
    move(change, instance, InstanceOperation::kResizeDisks, InstanceTrigger::kReboot, apply);
  } else {
    modify(change, instance, InstanceOperation::kResizeDisks, apply);
  }
  return {};
}

}  // namespace terrane::instance_settings
