#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> instance_login_handlers();  // how to log in to an instance

}  // namespace terrane
