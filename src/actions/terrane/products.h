#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> product_handlers();  // which region offers which product

}  // namespace terrane
