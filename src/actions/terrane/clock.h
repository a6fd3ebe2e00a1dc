#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> clock_handlers();  // the cloud's time, where it can be put forward

}  // namespace terrane
