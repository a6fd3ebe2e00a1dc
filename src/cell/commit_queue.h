// The one committer of a cell (D4): merges all waiting changes into one batch, makes it durable
// with one sync, and tells those who wait for it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "env/env.h"
#include "store/store.h"

namespace terrane {

class CommitQueue {
 public:
  // Called once, on the committer's thread or at once: true when all up to a change is durable,
  // false when the store failed and nothing more will be.
  using Done = std::move_only_function<void(bool durable)>;

  CommitQueue(std::string_view name, Store& store, Env env);
  ~CommitQueue();  // commits what waits

  // Adds changes that belong together. Called in the order the changes were made (under the cell's
  // lock); returns the sequence number that durable() will reach.
  uint64_t append(const Batch& changes);

  // Sequence number of the newest change, and of the newest durable one.
  uint64_t newest() const { return newest_.load(std::memory_order_acquire); }
  uint64_t durable() const { return durable_.load(std::memory_order_acquire); }

  // Calls `done` when the change with this number is durable, or the store has failed.
  void when_durable(uint64_t sequence, Done done);

  // Called whenever more is durable, or the store has failed; set before the first change.
  void tell(std::function<void()> told) { told_ = std::move(told); }
  void announce() const {
    if (told_) told_();
  }

  // Commits what waits on the calling thread, however slow the store is to be, and tells whether
  // it is durable up to this number.
  bool commit_now(uint64_t sequence);

  // From now on each commit takes this much longer; nobody waits for it under a lock.
  void slow_down(Duration by);
  // Whether those who change something are to be refused beforehand. What was taken is committed.
  void refuse_writes(bool refuse) { refuses_.store(refuse, std::memory_order_release); }
  // True while changes may be made: neither has the store failed, nor are they to be refused.
  bool accepts() const { return !failed() && !refuses_.load(std::memory_order_acquire); }

  // True once the store has refused a commit: memory is then ahead of it, and the cell must be
  // opened again before it may serve.
  bool failed() const { return failed_.load(std::memory_order_acquire); }

 private:
  struct Waiter {
    uint64_t sequence;
    Done done;
  };
  enum class Pace : uint8_t { kAtOnce, kAsSlowAsTheStore };
  void commit_waiting(Pace pace);
  bool commit_batch(Pace pace, std::vector<Waiter>& ready);
  bool take_batch();

  Store& store_;
  const Clock& clock_;
  std::mutex commit_mutex_;  // one commit at a time; taken before mutex_
  // Guarded by it: the batch that is being committed, since when, up to which change.
  Batch committing_;
  Time begun_;  // not set: there is none
  uint64_t committing_to_ = 0;
  std::mutex mutex_;  // guards waiting_ and waiters_
  Batch waiting_;
  std::vector<Waiter> waiters_;
  std::atomic<uint64_t> newest_ = 0;
  std::atomic<uint64_t> durable_ = 0;
  std::atomic<bool> failed_ = false;
  std::atomic<bool> refuses_ = false;
  std::atomic<int64_t> slower_by_ = 0;  // microseconds
  std::function<void()> told_;
  std::unique_ptr<Worker> worker_;
};

}  // namespace terrane
