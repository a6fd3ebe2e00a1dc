// Records name a zone by its public number.
#pragma once

#include "model/catalogue.h"

namespace terrane {

// The region's zone of this number; null if it has none.
inline const Zone* find_zone(const Catalogue& catalogue, const Region& region, uint32_t number) {
  for (ZoneIndex index : region.zones)
    if (const Zone& zone = catalogue.zone(index); zone.number == number) return &zone;
  return nullptr;
}

}  // namespace terrane
