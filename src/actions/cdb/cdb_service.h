// The handlers of service `cdb`, a group for each topic.
#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> database_creation_handlers();
std::span<const Handler> database_listing_handlers();
std::span<const Handler> database_details_handlers();  // of one, and how far requests came
std::span<const Handler> database_settings_handlers();
std::span<const Handler> database_change_handlers();  // those that clients follow
std::span<const Handler> database_parameter_handlers();
std::span<const Handler> database_account_handlers();
std::span<const Handler> database_group_handlers();
std::span<const Handler> database_offer_handlers();  // what is sold, and for how much

}  // namespace terrane
