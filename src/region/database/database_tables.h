// The tables of a region's databases, and what is derived from them.
#pragma once

#include <set>
#include <string>
#include <tuple>

#include "cell/cell.h"
#include "region/database/database.h"
#include "region/database/database_request.h"
#include "region/network/network_tables.h"

namespace terrane {

// Built once, in this header's source file.
extern template class Table<Database>;
extern template class Table<DatabaseRequest>;

struct DatabaseTables {
  // `network` is where databases hold their addresses.
  DatabaseTables(Cell& cell, NetworkTables& network);

  Table<Database> databases;
  Table<DatabaseRequest> requests;
  std::set<std::tuple<AccountId, Time, std::string>> forgotten;  // requests, by when they are
};

}  // namespace terrane
