#pragma once

#include "sim/workload.h"

namespace terrane::sim {

inline constexpr Listing kDisks{.kind = "disk",
                                .service = "cbs",
                                .action = "DescribeDisks",
                                .list = "DiskSet",
                                .id = "DiskId",
                                .name = "DiskName",
                                .filters = R"([{"Name":"disk-name","Values":["sim_"]}])"};
inline constexpr Listing kSnapshots{.kind = "snapshot",
                                    .service = "cbs",
                                    .action = "DescribeSnapshots",
                                    .list = "SnapshotSet",
                                    .id = "SnapshotId",
                                    .name = "SnapshotName",
                                    .filters = R"([{"Name":"snapshot-name","Values":["sim_"]}])"};
inline constexpr Listing kSnapshotPolicies{.kind = "snapshot policy",
                                           .service = "cbs",
                                           .action = "DescribeAutoSnapshotPolicies",
                                           .list = "AutoSnapshotPolicySet",
                                           .id = "AutoSnapshotPolicyId",
                                           .name = "AutoSnapshotPolicyName"};

std::span<const Move> block_moves();

}  // namespace terrane::sim
