// A product that a fault has in one region: calls of its service there are refused, by a code that
// the action documents for what is broken behind it.
#pragma once

#include "contract/shape.h"
#include "region/region_cell.h"

namespace terrane {

inline constexpr std::string_view kOperatorsService = "terrane";

// Takes the region's lock.
Result<void> check_outage(const RegionCell& region, const contract::Service& service,
                          const contract::Action& action);

}  // namespace terrane
