#include "drill/shipped.h"

#include <algorithm>

namespace terrane::drill {

const ShippedDrill* find_shipped(std::string_view name) {
  auto found = std::ranges::find(shipped_drills(), name, &ShippedDrill::name);
  return found == shipped_drills().end() ? nullptr : &*found;
}

}  // namespace terrane::drill
