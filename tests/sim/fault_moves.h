#pragma once

#include <span>

#include "sim/workload.h"

namespace terrane::sim {

std::span<const Move> fault_moves();

}  // namespace terrane::sim
