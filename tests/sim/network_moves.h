#pragma once

#include "sim/workload.h"

namespace terrane::sim {

inline constexpr Listing kVpcs{"vpc",   "vpc",     "DescribeVpcs", "VpcSet",
                               "VpcId", "VpcName", true,           R"({"Limit":"100"})"};

std::span<const Move> network_moves();

}  // namespace terrane::sim
