// The faults of one cell, and what follows from them.
#pragma once

#include "cell/cell.h"
#include "fault/failing.h"

namespace terrane {

struct FaultTables {
  explicit FaultTables(Cell& cell) : faults(cell.ledger()) {
    cell.attach(faults);
    faults.observe([this](const Fault* before, const Fault* after) {
      if (after) {
        failing.set(*after);
      } else {
        failing.heal(before->id);
      }
    });
  }

  Table<Fault> faults;
  Failing failing;
};

}  // namespace terrane
