// An account plane in memory, for tests of this folder.
#pragma once

#include <gtest/gtest.h>

#include "account/account_cell.h"
#include "env/simulated/simulated_env.h"
#include "store/memory/memory_store.h"

namespace terrane {

class AccountPlaneTest : public testing::Test {
 protected:
  AccountPlaneTest() { restart(); }

  void restart() {
    plane_.reset();
    env_.workers.run_until_idle();
    plane_ = std::make_unique<AccountCell>(env_.env(), std::make_unique<MemoryStore>(records_));
    ASSERT_TRUE(plane_->cell.open());
  }

  // Runs one change as a call does: kept whole, or undone whole.
  template <class Operation>
  auto change(Operation operation) {
    Transaction transaction;
    AccountChange change{*plane_, transaction, env_.clock.now()};
    auto outcome = operation(change);
    if (outcome) {
      plane_->cell.commit(transaction);
    } else {
      transaction.undo();
    }
    env_.workers.run_until_idle();
    return outcome;
  }

  SimulatedEnv env_;
  std::shared_ptr<MemoryRecords> records_ = std::make_shared<MemoryRecords>();
  std::unique_ptr<AccountCell> plane_;
};

// The code a refused call names; "" for one that was not refused.
template <class T>
std::string_view code_of(const Result<T>& outcome) {
  return outcome ? std::string_view() : outcome.error().code();
}

}  // namespace terrane
