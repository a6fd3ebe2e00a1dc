#include "region/compute/host_rooms.h"

namespace terrane {

HostRooms::HostRooms(const Catalogue& catalogue, const Region& region) {
  zones_.reserve(region.zones.size());
  for (ZoneIndex index : region.zones) add(catalogue.zone(index));
}

void HostRooms::add(const Zone& zone) {
  zones_.push_back({&zone, ZoneCapacity(zone.hosts, zone.sold_out)});
}

const ZoneCapacity* HostRooms::find(uint32_t zone) const {
  return const_cast<HostRooms*>(this)->find_room(zone);
}

ZoneCapacity* HostRooms::find_room(uint32_t zone) {
  for (ZoneRoom& room : zones_)
    if (room.zone->number == zone) return &room.capacity;
  return nullptr;
}

HostPlace HostRooms::place_of(const Instance& instance) const {
  return place_of(instance.zone, {instance.host});
}

HostPlace HostRooms::place_of(uint32_t zone, HostIndex host) const {
  const ZoneCapacity* capacity = find(zone);
  return {zone, capacity ? capacity->rack_of(host) + 1 : 0, host.value + 1};
}

void HostRooms::follow(const Instance* before, const Instance* after) {
  if (before && after && before->zone == after->zone && before->host == after->host &&
      before->room() == after->room())
    return;
  if (before) release(*before);
  if (after) take(*after);
}

void HostRooms::take(const Instance& instance) {
  ZoneCapacity* capacity = find_room(instance.zone);
  if (!capacity || !capacity->take({instance.host}, instance.room()))
    without_room_.insert(instance.id);
}

void HostRooms::release(const Instance& instance) {
  if (without_room_.erase(instance.id)) return;
  find_room(instance.zone)->release({instance.host}, instance.room());
}

void HostRooms::follow(const ZoneStock* before, const ZoneStock* after) {
  const std::string& id = (after ? after : before)->id;
  for (ZoneRoom& room : zones_)
    if (room.zone->id == id)
      room.capacity.set_sold_out(after ? after->sold_out : room.zone->sold_out);
}

void HostRooms::follow(const Failing& failing) {
  for (auto& [zone, capacity] : zones_)
    for (HostIndex host{0}; host.value < capacity.host_count(); ++host.value)
      capacity.set_closed(host, failing.power_of(place_of(zone->number, host)));
}

}  // namespace terrane
