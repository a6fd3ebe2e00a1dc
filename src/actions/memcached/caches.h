#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> cache_listing_handlers();  // all that service `memcached` has

}  // namespace terrane
