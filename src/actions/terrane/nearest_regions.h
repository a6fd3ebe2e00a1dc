#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> nearest_region_handlers();  // which region is closest to clients

}  // namespace terrane
