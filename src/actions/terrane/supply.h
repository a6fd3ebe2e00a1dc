#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> supply_handlers();  // regions and zones added, for operators

}  // namespace terrane
