// What has become of a cell's records lately, for those who would rather be told than look again
// and again: a bounded list of hints, kept in memory alone, from the first time somebody asks.
#pragma once

#include <atomic>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "base/time.h"
#include "cell/transaction.h"
#include "env/env.h"

namespace terrane {

struct Event {
  uint64_t commit = 0;  // it is so once this is durable
  Time at;
  std::string_view kind;  // the name of the record's table
  std::string id;
  AccountId account{};  // whose it is; nobody's if it is the cloud's own
  uint32_t zone = 0;
  Touch change{};
};

// Safe to use from several threads, but for watch() and leave_out(), which come before them all.
class EventLog {
 public:
  static constexpr size_t kKept = 10'000;

  // Where a reader is: behind so many events of this life of the cell.
  struct Place {
    uint64_t era = 0;
    uint64_t number = 0;
  };

  explicit EventLog(Random& random) : random_(random) {}

  // Resources and what operators look after are told of, where they are the cell's own; what the
  // cell only needs in order to work is not.
  void watch(const TableBase& table);
  void leave_out(const TableBase& table) { watched_.erase(&table); }

  // Called under the cell's writer lock, before the transaction ends.
  void note(const Transaction& transaction, Time now, uint64_t commit);
  // Everything is different now: whoever reads on is told to look.
  void forget();

  // Behind the newest. From now on events are kept.
  Place now();
  // Visits what happened since, as far as it is durable, and moves `place` behind each for which
  // `visit` returns true; it ends at the first for which it does not. False if what happened since
  // is not known any more.
  using Visit = std::function<bool(const Event& event)>;
  bool read(Place& place, uint64_t durable, const Visit& visit);

 private:
  Random& random_;
  boost::unordered_flat_set<const TableBase*> watched_;
  std::atomic<bool> is_heard_ = false;
  std::mutex mutex_;  // guards what follows
  uint64_t era_ = 0;
  uint64_t newest_ = 0;
  std::deque<Event> events_;  // up to the newest
};

}  // namespace terrane
