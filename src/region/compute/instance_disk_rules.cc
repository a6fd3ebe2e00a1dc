#include "region/compute/instance_disk_rules.h"

#include <algorithm>

namespace terrane {
namespace {

bool is_offered(const RegionCell& region, const DiskType& type) {
  return region.catalogue.offers(region.place(), type.product);
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

}  // namespace

Result<const DiskType*> find_disk_type(const RegionCell& region, std::string_view type) {
  const Settings& settings = region.catalogue.settings();
  if (type.empty())
    type = region.catalogue.offers(region.place(), "cbs")
               ? settings.default_system_disk
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

Result<Disks> check_disks(const RegionCell& region, const images::AnyImage& image,
                          const WantedDisk& system, std::span<const WantedDisk> data) {
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
    TRY(const DiskType* data_type, find_disk_type(region, wanted.type));
    CHECKED(check_data_disk(*data_type, uint64_t(wanted.size_gib)));
    InstanceDisk& disk = disks.data.emplace_back();
    disk.type = InternedText(data_type->id);
    disk.name = wanted.name;
    disk.size_gib = uint32_t(wanted.size_gib);
    disk.delete_with_instance = wanted.delete_with_instance;
    if (data_type->local()) disks.local_gib += disk.size_gib;
  }
  return disks;
}

}  // namespace terrane
