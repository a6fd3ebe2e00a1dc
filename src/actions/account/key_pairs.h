#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> key_pair_handlers();  // SSH key pairs, but for binding them to instances

}  // namespace terrane
