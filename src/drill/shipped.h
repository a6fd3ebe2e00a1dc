// The drills in the binary: those of drills/ as they were when it was built.
#pragma once

#include <span>
#include <string_view>

namespace terrane::drill {

struct ShippedDrill {
  std::string_view name;  // "zone-power"
  std::string_view text;
};

std::span<const ShippedDrill> shipped_drills();
// Null where there is none of that name.
const ShippedDrill* find_shipped(std::string_view name);

}  // namespace terrane::drill
