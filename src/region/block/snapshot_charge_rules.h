// How snapshots are charged (M-24): by the hour, for all of their disk's size.
#pragma once

#include "region/block/snapshot.h"
#include "region/charging/metering.h"

namespace terrane {

inline Rate rate_of_snapshot(const Catalogue& catalogue, const Snapshot& snapshot) {
  return {.by_hour = catalogue.prices().snapshot_per_gib_hour * snapshot.size_gib};
}

}  // namespace terrane
