#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> certificate_handlers();  // that listeners show, and ask of clients

}  // namespace terrane
