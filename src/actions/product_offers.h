// What regions offer, for handlers that work in none of them or in another (M-19). Each region is
// asked under its own lock, and one that cannot be asked holds up nobody.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "actions/call.h"

namespace terrane {

// Whether the region offers the product: as it says itself or, where it cannot be asked, as the
// catalogue says. The answer does not wait for what it saw to be durable.
bool region_offers(CloudCall& call, const Region& place, std::string_view product);

// Those of the named regions that can be asked, and do not offer the product.
std::vector<std::string_view> regions_without(CloudCall& call,
                                              std::span<const std::string_view> names,
                                              std::string_view product);

}  // namespace terrane
