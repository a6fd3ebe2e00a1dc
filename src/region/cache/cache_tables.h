// The tables of a region's caches, and what is derived from them.
#pragma once

#include "cell/cell.h"

namespace terrane {

struct CacheTables {
  explicit CacheTables(Cell& cell);
};

}  // namespace terrane
