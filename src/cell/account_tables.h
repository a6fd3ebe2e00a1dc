// The account plane's tables: its own cell holds them, and each region follows with a copy (D3).
#pragma once

#include <array>

#include "cell/cell.h"
#include "model/account_records.h"
#include "model/zone_access.h"

namespace terrane {

// Built once, in this header's source file.
extern template class Table<Account>;
extern template class Table<AccessKey>;
extern template class Table<KeyPair>;
extern template class Table<Certificate>;
extern template class Table<TagKey>;
extern template class Table<Project>;
extern template class Table<ZoneAccessTicket>;

struct AccountTables {
  explicit AccountTables(Cell& cell);
  std::array<TableBase*, 7> all() {
    return {&accounts, &access_keys, &key_pairs, &certificates, &tag_keys, &projects, &tickets};
  }

  Table<Account> accounts;
  Table<AccessKey> access_keys;
  Table<KeyPair> key_pairs;
  Table<Certificate> certificates;
  Table<TagKey> tag_keys;
  Table<Project> projects;
  Table<ZoneAccessTicket> tickets;
};

}  // namespace terrane
