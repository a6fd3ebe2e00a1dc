// The handlers of service `tag`.
#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> resource_tag_handlers();     // putting tags on resources
std::span<const Handler> tagged_resource_handlers();  // which resources carry which tags
std::span<const Handler> get_resources_handlers();
std::span<const Handler> tag_handlers();  // tags as objects of their own
std::span<const Handler> tag_listing_handlers();
std::span<const Handler> project_handlers();

}  // namespace terrane
