#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> account_handlers();  // accounts and their access keys, for operators

}  // namespace terrane
