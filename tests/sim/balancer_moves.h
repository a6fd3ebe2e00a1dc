#pragma once

#include "sim/workload.h"

namespace terrane::sim {

inline constexpr Listing kLoadBalancers{.kind = "load balancer",
                                        .service = "clb",
                                        .action = "DescribeLoadBalancers",
                                        .list = "LoadBalancerSet",
                                        .id = "LoadBalancerId",
                                        .name = "LoadBalancerName"};
inline constexpr Listing kTargetGroups{.kind = "target group",
                                       .service = "clb",
                                       .action = "DescribeTargetGroupList",
                                       .list = "TargetGroupSet",
                                       .id = "TargetGroupId",
                                       .name = "TargetGroupName"};

std::span<const Move> balancer_moves();

}  // namespace terrane::sim
