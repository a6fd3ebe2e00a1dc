// Whether a region offers a product (M-19). What is stored of it, once an operator has said so;
// until then the catalogue decides.
#pragma once

#include <string>
#include <tuple>

#include "base/fields.h"
#include "base/time.h"

namespace terrane {

struct ProductOffer {
  static constexpr std::string_view kTable = "product-offer";
  using Key = std::string;

  std::string id;  // the product's: "cbs"
  bool available = false;
  Time changed;

  static constexpr auto kFields = [] {
    return std::tuple(named("available", &ProductOffer::available),
                      named("changed", &ProductOffer::changed));
  };
};

}  // namespace terrane
