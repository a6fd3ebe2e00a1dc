// Disks, and what is kept about them, compared with the instances they are of.
#include <algorithm>

#include "region/block/disks.h"
#include "sim/checkers.h"

namespace terrane::sim {

void DisksAreWhereTheySay::stepped(const ClientCall*) {
  for (auto& [name, open] : world_.open_cells()) {
    if (!open.region || !history_.changed(name)) continue;
    check_attachments(*open.region);
    check_what_is_kept(*open.region);
    check_snapshots(*open.region);
  }
}

void DisksAreWhereTheySay::check_attachments(const RegionCell& region) {
  std::map<InstanceId, std::set<DiskId>> attached;
  std::map<InstanceId, uint32_t> local_gib;
  region.block->disks.each([&](const Disk& disk) {
    std::string id = to_text(disk.id);
    if (region.compute.instances.find(disks::instance_of_system(disk.id)))
      world_.complain(id + " has the number of an instance");
    if (disks::is_local(region, disk)) {
      if (!disk.is_attached()) world_.complain(id + " is of a host and attached to nothing");
      local_gib[disk.instance] += disk.size_gib;
    }
    if (!disk.is_attached()) {
      if (disk.charged_with_instance) world_.complain(id + " is charged with no instance");
      return;
    }
    attached[disk.instance].insert(disk.id);
    const Instance* instance = region.compute.instances.find(disk.instance);
    if (!instance) return world_.complain(id + " is attached to an instance that is gone");
    if (instance->account != disk.account)
      world_.complain(id + " is attached to an instance of another account");
  });
  region.compute.instances.each([&](const Instance& instance) {
    std::set<DiskId> derived;
    for (const Disk* disk : region.block->disks_of(instance.id)) derived.insert(disk->id);
    if (derived != attached[instance.id])
      world_.complain("the list of disks of " + to_text(instance.id) + " is not what they say");
    Disk system = disks::system_disk_of(instance);
    uint32_t local =
        local_gib[instance.id] + (disks::is_local(region, system) ? system.size_gib : 0);
    if (local != instance.local_disk_gib)
      world_.complain(to_text(instance.id) + " takes of its host what its disks do not");
  });
}

void DisksAreWhereTheySay::check_what_is_kept(const RegionCell& region) {
  auto expect_disk = [&](AccountId account, DiskId disk, const std::string& what) {
    if (!disks::find(region, account, disk))
      world_.complain(what + " is about " + to_text(disk) + ", which is gone");
  };
  region.block->tasks.each(
      [&](const DiskTask& task) { expect_disk(task.account, task.id, "a task"); });
  region.block->system_disk_tags.each(
      [&](const SystemDiskTags& tags) { expect_disk(tags.account, tags.id, "a list of tags"); });
  region.block->policies.each([&](const SnapshotPolicy& policy) {
    std::set<DiskId> once(policy.disks.begin(), policy.disks.end());
    if (once.size() != policy.disks.size())
      world_.complain(to_text(policy.id) + " has a disk bound twice");
    for (DiskId disk : policy.disks) expect_disk(policy.account, disk, to_text(policy.id));
  });
}

void DisksAreWhereTheySay::check_snapshots(const RegionCell& region) {
  region.block->snapshots.each([&](const Snapshot& snapshot) {
    auto of_disk = region.block->snapshots_of(snapshot.disk);
    if (std::ranges::count(of_disk, &snapshot) != 1)
      world_.complain(to_text(snapshot.id) + " is not among the snapshots of its disk");
    for (const SnapshotShare& share : snapshot.shared_with)
      if (std::ranges::count(region.block->shared_with(share.account), &snapshot) != 1)
        world_.complain(to_text(snapshot.id) + " is not among those its readers may use");
  });
}

}  // namespace terrane::sim
