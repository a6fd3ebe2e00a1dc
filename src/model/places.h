// Where things are: territories hold regions, regions hold zones (M-1).
#pragma once

#include <compare>
#include <cstdint>

namespace terrane {

// Positions in a catalogue's tables. They hold for the life of one process only: records name
// regions and zones by their public IDs.
struct TerritoryIndex {
  uint16_t value;
  auto operator<=>(const TerritoryIndex&) const = default;
};

struct RegionIndex {
  uint16_t value;
  auto operator<=>(const RegionIndex&) const = default;
};

struct ZoneIndex {
  uint16_t value;
  auto operator<=>(const ZoneIndex&) const = default;
};

// Degrees on WGS 84; north and east are positive.
struct Coordinates {
  double latitude;
  double longitude;
};

// The shortest way over the ground, in kilometres (M-9).
double distance_km(const Coordinates& from, const Coordinates& to);

}  // namespace terrane
