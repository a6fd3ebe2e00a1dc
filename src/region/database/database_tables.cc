#include "region/database/database_tables.h"

namespace terrane {

template class Table<Database>;
template class Table<DatabaseRequest>;

DatabaseTables::DatabaseTables(Cell& cell, NetworkTables& network)
    : databases(cell.ledger()), requests(cell.ledger()) {
  cell.attach(databases);
  cell.attach(requests);
  databases.observe([&network](const Database* before, const Database* after) {
    if (before && after && before->subnet == after->subnet && before->address == after->address)
      return;
    if (before) network.addresses.release(before->subnet, before->address);
    if (after) network.addresses.take(after->subnet, after->address, after->id);
  });
  requests.observe([this](const DatabaseRequest* before, const DatabaseRequest* after) {
    if (before) forgotten.erase({before->account, before->forgotten, before->id});
    if (after) forgotten.emplace(after->account, after->forgotten, after->id);
  });
}

}  // namespace terrane
