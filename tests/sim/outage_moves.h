#pragma once

#include <span>

#include "sim/workload.h"

namespace terrane::sim {

std::span<const Move> outage_moves();
// Has an operator heal all that fails, anywhere.
void heal_outages(Workload& work);

}  // namespace terrane::sim
