// Whether a zone sells new capacity (M-2). What is stored of it, once an operator has said so;
// until then the catalogue decides.
#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/time.h"

namespace terrane {

struct ZoneStock {
  static constexpr std::string_view kTable = "zone-stock";
  using Key = std::string;

  std::string id;  // the zone's: "ap-guangzhou-1"
  bool sold_out = false;
  Time changed;

  static constexpr auto kFields = [] {
    return std::tuple(named("sold_out", &ZoneStock::sold_out),
                      named("changed", &ZoneStock::changed));
  };
};

}  // namespace terrane
