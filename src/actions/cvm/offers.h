// What service `cvm` tells of a region before anything is bought there.
#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> cvm_place_handlers();      // regions and zones
std::span<const Handler> instance_type_handlers();  // families and types, their stock and prices
std::span<const Handler> account_quota_handlers();

}  // namespace terrane
