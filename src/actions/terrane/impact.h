#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> impact_handlers();  // what if something failed

}  // namespace terrane
