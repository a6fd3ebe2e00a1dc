// The tables of a region's custom images, and what is derived from them.
#pragma once

#include "cell/cell.h"

namespace terrane {

struct ImageTables {
  explicit ImageTables(Cell& cell);
};

}  // namespace terrane
