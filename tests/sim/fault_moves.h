#pragma once

#include <span>

#include "sim/workload.h"

namespace terrane::sim {

std::span<const Move> fault_moves();
// Has an operator heal everything that fails in the region.
void heal_region(Workload& work, const std::string& region);

}  // namespace terrane::sim
