#include "region/compute/zone_stock_manager.h"

#include "region/compute/power.h"

namespace terrane::zone_stock_manager {

Result<void> set(Change& change, std::string_view zone, bool sold_out) {
  RegionCell& region = change.region;
  if (!region.find_zone(zone)) return refuse(kNoSuchZone, zone, region.place().id);
  auto& stocks = region.compute.zone_stocks;
  std::string id(zone);
  if (stocks.find(id)) {
    change.transaction.change(stocks, id, [&](ZoneStock& stock) {
      stock.sold_out = sold_out;
      stock.changed = change.now;
    });
  } else {
    change.transaction.add(stocks,
                           ZoneStock{.id = id, .sold_out = sold_out, .changed = change.now});
  }
  return {};
}

bool sold_out(const RegionCell& region, const Zone& zone) {
  return region.compute.rooms.find(zone.number)->sold_out();
}

bool sells(const RegionCell& region, const Zone& zone) {
  return !sold_out(region, zone) && !power::is_lost(region, zone.number);
}

}  // namespace terrane::zone_stock_manager
