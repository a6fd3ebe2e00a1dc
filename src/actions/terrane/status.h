#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> status_handlers();  // what there is, and the stock of zones

}  // namespace terrane
