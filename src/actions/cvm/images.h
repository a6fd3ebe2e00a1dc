// Actions on images: the public ones and an account's own.
#pragma once

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> image_handlers();
std::span<const Handler> image_listing_handlers();
std::span<const Handler> image_sharing_handlers();

}  // namespace terrane
