#pragma once

#include "sim/workload.h"

namespace terrane::sim {

inline constexpr Listing kInterfaces{.kind = "network interface",
                                     .service = "vpc",
                                     .action = "DescribeNetworkInterfaces",
                                     .list = "NetworkInterfaceSet",
                                     .id = "NetworkInterfaceId",
                                     .name = "NetworkInterfaceName"};

std::span<const Move> interface_moves();

}  // namespace terrane::sim
