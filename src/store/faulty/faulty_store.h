// A memory store whose commits fail and whose power goes, when a test or a seed says so.
#pragma once

#include <memory>

#include "env/env.h"
#include "store/memory/memory_store.h"

namespace terrane {

// What happens to a commit. The honest faults are those a real engine can show.
enum class StoreFault : char {
  kNone,
  kRefused,    // honest: nothing is applied, and the caller hears of an error
  kReplyLost,  // honest: all is applied, yet the caller hears of an error
  kTorn,       // dishonest: a part is applied, and the caller hears of an error
  kForgotten,  // dishonest: nothing is applied, yet the caller hears of success
};

// The disk under one cell. It outlives the stores opened on it; it must outlive the last.
class FaultyDisk {
 public:
  // Opens the disk, as a restart does: the store opened before refuses everything from now on.
  std::unique_ptr<Store> open();

  // The power goes: what is committed stays, and the store that is open refuses everything.
  void crash() { ++power_cycles_; }

  // While it is broken, whatever is opened on it refuses everything, at once.
  void break_down() { broken_ = true; }
  void repair() { broken_ = false; }

  // The fault of the commit after the next `commits`; each disk holds one such plan at a time.
  void plan(StoreFault fault, uint64_t commits = 0);
  // Each commit from now on suffers an honest fault once in `one_in` times; 0 = never.
  void fail_at_random(Random& random, uint64_t one_in);

  // True from the moment the store that is open refuses everything.
  bool down() const { return !serves(open_power_cycle_); }
  uint64_t commits() const { return commits_; }
  // What the commit held that an error was returned for last.
  const Batch& failed_batch() const { return failed_batch_; }
  const MemoryRecords& records() const { return records_; }

 private:
  friend class FaultyStore;
  bool serves(uint64_t power_cycle) const { return !broken_ && power_cycle == power_cycles_; }
  StoreFault next_fault();
  Result<void> commit(const Batch& batch);

  MemoryRecords records_;
  uint64_t commits_ = 0;
  Batch failed_batch_;
  uint64_t power_cycles_ = 0;
  uint64_t open_power_cycle_ = 0;  // that of the store opened last
  bool broken_ = false;
  StoreFault planned_ = StoreFault::kNone;
  uint64_t planned_commit_ = 0;
  Random* random_ = nullptr;
  uint64_t one_in_ = 0;
};

}  // namespace terrane
