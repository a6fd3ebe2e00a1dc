#include "region/block/disks.h"

namespace terrane::disks {

Disk system_disk_of(const Instance& instance) {
  const InstanceDisk& disk = instance.system_disk;
  Disk shown{.id = disk.id,
             .account = instance.account,
             .sequence = instance.sequence,
             .zone = instance.zone,
             .size_gib = disk.size_gib,
             .project = instance.project,
             .type = disk.type,
             .name = std::string(disk.name.view()),
             .instance = instance.id,
             .latest_instance = instance.id,
             .attached = instance.created,
             .charge = instance.charge,
             .renew = instance.renew,
             .expires = instance.expires,
             .isolated = instance.state == InstanceState::kShutdown,
             .charged_with_instance = true,
             .portable = false,
             .delete_with_instance = true,
             .created = instance.created};
  return shown;
}

InstanceId instance_of_system(DiskId disk) {
  return InstanceId(AnyId::of(Kind::kInstance, disk.number()));
}

std::optional<Disk> find(const RegionCell& region, AccountId account, DiskId id) {
  if (const Disk* disk = region.block->disks.find(id))
    return disk->account == account ? std::optional(*disk) : std::nullopt;
  const Instance* instance = region.compute.instances.find(instance_of_system(id));
  if (!instance || instance->account != account) return std::nullopt;
  return system_disk_of(*instance);
}

Result<Disk> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = DiskId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  auto disk = find(region, account, *parsed);
  if (!disk) return refuse(kNotFound, id);
  return *std::move(disk);
}

bool is_local(const RegionCell& region, const Disk& disk) {
  const DiskType* type = region.catalogue.find_disk_type(disk.type);
  return type && type->local();
}

std::optional<TaggedRecord> find_tagged(const RegionCell& region, DiskId id) {
  if (const Disk* disk = region.block->disks.find(id))
    return TaggedRecord{disk->account, disk->tags};
  const Instance* instance = region.compute.instances.find(instance_of_system(id));
  if (!instance) return std::nullopt;
  const SystemDiskTags* kept = region.block->system_disk_tags.find(id);
  return TaggedRecord{instance->account,
                      kept ? std::span<const TagPair>(kept->tags) : std::span<const TagPair>()};
}

void write_tags(RegionCell& region, Transaction& transaction, DiskId id,
                std::span<const TagPair> tags) {
  BlockTables& block = *region.block;
  std::vector<TagPair> written(tags.begin(), tags.end());
  if (block.disks.find(id)) {
    transaction.change(block.disks, id, [&](Disk& changed) { changed.tags = written; });
  } else if (block.system_disk_tags.find(id)) {
    if (tags.empty()) return transaction.remove(block.system_disk_tags, id);
    transaction.change(block.system_disk_tags, id,
                       [&](SystemDiskTags& changed) { changed.tags = written; });
  } else if (!tags.empty()) {
    AccountId account = region.compute.instances.find(instance_of_system(id))->account;
    transaction.add(block.system_disk_tags,
                    SystemDiskTags{.id = id, .account = account, .tags = std::move(written)});
  }
}

DiskId new_id(RegionCell& region) {
  while (true) {
    DiskId id = region.cell.new_id(region.block->disks);
    if (!region.compute.instances.find(instance_of_system(id))) return id;
  }
}

}  // namespace terrane::disks
