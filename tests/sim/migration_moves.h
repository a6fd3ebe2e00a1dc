#pragma once

#include "sim/workload.h"

namespace terrane::sim {

std::span<const Move> migration_moves();

}  // namespace terrane::sim
