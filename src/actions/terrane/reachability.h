#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> reachability_handlers();  // who reaches whom, and what decides

}  // namespace terrane
