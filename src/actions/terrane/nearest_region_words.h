// What DescribeNearestRegions says in sentences: why a region has its rank, and which to choose.
#pragma once

#include <string>
#include <vector>

#include "actions/call.h"
#include "model/nearest_regions.h"

namespace terrane {

struct NamedPlace {
  std::string name;
  ClientPlace place;
};

// What was asked and found; the lists are in the catalogue's order of regions.
struct NearestRegions {
  const Call& call;
  std::vector<NamedPlace> places;
  std::vector<CandidateRegion> candidates;
  std::vector<std::vector<Error>> warnings;
  std::vector<RankedRegion> ranked;

  // By its rank, from 0; null where there is none that clients could reach.
  const RankedRegion* reachable(size_t rank) const;
  // The first that nothing speaks against; null where there is none.
  const RankedRegion* without_warning() const;
};

std::string reason_of(const NearestRegions& found, const RankedRegion& ranked);
// "The closest region is A (reason). The runner-up is B (reason). …"
std::string summary_of(const NearestRegions& found);

}  // namespace terrane
