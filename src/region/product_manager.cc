#include "region/product_manager.h"

namespace terrane::product_manager {

Result<void> set(Change& change, std::string_view product, bool available) {
  RegionCell& region = change.region;
  if (!region.catalogue.find_product(product)) return refuse(kNoSuchProduct, product);
  if (region.offers(product) == available) return {};
  std::string id(product);
  Table<ProductOffer>& offers = region.product_offers;
  if (offers.find(id)) {
    change.transaction.change(offers, id, [&](ProductOffer& offer) {
      offer.available = available;
      offer.changed = change.now;
    });
  } else {
    change.transaction.add(offers,
                           ProductOffer{.id = id, .available = available, .changed = change.now});
  }
  return {};
}

}  // namespace terrane::product_manager
