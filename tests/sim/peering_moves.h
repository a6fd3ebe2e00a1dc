#pragma once

#include "sim/workload.h"

namespace terrane::sim {

std::span<const Move> peering_moves();

}  // namespace terrane::sim
