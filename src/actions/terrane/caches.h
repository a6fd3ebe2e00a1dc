#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> cache_handlers();  // made, changed and deleted

}  // namespace terrane
