// A copy that a region takes of what another sent, for as long as it is being made: whom to tell of
// its end. What is stored of one.
#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/resource_id.h"

namespace terrane {

struct Arrival {
  static constexpr std::string_view kTable = "arrival";
  using Key = AnyId;

  AnyId id;          // of the image or snapshot here
  std::string from;  // the region that sent it
  AnyId promised;    // what it was to be called, which is `id` but for a rare coincidence

  static constexpr auto kFields = [] {
    return std::tuple(named("from", &Arrival::from), named("promised", &Arrival::promised));
  };
};

}  // namespace terrane
