#include "sim/moves.h"

#include <array>

#include "sim/block_moves.h"
#include "sim/charging_moves.h"
#include "sim/compute_moves.h"
#include "sim/network_moves.h"
#include "sim/tag_moves.h"
#include "sim/reach_moves.h"

namespace terrane::sim {

std::span<const std::span<const Move>> all_moves() {
  static const std::array kAll = {
      network_moves(),
      compute_moves(),
      block_moves(),
      charging_moves(),
      tag_moves(),
      reach_moves(),
  };
  return kAll;
}

std::span<const Listing> all_listings() {
  static constexpr std::array kAll = {kVpcs,      kSubnets,         kRouteTables, kSecurityGroups,
                                      kInstances, kPlacementGroups, kKeyPairs,    kDisks,
                                      kSnapshots, kSnapshotPolicies};
  return kAll;
}

}  // namespace terrane::sim
