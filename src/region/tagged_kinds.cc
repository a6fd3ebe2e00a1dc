#include "region/tagged_kinds.h"

#include "region/block/block_tables.h"
#include "region/image/image_tables.h"

namespace terrane {
namespace {

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
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.block->disks; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.block->snapshots; }>(),
    tagged_kind<RegionCell, [](auto& region) -> auto& { return region.image->images; }>(),
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
