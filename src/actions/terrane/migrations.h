#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> migration_handlers();  // instances on their way to other zones

}  // namespace terrane
