#pragma once

#include "sim/workload.h"

namespace terrane::sim {

std::span<const Move> tag_moves();

}  // namespace terrane::sim
