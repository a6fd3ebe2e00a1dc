#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> copy_handlers();  // what an account copies to other regions

}  // namespace terrane
