#include "region/cache/cache_tables.h"

namespace terrane {

template class Table<Cache>;

CacheTables::CacheTables(Cell& cell, NetworkTables& network) : caches(cell.ledger()) {
  cell.attach(caches);
  caches.observe([&network](const Cache* before, const Cache* after) {
    if (before && after && before->subnet == after->subnet && before->address == after->address)
      return;
    if (before) network.addresses.release(before->subnet, before->address);
    if (after) network.addresses.take(after->subnet, after->address, after->id);
  });
}

}  // namespace terrane
