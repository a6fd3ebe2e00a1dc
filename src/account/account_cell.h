// The account plane: a cell of its own, which no region needs in order to go on (D3).
#pragma once

#include <memory>

#include "cell/account_tables.h"
#include "cell/cell.h"
#include "cell/idempotency.h"
#include "cell/tag_index.h"
#include "fault/fault_tables.h"
#include "model/added_places.h"

namespace terrane {

// Built once, in this header's source file.
extern template class Table<AddedRegion>;
extern template class Table<AddedZone>;

struct AccountCell {
  AccountCell(Env env, std::unique_ptr<Store> store);

  Cell cell;
  AccountTables tables;
  // No region needs these: each place knows itself.
  Table<AddedRegion> added_regions;
  Table<AddedZone> added_zones;
  FirstAnswers first_answers;
  TagIndex tags;  // of what lives in all regions
  FaultTables faults;
};

// One call's change to the account plane, as managers see it. Refused half-way, it is undone whole.
struct AccountChange {
  AccountCell& plane;
  Transaction& transaction;
  Time now;
};

}  // namespace terrane
