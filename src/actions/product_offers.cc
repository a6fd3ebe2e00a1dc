#include "actions/product_offers.h"

#include <mutex>
#include <shared_mutex>

namespace terrane {

bool region_offers(CloudCall& call, const Region& place, std::string_view product) {
  auto region = call.cloud.region(place.index);
  if (!region) return call.catalogue.offers(place, product);
  std::shared_lock reading((*region)->cell.lock());
  return (*region)->offers(product);
}

std::vector<std::string_view> regions_without(CloudCall& call,
                                              std::span<const std::string_view> names,
                                              std::string_view product) {
  std::vector<std::string_view> found;
  for (std::string_view name : names) {
    const Region* place = call.catalogue.find_region(name);
    if (place && !region_offers(call, *place, product)) found.push_back(name);
  }
  return found;
}

}  // namespace terrane
