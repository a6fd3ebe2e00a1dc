// Instances, as service `cvm` shows and changes them (M-27). One table of handlers per page.
#pragma once

#include <span>

#include "actions/registry.h"
#include "contract/cvm.h"
#include "region/compute/instance_launch.h"

namespace terrane {

std::span<const Handler> instance_launch_handlers();    // RunInstances
std::span<const Handler> instance_listing_handlers();   // Describe…
std::span<const Handler> instance_power_handlers();     // Start, Stop, Reboot, Reset, Terminate
std::span<const Handler> instance_settings_handlers();  // Modify…, Reset…, Associate…
std::span<const Handler> instance_charge_handlers();  // RenewInstances, …ChargeType, InquiryPrice…

// What a request says of instances to launch. It points into the request.
LaunchRequest launch_request(const contract::cvm::RunInstancesRequest& request);

inline std::span<const std::string_view> texts(const contract::List<contract::Text>& list) {
  return {list.begin(), list.size()};
}

}  // namespace terrane
