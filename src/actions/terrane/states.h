#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> state_handlers();  // the whole cloud, kept under a name and brought back

}  // namespace terrane
