// Reads a cell's store into its tables. One thread reads; where there is much to read, another one
// helps it to decode.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>

#include "cell/table.h"
#include "env/env.h"
#include "store/store.h"

namespace terrane {

class Loader {
 public:
  Loader(std::span<TableBase* const> tables, Workers& workers);

  // Takes a stored record: those of one table come together, as they do in the order of keys.
  void add(std::string_view key, std::string_view value);
  // Returns when all of them are in their tables.
  Result<void> finish();

 private:
  struct Chunk {
    TableBase* table = nullptr;
    Batch records;
  };
  void turn_to_table(std::string_view name);
  void hand_over();
  bool decode_next(size_t most_waiting);
  void fail(Error error);

  const std::span<TableBase* const> tables_;
  Chunk filling_;
  std::mutex mutex_;  // guards waiting_ and outcome_
  std::deque<Chunk> waiting_;
  Result<void> outcome_;
  std::atomic<bool> failed_ = false;
  std::unique_ptr<Worker> helper_;  // last: it ends before what it uses
};

}  // namespace terrane
