// What service `cvm` tells of a region before anything is bought there.
#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> cvm_place_handlers();  // regions and zones

}  // namespace terrane
