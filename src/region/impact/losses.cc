#include "region/impact/losses.h"

#include <algorithm>

#include "region/balancer/balancer_tables.h"
#include "region/block/block_tables.h"
#include "region/cache/cache_tables.h"
#include "region/database/database_tables.h"
#include "region/image/image_tables.h"
#include "region/reach/reach_ends.h"

namespace terrane::impact {
namespace {

bool is_local(const Catalogue& catalogue, const Instance& instance) {
  const DiskType* type = catalogue.find_disk_type(instance.system_disk.type.view());
  return type && type->local();
}

template <class Record>
Loss loss_of(const Record& record, uint32_t zone, Single single = Single::kNone) {
  return {record.account, record.id, std::string(record.name), zone, single};
}
Loss loss_of(const Instance& instance, Single single = Single::kNone) {
  return {instance.account, instance.id, std::string(instance.name.view()), instance.zone, single};
}

// Instances that have their system disk on a host that is_struck(instance).
template <class IsStruck>
void add_local(const Hypothesis& hypothesis, IsStruck is_struck, std::vector<Loss>& found) {
  const RegionCell& region = hypothesis.region();
  hypothesis.each_of(region.compute.instances, [&](const Instance& instance) {
    if (is_struck(instance) && is_local(region.catalogue, instance))
      found.push_back(loss_of(instance, Single::kLocalDisk));
  });
}

}  // namespace

std::vector<Loss> going_down(const Hypothesis& hypothesis, const Zone* zone) {
  const RegionCell& region = hypothesis.region();
  auto is_near = [&](uint32_t number) { return !zone || zone->number == number; };
  std::vector<Loss> lost;
  hypothesis.each_of(region.compute.instances, [&](const Instance& instance) {
    if (is_near(instance.zone) && hypothesis.goes_down(instance.id))
      lost.push_back(loss_of(instance));
  });
  auto add_zonal = [&](const auto& record) {
    if (is_near(record.zone) && hypothesis.goes_down(record.id))
      lost.push_back(loss_of(record, record.zone));
  };
  hypothesis.each_of(region.database->databases, add_zonal);
  hypothesis.each_of(region.cache->caches, add_zonal);
  hypothesis.each_of(region.balancer->load_balancers, [&](const LoadBalancer& balancer) {
    if (hypothesis.goes_down(balancer.id)) lost.push_back(loss_of(balancer, 0));
  });
  return lost;
}

std::vector<Loss> only_in_zone(const Hypothesis& hypothesis, const Zone& zone) {
  const RegionCell& region = hypothesis.region();
  std::vector<Loss> found;
  hypothesis.each_of(region.database->databases, [&](const Database& database) {
    auto zones = reach_ends::serving_zones(region, database.id);
    if (std::ranges::all_of(zones, [&](uint32_t number) { return number == zone.number; }))
      found.push_back(loss_of(database, database.zone, Single::kDatabaseInZone));
  });
  hypothesis.each_of(region.cache->caches, [&](const Cache& cache) {
    if (cache.zone == zone.number)
      found.push_back(loss_of(cache, cache.zone, Single::kCacheInZone));
  });
  auto is_there = [&](const Instance& instance) { return instance.zone == zone.number; };
  add_local(hypothesis, is_there, found);
  if (region.catalogue.settings().disk_scope != DiskScope::kZone) return found;
  hypothesis.each_of(region.block->disks, [&](const Disk& disk) {
    if (disk.zone == zone.number && region.block->snapshots_of(disk.id).empty())
      found.push_back(loss_of(disk, disk.zone, Single::kDiskInZone));
  });
  return found;
}

std::vector<Loss> only_on_hosts(const Hypothesis& hypothesis, const Fault& fault) {
  const HostRooms& rooms = hypothesis.region().compute.rooms;
  auto is_struck = [&](const Instance& instance) {
    return fault.is_over(rooms.place_of(instance));
  };
  std::vector<Loss> found;
  add_local(hypothesis, is_struck, found);
  return found;
}

std::vector<Loss> only_in_region(const Hypothesis& hypothesis) {
  const RegionCell& region = hypothesis.region();
  std::vector<Loss> found;
  auto add = [&](const auto& record) {
    found.push_back(loss_of(record, record.zone, Single::kDataInRegion));
  };
  hypothesis.each_of(region.database->databases, add);
  hypothesis.each_of(region.cache->caches, add);
  return found;
}

std::vector<KeptCopy> copies_kept(const Hypothesis& hypothesis) {
  const RegionCell& region = hypothesis.region();
  std::vector<KeptCopy> kept;
  hypothesis.each_of(region.image->images, [&](const Image& image) {
    if (!image.is_normal()) return;
    std::string origin = image.copied_from ? to_text(image.copied_from) : "";
    kept.push_back({image.account, image.id, image.name, image.copied_from_region, origin});
  });
  hypothesis.each_of(region.block->snapshots, [&](const Snapshot& snapshot) {
    if (snapshot.is_normal())
      kept.push_back({snapshot.account, snapshot.id, snapshot.name, snapshot.copied_from_region,
                      snapshot.copied_from});
  });
  return kept;
}

std::vector<KeptDisk> disks_kept(const Hypothesis& hypothesis) {
  const RegionCell& region = hypothesis.region();
  std::vector<KeptDisk> kept;
  hypothesis.each_of(region.block->disks, [&](const Disk& disk) {
    KeptDisk one{disk.account, disk.id, disk.name, disk.zone, {}};
    for (const Snapshot* snapshot : region.block->snapshots_of(disk.id))
      if (snapshot->is_normal()) one.snapshots.push_back(snapshot->id);
    kept.push_back(std::move(one));
  });
  return kept;
}

std::vector<Loss> copies_under_way(const Hypothesis& hypothesis, std::string_view to) {
  std::vector<Loss> waiting;
  hypothesis.each_of(hypothesis.region().image->copies, [&](const Copy& copy) {
    if (copy.under_way() && copy.to == to)
      waiting.push_back({copy.account, copy.source, to_text(copy.given ? copy.given : copy.id), 0,
                         Single::kNone});
  });
  return waiting;
}

}  // namespace terrane::impact
