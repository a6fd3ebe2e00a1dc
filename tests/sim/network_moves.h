#pragma once

#include "sim/workload.h"

namespace terrane::sim {

inline constexpr Listing kVpcs{.kind = "vpc",
                               .service = "vpc",
                               .action = "DescribeVpcs",
                               .list = "VpcSet",
                               .id = "VpcId",
                               .name = "VpcName",
                               .text_limit = true};
inline constexpr Listing kSubnets{.kind = "subnet",
                                  .service = "vpc",
                                  .action = "DescribeSubnets",
                                  .list = "SubnetSet",
                                  .id = "SubnetId",
                                  .name = "SubnetName",
                                  .text_limit = true};
inline constexpr Listing kRouteTables{.kind = "route table",
                                      .service = "vpc",
                                      .action = "DescribeRouteTables",
                                      .list = "RouteTableSet",
                                      .id = "RouteTableId",
                                      .name = "RouteTableName",
                                      .text_limit = true};
inline constexpr Listing kSecurityGroups{.kind = "security group",
                                         .service = "vpc",
                                         .action = "DescribeSecurityGroups",
                                         .list = "SecurityGroupSet",
                                         .id = "SecurityGroupId",
                                         .name = "SecurityGroupName",
                                         .text_limit = true};

std::span<const Move> network_moves();

// A zone of the region, by its ID.
std::string any_zone(Workload& work, const std::string& region);

}  // namespace terrane::sim
