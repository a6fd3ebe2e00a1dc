// The tables of handlers of service `clb`.
#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> load_balancer_handlers();
std::span<const Handler> load_balancer_listing_handlers();
std::span<const Handler> load_balancer_detail_handlers();
std::span<const Handler> listener_handlers();
std::span<const Handler> listener_listing_handlers();
std::span<const Handler> forwarding_rule_handlers();
std::span<const Handler> target_handlers();
std::span<const Handler> target_listing_handlers();
std::span<const Handler> target_group_handlers();
std::span<const Handler> target_group_listing_handlers();

}  // namespace terrane
