#pragma once

#include "sim/workload.h"

namespace terrane::sim {

inline constexpr Listing kDatabases{.kind = "database",
                                    .service = "cdb",
                                    .action = "DescribeDBInstances",
                                    .list = "Items",
                                    .id = "InstanceId",
                                    .name = "InstanceName",
                                    .leaving_status = 5};
inline constexpr Listing kCaches{.kind = "cache",
                                 .service = "memcached",
                                 .action = "DescribeInstances",
                                 .list = "InstanceList",
                                 .id = "InstanceId",
                                 .name = "InstanceName",
                                 .leaving_status = -2};

std::span<const Move> database_moves();

}  // namespace terrane::sim
