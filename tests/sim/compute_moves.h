#pragma once

#include "sim/workload.h"

namespace terrane::sim {

inline constexpr Listing kInstances{.kind = "instance",
                                    .service = "cvm",
                                    .action = "DescribeInstances",
                                    .list = "InstanceSet",
                                    .id = "InstanceId",
                                    .name = "InstanceName",
                                    .leaving_state = "TERMINATING"};
inline constexpr Listing kPlacementGroups{.kind = "placement group",
                                          .service = "cvm",
                                          .action = "DescribeDisasterRecoverGroups",
                                          .list = "DisasterRecoverGroupSet",
                                          .id = "DisasterRecoverGroupId",
                                          .name = "Name"};
inline constexpr Listing kKeyPairs{.kind = "key pair",
                                   .service = "cvm",
                                   .action = "DescribeKeyPairs",
                                   .list = "KeyPairSet",
                                   .id = "KeyId",
                                   .name = "KeyName",
                                   .regional = false};

std::span<const Move> compute_moves();

}  // namespace terrane::sim
