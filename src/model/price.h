// What things cost, from the catalogue's list prices: pure arithmetic, in exact amounts.
#pragma once

#include <cstdint>
#include <string>

#include "model/catalogue.h"

namespace terrane {

// A list price, and what of it is charged.
struct Price {
  Money list;
  uint32_t percent = 100;

  // Rounded down to a millionth.
  Money charged() const { return {list.millionths * percent / 100}; }
};

// Three ways to charge for the same thing (M-24), which costs `hourly` by the hour.
Price price_by_the_hour(Money hourly);                                        // for each hour
Price price_as_spot(const Prices& prices, Money hourly);                      // for each hour
Price price_in_advance(const Prices& prices, Money hourly, uint32_t months);  // for all months

// "12.345678", to the millionth.
std::string to_text(Money amount);

// What a disk of this size costs by the hour.
Money hourly_price(const DiskType& type, uint64_t gib);

}  // namespace terrane
