#include "cell/commit_queue.h"

#include <algorithm>

namespace terrane {

CommitQueue::CommitQueue(std::string_view name, Store& store, Workers& workers) : store_(store) {
  worker_ = workers.start(name, [this] { commit_waiting(); });
}

CommitQueue::~CommitQueue() {
  worker_.reset();
  commit_waiting();
}

uint64_t CommitQueue::append(const Batch& changes) {
  uint64_t sequence;
  {
    std::lock_guard lock(mutex_);
    waiting_.append(changes);
    sequence = newest_.load(std::memory_order_relaxed) + 1;
    newest_.store(sequence, std::memory_order_release);
  }
  worker_->wake();
  return sequence;
}

void CommitQueue::when_durable(uint64_t sequence, Done done) {
  {
    std::lock_guard lock(mutex_);
    if (sequence > durable() && !failed()) {
      waiters_.push_back({sequence, std::move(done)});
      return;
    }
  }
  done(sequence <= durable());
}

bool CommitQueue::commit_now(uint64_t sequence) {
  commit_waiting();
  return sequence <= durable();
}

void CommitQueue::commit_waiting() {
  std::vector<Waiter> ready;
  while (commit_batch(ready)) {
    for (Waiter& waiter : ready) waiter.done(waiter.sequence <= durable());
    ready.clear();
  }
}

// Commits all that waits, as one batch; false when there was nothing. `ready` gets those who
// waited.
bool CommitQueue::commit_batch(std::vector<Waiter>& ready) {
  std::lock_guard committing(commit_mutex_);
  uint64_t sequence;
  {
    std::lock_guard lock(mutex_);
    sequence = newest_.load(std::memory_order_relaxed);
    if (sequence == durable() || failed()) return false;
    committing_.clear();
    std::swap(committing_, waiting_);
  }
  bool durable = store_.commit(committing_).has_value();
  std::lock_guard lock(mutex_);
  if (durable) {
    durable_.store(sequence, std::memory_order_release);
  } else {
    failed_.store(true, std::memory_order_release);
  }
  // Waiters are in the order of their numbers but for reads that raced; keep the rest.
  auto later = std::stable_partition(waiters_.begin(), waiters_.end(), [&](const Waiter& waiter) {
    return !durable || waiter.sequence <= sequence;
  });
  ready.assign(std::make_move_iterator(waiters_.begin()), std::make_move_iterator(later));
  waiters_.erase(waiters_.begin(), later);
  return true;
}

}  // namespace terrane
