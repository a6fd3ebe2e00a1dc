// The account plane's tables: its own cell holds them, and each region follows with a copy (D3).
#pragma once

#include <array>

#include "cell/cell.h"
#include "model/account_records.h"

namespace terrane {

struct AccountTables {
  explicit AccountTables(Cell& cell)
      : accounts(cell.ledger()), access_keys(cell.ledger()), key_pairs(cell.ledger()) {
    for (TableBase* table : all()) cell.attach(*table);
  }
  std::array<TableBase*, 3> all() { return {&accounts, &access_keys, &key_pairs}; }

  Table<Account> accounts;
  Table<AccessKey> access_keys;
  Table<KeyPair> key_pairs;
};

}  // namespace terrane
