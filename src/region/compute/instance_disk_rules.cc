#include "region/compute/instance_disk_rules.h"

#include <algorithm>

#include "region/block/disk_charge_rules.h"
#include "region/block/snapshot_manager.h"

namespace terrane {
namespace {

bool is_offered(const RegionCell& region, const DiskType& type) {
  return region.offers(type.product);
}

std::string offered_types(const RegionCell& region) {
  std::string names;
  for (const DiskType& type : region.catalogue.disk_types())
    if (is_offered(region, type)) (names += names.empty() ? "" : ", ") += type.id;
  return names;
}

Result<void> check_size(const DiskType& type, const DiskSizes& sizes, uint64_t size_gib) {
  if (sizes.allows(size_gib)) return {};
  return refuse(kDiskSize, type.id, std::to_string(size_gib), std::to_string(sizes.least_gib),
                std::to_string(sizes.most_gib), std::to_string(sizes.step_gib));
}

// The snapshot that a data disk is to be made from; null for none.
Result<const Snapshot*> find_snapshot(const RegionCell& region, AccountId account,
                                      const DiskType& type, std::string_view id) {
  if (id.empty()) return nullptr;
  if (!SnapshotId::parse(id)) return refuse(kMalformedSnapshotId, id);
  auto snapshot = snapshot_manager::find_usable(region, account, id);
  if (!snapshot) return refuse(kSnapshotNotFound, id);
  if (type.local() || !(*snapshot)->is_normal() || (*snapshot)->usage != DiskUsage::kData)
    return refuse(kUnfitSnapshot, id, type.id);
  return *snapshot;
}

// A data disk without an ID, charged with its instance, from a snapshot or null.
Result<Disk> make_data_disk(const DiskType& type, const Snapshot* snapshot,
                            const WantedDisk& wanted) {
  int64_t size_gib = wanted.size_gib;
  if (snapshot && size_gib == 0) size_gib = snapshot->size_gib;
  if (snapshot && size_gib < int64_t(snapshot->size_gib))
    return refuse(kLargerSnapshot, std::to_string(size_gib), to_text(snapshot->id),
                  std::to_string(snapshot->size_gib));
  CHECKED(check_data_disk(type, uint64_t(size_gib)));
  TRY(uint32_t throughput, check_throughput(type, uint32_t(size_gib), wanted.throughput_mbps));
  return Disk{.size_gib = uint32_t(size_gib),
              .throughput_mbps = throughput,
              .type = InternedText(type.id),
              .name = std::string(wanted.name),
              .from = snapshot ? snapshot->id : SnapshotId(),
              .charged_with_instance = true,
              .portable = !type.local(),
              .delete_with_instance = wanted.delete_with_instance || type.local(),
              .burst_performance = wanted.burst_performance};
}

Result<Disk> check_data_disk(const RegionCell& region, AccountId account,
                             const WantedDisk& wanted) {
  TRY(const DiskType* type, find_disk_type(region, wanted.type));
  TRY(const Snapshot* snapshot, find_snapshot(region, account, *type, wanted.snapshot));
  return make_data_disk(*type, snapshot, wanted);
}

// An image brings data disks of its own: one for each of its snapshots that is of one, unless the
// request names it for another.
Result<void> add_disks_of_image(const RegionCell& region, const Image& image,
                                std::vector<Disk>& disks) {
  for (SnapshotId id : image.snapshots) {
    const Snapshot* snapshot = region.block->snapshots.find(id);
    if (snapshot->usage != DiskUsage::kData ||
        std::ranges::find(disks, id, &Disk::from) != disks.end())
      continue;
    TRY(const DiskType* type, find_disk_type(region, ""));
    TRY(Disk disk, make_data_disk(*type, snapshot, {}));
    disks.push_back(std::move(disk));
  }
  return {};
}

}  // namespace

Result<const DiskType*> find_disk_type(const RegionCell& region, std::string_view type) {
  const Settings& settings = region.catalogue.settings();
  if (type.empty())
    type = region.offers("cbs") ? settings.default_system_disk
                                : settings.default_system_disk_without_cbs;
  const DiskType* found = region.catalogue.find_disk_type(type);
  if (!found) return refuse(kUnknownDiskType, type, offered_types(region));
  if (!is_offered(region, *found))
    return refuse(kDiskTypeNotHere, region.place().id, type, offered_types(region));
  return found;
}

Result<void> check_system_disk(const DiskType& type, uint64_t size_gib,
                               const images::AnyImage& image) {
  CHECKED(check_system_disk(type, size_gib));
  if (size_gib < image.size_gib())
    return refuse(kImageNeedsMore, std::to_string(size_gib), to_text(image.id()),
                  std::to_string(image.size_gib()));
  return {};
}

Result<void> check_system_disk(const DiskType& type, uint64_t size_gib) {
  return check_size(type, type.system, size_gib);
}

Result<void> check_data_disk(const DiskType& type, uint64_t size_gib) {
  if (type.id == "CLOUD_SSD" && size_gib < type.data.least_gib)
    return refuse(kSsdTooSmall, type.id, std::to_string(size_gib),
                  std::to_string(type.data.least_gib));
  return check_size(type, type.data, size_gib);
}

uint32_t local_gib_of(const Catalogue& catalogue, const InstanceDisk& disk) {
  const DiskType* type = catalogue.find_disk_type(disk.type);
  return type && type->local() ? disk.size_gib : 0;
}

Result<Disks> check_disks(const RegionCell& region, AccountId account,
                          const images::AnyImage& image, const WantedDisk& system,
                          std::span<const WantedDisk> data) {
  size_t limit = region.catalogue.limits().data_disks_per_instance;
  if (data.size() > limit) return refuse(kTooManyDataDisks, std::to_string(limit));
  Disks disks;
  TRY(const DiskType* type, find_disk_type(region, system.type));
  uint64_t size =
      system.size_gib ? uint64_t(system.size_gib) : std::max(kSystemDiskDefault, image.size_gib());
  CHECKED(check_system_disk(*type, size, image));
  disks.system.type = InternedText(type->id);
  disks.system.name = system.name;
  disks.system.size_gib = uint32_t(size);
  if (type->local()) disks.local_gib += uint32_t(size);
  for (const WantedDisk& wanted : data) {
    TRY(Disk disk, check_data_disk(region, account, wanted));
    disks.data.push_back(std::move(disk));
  }
  if (image.custom) CHECKED(add_disks_of_image(region, *image.custom, disks.data));
  if (disks.data.size() > limit) return refuse(kTooManyDataDisks, std::to_string(limit));
  for (const Disk& disk : disks.data)
    if (!disk.portable) disks.local_gib += disk.size_gib;
  return disks;
}

}  // namespace terrane
