// The tables of a region's migrations.
#pragma once

#include "cell/cell.h"

namespace terrane {

struct MigrationTables {
  explicit MigrationTables(Cell&) {}
};

}  // namespace terrane
