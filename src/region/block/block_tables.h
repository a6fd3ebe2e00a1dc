// The tables of a region's disks, snapshots and automatic snapshot policies, and what is derived
// from them.
#pragma once

#include "cell/cell.h"

namespace terrane {

struct BlockTables {
  explicit BlockTables(Cell& cell);
};

}  // namespace terrane
