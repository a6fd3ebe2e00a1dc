#include "region/tagged_kinds.h"

#include "region/balancer/balancer_tables.h"
#include "region/block/block_tables.h"
#include "region/block/disks.h"
#include "region/cache/cache_tables.h"
#include "region/database/database_tables.h"
#include "region/image/image_tables.h"

namespace terrane {
namespace {

// Data disks, and the system disks of instances: what those carry is kept in a table of its own.
constexpr TaggedKind<RegionCell> kTaggedDisks = {
    Kind::kDisk,
    [](const RegionCell& region, AnyId id) { return disks::find_tagged(region, DiskId(id)); },
    [](RegionCell& region, Transaction& transaction, AnyId id, std::span<const TagPair> tags) {
      disks::write_tags(region, transaction, DiskId(id), tags);
    },
    [](RegionCell& region, TagIndex& index) {
      index.watch(region.block->disks);
      index.watch(region.block->system_disk_tags);
    }};

constexpr TaggedKind<RegionCell> kKinds[] = {
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.compute.instances; }>(),
    tagged_kind<RegionCell,
                [](auto& region) -> auto& { return region.compute.placement_groups; }>(),
    tagged_kind<RegionCell,
                [](auto& region) -> auto& { return region.compute.launch_templates; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.network.vpcs; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.network.subnets; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.network.route_tables; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.network.security_groups; }>(),
    tagged_kind<RegionCell,
                [](auto& region) -> auto& { return region.network.elastic_addresses; }>(),
    tagged_kind<RegionCell,
                [](auto& region) -> auto& { return region.network.network_interfaces; }>(),
    tagged_kind<RegionCell,
                [](auto& region) -> auto& { return region.network.peering_connections; }>(),
    kTaggedDisks,
    tagged_kind<RegionCell,
                [](auto& region) -> auto& { return region.balancer->load_balancers; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.balancer->target_groups; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.block->snapshots; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.image->images; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.database->databases; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.cache->caches; }>(),
};

}  // namespace

std::span<const TaggedKind<RegionCell>> tagged_kinds_of_regions() {
  return kKinds;
}

std::optional<TaggedRecord> find_tagged(const RegionCell& region, AnyId id) {
  auto* kind = find_tagged_kind(tagged_kinds_of_regions(), id.kind());
  return kind ? kind->find(region, id) : std::nullopt;
}

void write_tags(RegionCell& region, Transaction& transaction, AnyId id,
                std::span<const TagPair> tags) {
  find_tagged_kind(tagged_kinds_of_regions(), id.kind())->write(region, transaction, id, tags);
}

}  // namespace terrane
