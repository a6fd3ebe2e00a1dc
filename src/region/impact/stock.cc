#include "region/impact/stock.h"

#include <algorithm>

#include "base/contains.h"
#include "region/zone_access_rules.h"

namespace terrane::impact {
namespace {

struct FreeZone {
  const Zone* zone;
  ZoneCapacity capacity;  // a copy, to place in what is not placed
};

// Of everybody's, only what is open to everybody is told.
bool may_use(const Hypothesis& hypothesis, const Zone& zone) {
  if (!hypothesis.account()) return zone.access == ZoneAccess::kOpen;
  return check_zone_access(hypothesis.region(), *hypothesis.account(), &zone).has_value();
}

}  // namespace

std::vector<const Zone*> usable_zones(const Hypothesis& hypothesis, const Zone& besides) {
  const RegionCell& region = hypothesis.region();
  const Failing& failing = hypothesis.failing_after();
  std::vector<const Zone*> zones;
  for (ZoneIndex index : region.place().zones) {
    const Zone& zone = region.catalogue.zone(index);
    const ZoneCapacity* capacity = region.compute.rooms.find(zone.number);
    if (zone.number != besides.number && capacity && !capacity->sold_out() &&
        !failing.silence_of(zone.number) && !failing.control_plane_of(zone.number) &&
        may_use(hypothesis, zone))
      zones.push_back(&zone);
  }
  return zones;
}

namespace {

bool sells(const Catalogue& catalogue, const Zone& zone, std::string_view type) {
  const InstanceType* known = catalogue.find_instance_type(type);
  return !known || catalogue.offers(zone, *known);
}

}  // namespace

std::vector<Demand> room_elsewhere(const Hypothesis& hypothesis, const Zone& zone) {
  const RegionCell& region = hypothesis.region();
  std::vector<const Instance*> homeless;
  hypothesis.each_of(region.compute.instances, [&](const Instance& instance) {
    if (instance.zone == zone.number && hypothesis.goes_down(instance.id))
      homeless.push_back(&instance);
  });
  if (homeless.empty()) return {};
  std::ranges::stable_sort(homeless, std::ranges::greater(), &Instance::cores);
  std::vector<FreeZone> free;
  for (const Zone* other : usable_zones(hypothesis, zone))
    free.push_back({other, *region.compute.rooms.find(other->number)});
  std::vector<Demand> demands;
  for (const Instance* instance : homeless) {
    std::string_view type = instance->type.view();
    auto demand = std::ranges::find(demands, type, &Demand::type);
    if (demand == demands.end())
      demand = demands.insert(demands.end(), {.type = std::string(type), .zones = {}});
    ++demand->count;
    for (FreeZone& other : free) {
      if (!sells(region.catalogue, *other.zone, type) || !other.capacity.place(instance->room()))
        continue;
      ++demand->fits;
      if (!contains(demand->zones, other.zone->id)) demand->zones.push_back(other.zone->id);
      break;
    }
  }
  return demands;
}

const Zone* zone_for(const Hypothesis& hypothesis, const Zone& besides, std::string_view type) {
  const Catalogue& catalogue = hypothesis.region().catalogue;
  const InstanceType* known = catalogue.find_instance_type(type);
  if (!known) return nullptr;
  Room need{known->cores, known->memory_gib, 0};
  for (const Zone* zone : usable_zones(hypothesis, besides)) {
    const ZoneCapacity& capacity = *hypothesis.region().compute.rooms.find(zone->number);
    if (sells(catalogue, *zone, type) && capacity.choose(need)) return zone;
  }
  return nullptr;
}

}  // namespace terrane::impact
