#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> audit_handlers();  // who did what, for operators

}  // namespace terrane
