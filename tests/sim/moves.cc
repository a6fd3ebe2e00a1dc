#include <array>

#include "sim/network_moves.h"

namespace terrane::sim {

std::span<const std::span<const Move>> all_moves() {
  static const std::array kAll = {network_moves()};
  return kAll;
}

std::span<const Listing> all_listings() {
  static constexpr std::array kAll = {kVpcs};
  return kAll;
}

}  // namespace terrane::sim
