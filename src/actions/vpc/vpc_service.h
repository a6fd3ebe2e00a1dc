// The handlers of service `vpc`, a group for each kind of resource.
#pragma once

#include <span>

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> vpc_handlers();
std::span<const Handler> assistant_cidr_handlers();
std::span<const Handler> default_network_handlers();
std::span<const Handler> private_address_handlers();
std::span<const Handler> vpc_statistics_handlers();  // limits, and what is in use
std::span<const Handler> subnet_handlers();
std::span<const Handler> route_table_handlers();
std::span<const Handler> route_handlers();
std::span<const Handler> security_group_handlers();
std::span<const Handler> security_group_policy_handlers();
std::span<const Handler> security_group_usage_handlers();
std::span<const Handler> address_handlers();
std::span<const Handler> address_listing_handlers();
std::span<const Handler> network_interface_handlers();
std::span<const Handler> network_interface_listing_handlers();
std::span<const Handler> peering_handlers();
std::span<const Handler> peering_listing_handlers();
std::span<const Handler> gateway_handlers();  // and bandwidth packages, of which there are none

}  // namespace terrane
