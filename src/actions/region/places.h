// Regions and zones as the services `cvm`, `region` and `api` show them, all three alike (M-1).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> region_handlers();  // service `region`
std::span<const Handler> api_handlers();     // service `api`

inline constexpr std::string_view kAvailable = "AVAILABLE";
inline constexpr std::string_view kUnavailable = "UNAVAILABLE";

// ZoneState says whether a client may create something there. A sold-out zone is listed, with its
// name and number, as UNAVAILABLE (M-2): clients that choose a zone by themselves take one that is
// AVAILABLE, and would otherwise take the first, be refused, and never try the second. What runs in
// the zone is found and worked on by its ID, whatever the state says.
std::string_view state_of(const RegionCell& region, const Zone& zone);

// The four members that every service has of a zone.
template <class ZoneInfo>
ZoneInfo to_api_zone(const RegionRead& call, const Zone& zone) {
  ZoneInfo shown{};
  shown.Zone = zone.id;
  shown.ZoneName = zone.name.in(call.language);
  shown.ZoneId = call.arena.copy(std::to_string(zone.number));
  shown.ZoneState = state_of(call.region, zone);
  return shown;
}

// The zones of the region that is called, and of no other (M-8).
template <class ZoneInfo, class Show>
contract::List<ZoneInfo> shown_zones(const RegionRead& call, Show show) {
  const std::vector<ZoneIndex>& zones = call.region.place().zones;
  auto shown = call.arena.create_array<ZoneInfo>(zones.size());
  for (size_t i = 0; i < shown.size(); ++i) shown[i] = show(call.catalogue.zone(zones[i]));
  return contract::List<ZoneInfo>(shown);
}

}  // namespace terrane
