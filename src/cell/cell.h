// A cell: one region's state, store, lock and committer, or the account plane's (D3). Cells share
// nothing, and no function takes two.
#pragma once

#include <algorithm>
#include <memory>
#include <shared_mutex>
#include <string>
#include <vector>

#include "cell/commit_queue.h"
#include "cell/ledger.h"
#include "cell/table.h"
#include "cell/transaction.h"
#include "env/env.h"
#include "store/store.h"

namespace terrane {

class EventLog;

inline constexpr ErrorKind kCellUnavailable{
    "InternalError",
    "{} cannot store changes right now. Nothing was changed by this call that will be kept; try "
    "again later.",
    "{} 当前无法保存变更，本次调用未留下任何变更，请稍后重试。"};

class Cell {
 public:
  Cell(std::string name, Env env, std::unique_ptr<Store> store);
  ~Cell();

  const std::string& name() const { return name_; }
  Env& env() { return env_; }
  Time now() const { return env_.clock.now(); }
  Ledger& ledger() { return ledger_; }
  const Ledger& ledger() const { return ledger_; }
  CommitQueue& commits() { return commits_; }
  const CommitQueue& commits() const { return commits_; }

  // Tables take part from here on; all before open().
  void attach(TableBase& table);
  const std::vector<TableBase*>& tables() const { return tables_; }
  // Reads the store into the tables.
  Result<void> open();

  // Held shared to read, alone to change. Handlers take microseconds; nobody waits under it.
  std::shared_mutex& lock() const { return lock_; }

  // Lets go of a store that has failed, so that it can be opened anew: by another cell, since this
  // one's memory is ahead of it.
  void release_store() {
    check(commits_.failed(), "a store that is let go of has failed");
    store_.reset();
  }

  // Ends a transaction under the writer lock; returns the number when_durable() takes.
  uint64_t commit(Transaction& transaction);
  // The same for one that was appended by itself: events tell of it.
  void note(const Transaction& transaction, uint64_t sequence);
  EventLog& events() { return *events_; }

  // A number no earlier record of this cell has: records sort by it in the order of creation.
  uint64_t next_sequence() { return ++sequence_; }
  // An unused ID: random, so it says nothing about others.
  template <class T>
  typename T::Key new_id(const Table<T>& table) {
    while (true) {
      typename T::Key id(AnyId::of(T::Key::kKind, env_.random.below(kIdNumbers)));
      if (!table.find(id)) return id;
    }
  }
  // Called while loading: the counter starts behind every stored record.
  void seen_sequence(uint64_t sequence) { sequence_ = std::max(sequence_, sequence); }

 private:
  std::string name_;
  Env env_;
  std::unique_ptr<Store> store_;
  Ledger ledger_;
  std::vector<TableBase*> tables_;
  std::unique_ptr<EventLog> events_;
  mutable std::shared_mutex lock_;
  uint64_t sequence_ = 0;
  CommitQueue commits_;  // last: its worker ends before what it uses
};

}  // namespace terrane
