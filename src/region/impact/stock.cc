#include "region/impact/stock.h"

#include <algorithm>
#include <map>

#include "base/contains.h"
#include "region/compute/placement_group_rules.h"
#include "region/zone_access_rules.h"

namespace terrane::impact {
namespace {

struct FreeZone {
  const Zone* zone;
  ZoneCapacity capacity;  // a copy, to place in what is not placed
  // Of the placement groups that were asked for: where their instances are, and would be.
  std::map<PlacementGroupId, std::vector<HostIndex>> members;
};

// Of everybody's, only what is open to everybody is told.
bool may_use(const Hypothesis& hypothesis, const Zone& zone) {
  if (!hypothesis.account()) return zone.access == ZoneAccess::kOpen;
  return check_zone_access(hypothesis.region(), *hypothesis.account(), &zone).has_value();
}

bool is_usable(const Hypothesis& hypothesis, const Zone& zone) {
  const Failing& failing = hypothesis.failing_after();
  const ZoneCapacity* capacity = hypothesis.region().compute.rooms.find(zone.number);
  return capacity && !capacity->sold_out() && !failing.silence_of(zone.number) &&
         !failing.control_plane_of(zone.number) && may_use(hypothesis, zone);
}

// What is free of it, once the hosts that the fault would strike give no room.
FreeZone free_of(const Hypothesis& hypothesis, const Zone& zone) {
  const HostRooms& rooms = hypothesis.region().compute.rooms;
  FreeZone free{&zone, *rooms.find(zone.number)};
  for (HostIndex host{0}; host.value < free.capacity.host_count(); ++host.value)
    if (hypothesis.failing_after().power_of(rooms.place_of(zone.number, host)))
      free.capacity.set_closed(host, true);
  return free;
}

bool sells(const Catalogue& catalogue, const Zone& zone, std::string_view type) {
  const InstanceType* known = catalogue.find_instance_type(type);
  return !known || catalogue.offers(zone, *known);
}

// Whether the zone takes the instance, too: as far from others of its placement group as that says.
bool place(const RegionCell& region, const Instance& instance, FreeZone& zone) {
  if (!sells(region.catalogue, *zone.zone, instance.type.view())) return false;
  const PlacementGroup* group = region.compute.placement_groups.find(instance.placement_group);
  if (!group) return zone.capacity.place(instance.room()).has_value();
  auto [members, is_new] = zone.members.try_emplace(group->id);
  if (is_new)
    members->second =
        placement_group_rules::member_hosts(region, *group, zone.zone->number, nullptr);
  Spread spread{group->level, members->second, group->affinity};
  auto host = zone.capacity.place(instance.room(), &spread);
  if (host) members->second.push_back(*host);
  return host.has_value();
}

}  // namespace

std::vector<const Zone*> usable_zones(const Hypothesis& hypothesis, const Zone& besides) {
  const RegionCell& region = hypothesis.region();
  std::vector<const Zone*> zones;
  for (ZoneIndex index : region.place().zones) {
    const Zone& zone = region.catalogue.zone(index);
    if (zone.number != besides.number && is_usable(hypothesis, zone)) zones.push_back(&zone);
  }
  return zones;
}

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
  if (is_usable(hypothesis, zone)) free.push_back(free_of(hypothesis, zone));
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
      if (!place(region, *instance, other)) continue;
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
