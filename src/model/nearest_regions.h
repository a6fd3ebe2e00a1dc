// Which regions are closest to given clients (M-9): by measured connect times where there are any,
// by distance over the ground where there are none.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/places.h"

namespace terrane {

// Where clients are, and how much they count: a share, a number of people, requests per second.
struct ClientPlace {
  Coordinates location;
  double weight = 1;
};

// Attempts to connect to an endpoint in a region.
struct ConnectTimes {
  std::vector<double> milliseconds;  // of those that were answered
  uint64_t lost = 0;

  bool answered() const { return !milliseconds.empty(); }
};

struct CandidateRegion {
  RegionIndex region;
  Coordinates location;
  std::optional<ConnectTimes> measured;
  bool reserved = false;  // there is something against it: of equals, the others come first
};

// What a region's rank goes by; in this order.
enum class RankBasis : uint8_t { kTime, kDistance, kUnreachable };

struct RankedRegion {
  RegionIndex region;
  RankBasis basis = RankBasis::kDistance;
  double milliseconds = 0;                 // the median, where it was measured and answered
  std::optional<double> distance_km;       // the mean over all places, by their weights
  std::vector<double> place_distances_km;  // of each place, in their order
};

// The middle one; of an even number, the mean of the two. Of at least one.
double median(std::vector<double> values);

// The closest first. Regions with a connect time come before those with a distance alone, and those
// that did not answer last: a distance is a guess at what was measured elsewhere.
std::vector<RankedRegion> rank_regions(std::span<const CandidateRegion> candidates,
                                       std::span<const ClientPlace> places);

}  // namespace terrane
