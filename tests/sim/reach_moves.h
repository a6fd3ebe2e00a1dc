#pragma once

#include "sim/workload.h"

namespace terrane::sim {

std::span<const Move> reach_moves();

}  // namespace terrane::sim
