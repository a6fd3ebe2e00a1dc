// The tables of a region's charges, and what is derived from them.
#pragma once

#include "cell/cell.h"

namespace terrane {

struct ChargingTables {
  explicit ChargingTables(Cell& cell);
};

}  // namespace terrane
