// The faults of one cell, and what follows from them.
#pragma once

#include "cell/cell.h"
#include "fault/failing.h"

namespace terrane {

struct FaultTables {
  explicit FaultTables(Cell& cell) : faults(cell.ledger()) {
    cell.attach(faults);
    faults.observe([this, &cell](const Fault* before, const Fault* after) {
      if (after) {
        failing.set(*after);
      } else {
        failing.heal(before->id);
      }
      if ((after ? after : before)->kind != FaultKind::kStore) return;
      const Fault* store = failing.store();
      cell.commits().refuse_writes(store && store->mode == FaultMode::kRefuse);
      cell.commits().slow_down(store ? store->delay() : Duration{});
    });
  }

  Table<Fault> faults;
  Failing failing;
};

}  // namespace terrane
