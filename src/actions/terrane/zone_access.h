#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> zone_access_handlers();  // tickets for zones of the finance industry

}  // namespace terrane
