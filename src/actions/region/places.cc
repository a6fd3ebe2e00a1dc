#include "actions/region/places.h"

#include "region/compute/zone_stock_manager.h"

namespace terrane {

std::string_view state_of(const RegionCell& region, const Zone& zone) {
  return zone_stock_manager::sells(region, zone) ? kAvailable : kUnavailable;
}

}  // namespace terrane
