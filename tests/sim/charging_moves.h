#pragma once

#include "sim/workload.h"

namespace terrane::sim {

// What is paid for months in advance goes by itself when its time is over, so its clients do not
// count on it: its names are none of Knowledge's own, and it is not audited.
std::span<const Move> charging_moves();

}  // namespace terrane::sim
