#include "cell/account_tables.h"

namespace terrane {

template class Table<Account>;
template class Table<AccessKey>;
template class Table<KeyPair>;
template class Table<Certificate>;
template class Table<TagKey>;
template class Table<Project>;
template class Table<ZoneAccessTicket>;

AccountTables::AccountTables(Cell& cell)
    : accounts(cell.ledger()),
      access_keys(cell.ledger()),
      key_pairs(cell.ledger()),
      certificates(cell.ledger()),
      tag_keys(cell.ledger()),
      projects(cell.ledger()),
      tickets(cell.ledger()) {
  for (TableBase* table : all()) cell.attach(*table);
}

}  // namespace terrane
