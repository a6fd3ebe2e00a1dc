#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> fault_handlers();

}  // namespace terrane
