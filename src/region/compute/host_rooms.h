// The room in each zone of a region, kept in step with the instances that take it. Derived from
// their records and from the catalogue, so a restart finds it again.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <vector>

#include "fault/failing.h"
#include "model/zone_capacity.h"
#include "region/compute/instance.h"
#include "region/compute/zone_stock.h"

namespace terrane {

class HostRooms {
 public:
  HostRooms(const Catalogue& catalogue, const Region& region);

  // By the zone's public number; null for a zone that is not of the region (any more).
  const ZoneCapacity* find(uint32_t zone) const;

  // Where the instance's machine stands, or a host of a zone, by its public number.
  HostPlace place_of(const Instance& instance) const;
  HostPlace place_of(uint32_t zone, HostIndex host) const;

  // A zone that the region did not have. Under the cell's writer lock.
  void add(const Zone& zone);

  // Observers of the tables.
  void follow(const Instance* before, const Instance* after);
  void follow(const ZoneStock* before, const ZoneStock* after);
  // Hosts without power give no room to anything new. Whenever what fails has changed, or a zone
  // was added.
  void follow(const Failing& failing);

 private:
  struct ZoneRoom {
    const Zone* zone;
    ZoneCapacity capacity;
  };
  ZoneCapacity* find_room(uint32_t zone);
  void take(const Instance& instance);
  void release(const Instance& instance);

  std::vector<ZoneRoom> zones_;
  // Instances whose host has no room for them: the catalogue says less than when they were placed.
  // They go on and take nothing.
  boost::unordered_flat_set<InstanceId, std::hash<InstanceId>> without_room_;
};

}  // namespace terrane
