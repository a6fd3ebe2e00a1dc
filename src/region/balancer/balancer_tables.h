// The tables of a region's load balancers, and what is derived from them.
#pragma once

#include "cell/cell.h"

namespace terrane {

struct BalancerTables {
  explicit BalancerTables(Cell& cell);
};

}  // namespace terrane
