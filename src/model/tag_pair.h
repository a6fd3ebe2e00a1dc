#pragma once

#include <string>
#include <tuple>

#include "base/fields.h"

namespace terrane {

// A tag on a resource.
struct TagPair {
  std::string key;
  std::string value;
  bool operator==(const TagPair&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("key", &TagPair::key), named("value", &TagPair::value));
  };
};

}  // namespace terrane
