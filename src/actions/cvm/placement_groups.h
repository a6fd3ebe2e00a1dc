#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> placement_group_handlers();  // the API calls them disaster recovery groups

}  // namespace terrane
