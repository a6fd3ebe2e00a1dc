#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> bill_handlers();  // what accounts pay

}  // namespace terrane
