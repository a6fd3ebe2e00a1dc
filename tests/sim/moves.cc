#include "sim/moves.h"

#include <array>

#include "sim/balancer_moves.h"
#include "sim/block_moves.h"
#include "sim/charging_moves.h"
#include "sim/compute_moves.h"
#include "sim/database_moves.h"
#include "sim/fault_moves.h"
#include "sim/image_moves.h"
#include "sim/interface_moves.h"
#include "sim/migration_moves.h"
#include "sim/network_moves.h"
#include "sim/outage_moves.h"
#include "sim/peering_moves.h"
#include "sim/reach_moves.h"
#include "sim/supply_moves.h"
#include "sim/tag_moves.h"

namespace terrane::sim {

// clang-format off
std::span<const std::span<const Move>> all_moves() {
  static const std::array kAll = {
      network_moves(),
      compute_moves(),
      block_moves(),
      charging_moves(),
      tag_moves(),
      reach_moves(),
      image_moves(),
      database_moves(),
      interface_moves(),
      peering_moves(),
      balancer_moves(),
      fault_moves(),
      outage_moves(),
      supply_moves(),
      migration_moves(),
  };
  return kAll;
}

std::span<const Listing> all_listings() {
  static constexpr std::array kAll = {
      kVpcs,
      kSubnets,
      kRouteTables,
      kSecurityGroups,
      kInstances,
      kPlacementGroups,
      kKeyPairs,
      kImages,
      kDatabases,
      kCaches,
      kInterfaces,
      kDisks,
      kSnapshots,
      kSnapshotPolicies,
      kLoadBalancers,
      kTargetGroups,
      kTickets,
  };
  return kAll;
}
// clang-format on

}  // namespace terrane::sim
