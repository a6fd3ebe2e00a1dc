// The tables of a region's databases, and what is derived from them.
#pragma once

#include "cell/cell.h"

namespace terrane {

struct DatabaseTables {
  explicit DatabaseTables(Cell& cell);
};

}  // namespace terrane
