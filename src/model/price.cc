#include "model/price.h"

namespace terrane {

Price price_by_the_hour(Money hourly) {
  return {hourly};
}

Price price_as_spot(const Prices& prices, Money hourly) {
  return {hourly, prices.spot_percent};
}

Price price_in_advance(const Prices& prices, Money hourly, uint32_t months) {
  return {prices.per_month(hourly) * months, prices.prepaid_percent(months)};
}

Money hourly_price(const DiskType& type, uint64_t gib) {
  return type.price_per_gib_hour * int64_t(gib);
}

}  // namespace terrane
