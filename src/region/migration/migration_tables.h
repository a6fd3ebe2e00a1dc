// The table of a region's migrations, and what is derived from it: what is on its way now.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include "cell/cell.h"
#include "region/migration/migration.h"

namespace terrane {

extern template class Table<Migration>;

struct MigrationTables {
  explicit MigrationTables(Cell& cell);

  // The migration under way that has the instance, an original or a new one, or the subnet; null
  // for none.
  const Migration* holder_of(AnyId id) const;
  bool none_under_way() const { return held_.empty(); }
  // Keeps it, in the place of an older one of the same instance, which has ended.
  const Migration& put(Transaction& transaction, Migration migration);

  Table<Migration> migrations;

 private:
  void follow(const Migration* before, const Migration* after);

  boost::unordered_flat_map<AnyId, AnyId, std::hash<AnyId>> held_;  // to its migration
};

}  // namespace terrane
