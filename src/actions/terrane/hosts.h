// Which hosts a zone has, and what is on them: for operators.
#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> host_handlers();

}  // namespace terrane
