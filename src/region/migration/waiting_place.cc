#include "region/migration/waiting_place.h"

#include <algorithm>
#include <bit>

#include "region/migration/migration_rules.h"
#include "region/network/subnet_manager.h"
#include "region/network/subnet_rules.h"
#include "region/network/vpc_rules.h"

namespace terrane::waiting_place {

const Subnet* find(const RegionCell& region, const Subnet& leaving, size_t instances) {
  for (const Subnet* subnet : subnet_manager::in_vpc(region, leaving.vpc))
    if (subnet->id != leaving.id && subnet->zone == leaving.zone &&
        !region.migration->holder_of(subnet->id) &&
        region.network.addresses.available(subnet->id) >= instances)
      return subnet;
  return nullptr;
}

std::optional<Cidr> free_range(const RegionCell& region, const Subnet& leaving, size_t instances) {
  constexpr uint32_t kReserved = 3;  // the first two addresses and the last
  uint32_t size = std::bit_ceil(std::max(uint32_t(instances) + kReserved, 8u));
  auto mask = uint8_t(32 - std::countr_zero(size));
  auto subnets = subnet_manager::in_vpc(region, leaving.vpc);
  for (Cidr area : vpc_rules::ranges_of(*region.network.vpcs.find(leaving.vpc))) {
    Cidr candidate{area.base, mask};
    while (candidate.length >= area.length && area.contains(candidate)) {
      auto taken = std::ranges::find_if(
          subnets, [&](const Subnet* subnet) { return subnet->cidr.overlaps(candidate); });
      if (taken == subnets.end()) return candidate;
      // On behind the larger of the two: ranges are aligned to their size.
      uint64_t step = std::max<uint64_t>((*taken)->cidr.size(), size);
      uint64_t next = (candidate.base.bits / step + 1) * step;
      if (next > UINT32_MAX) break;
      candidate.base.bits = uint32_t(next);
    }
  }
  return std::nullopt;
}

Result<WaitingPlace> have(Change& change, const Migration& migration) {
  const RegionCell& region = change.region;
  const Subnet& leaving = *region.network.subnets.find(migration.old_subnet);
  size_t count = migration.instances.size();
  if (migration.waiting) return WaitingPlace{migration.waiting, false};
  if (const Subnet* there = find(region, leaving, count)) return WaitingPlace{there->id, false};
  std::string zone = region.find_zone(leaving.zone)->id;
  auto range = free_range(region, leaving, count);
  if (!range)
    return refuse(migration_rules::kNowhereToWait, to_text(leaving.vpc), zone,
                  std::to_string(count));
  TRY(const Subnet* made, subnet_manager::create(change, to_text(leaving.vpc),
                                                 {.name = "originals-of-" + to_text(migration.id),
                                                  .cidr = to_text(*range),
                                                  .zone = zone,
                                                  .route_table = to_text(leaving.route_table)}));
  return WaitingPlace{made->id, true};
}

void give_up(Change& change, const Migration& migration) {
  if (!migration.waiting_made) return;
  const Subnet* subnet = change.region.network.subnets.find(migration.waiting);
  if (subnet && subnet_rules::check_deletable(change.region, *subnet))
    change.transaction.remove(change.region.network.subnets, SubnetId(migration.waiting));
}

}  // namespace terrane::waiting_place
