#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> drill_handlers();  // drills that operators have run

}  // namespace terrane
