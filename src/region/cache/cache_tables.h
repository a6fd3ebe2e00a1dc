// The tables of a region's caches, and what is derived from them.
#pragma once

#include "cell/cell.h"
#include "region/cache/cache.h"
#include "region/network/network_tables.h"

namespace terrane {

// Built once, in this header's source file.
extern template class Table<Cache>;

struct CacheTables {
  // `network` is where caches hold their addresses.
  CacheTables(Cell& cell, NetworkTables& network);

  Table<Cache> caches;
};

}  // namespace terrane
