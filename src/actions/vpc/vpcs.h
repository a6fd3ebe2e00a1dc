#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> vpc_handlers();  // VPCs and their assistant ranges

}  // namespace terrane
