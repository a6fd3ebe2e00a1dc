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

std::string to_text(Money amount) {
  constexpr int64_t kMillion = 1'000'000;
  bool below_zero = amount.millionths < 0;
  int64_t all = below_zero ? -amount.millionths : amount.millionths;
  std::string millionths = std::to_string(kMillion + all % kMillion).substr(1);
  return (below_zero ? "-" : "") + std::to_string(all / kMillion) + "." + millionths;
}

Money hourly_price(const DiskType& type, uint64_t gib) {
  return type.price_per_gib_hour * int64_t(gib);
}

}  // namespace terrane
