#include "region/compute/host_faults.h"

#include <limits>

#include "fault/fault_tables.h"

namespace terrane {
namespace {

// The zone's hosts that the fault is over, by a range that holds whatever is there.
HostRange range_of(const Fault& fault, uint32_t zone, const ZoneCapacity& capacity) {
  uint32_t rack = capacity.hosts_per_rack();
  if (fault.host) return {zone, fault.host - 1, 1};
  if (fault.rack) return {zone, (fault.rack - 1) * rack, rack};
  return {zone, 0, std::numeric_limits<uint32_t>::max()};
}

}  // namespace

HostFaults host_faults(const RegionCell& region) {
  HostFaults told;
  for (const Fault& fault : region.faults->failing.all()) {
    if (!fault.strikes_hosts()) continue;
    auto& ranges = fault.takes_power() ? told.without_power : told.without_launches;
    for (ZoneIndex index : region.place().zones) {
      uint32_t zone = region.catalogue.zone(index).number;
      if (fault.zone == 0 || fault.zone == zone)
        ranges.push_back(range_of(fault, zone, *region.compute.rooms.find(zone)));
    }
  }
  return told;
}

}  // namespace terrane
