#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> caller_handlers();  // who signs: of services `sts` and `cam`

}  // namespace terrane
