// Whether what is left of a region could take what runs in a zone, or on hosts of it (M-37).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "region/impact/hypothesis.h"

namespace terrane::impact {

// Instances of one type that would need a place elsewhere.
struct Demand {
  std::string type;
  uint64_t count = 0;
  uint64_t fits = 0;               // of them, all other demands met as well as they can be
  std::vector<std::string> zones;  // that take them
};

// Of the zone's instances that run and would not. Where the zone itself goes on, its other hosts
// count. Large ones are placed first, and those of a placement group as far apart as it says.
std::vector<Demand> room_elsewhere(const Hypothesis& hypothesis, const Zone& zone);

// The region's other zones where something new may be started: that work, are not sold out, and
// take something of the account.
std::vector<const Zone*> usable_zones(const Hypothesis& hypothesis, const Zone& besides);

// Another zone of the region that would take an instance of the type; null where none does.
const Zone* zone_for(const Hypothesis& hypothesis, const Zone& besides, std::string_view type);

}  // namespace terrane::impact
