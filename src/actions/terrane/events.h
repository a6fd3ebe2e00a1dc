#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> event_handlers();  // what has become of resources, as it happens

}  // namespace terrane
