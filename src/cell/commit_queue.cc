#include "cell/commit_queue.h"

#include <algorithm>

namespace terrane {

CommitQueue::CommitQueue(std::string_view name, Store& store, Env env)
    : store_(store), clock_(env.clock) {
  worker_ = env.workers.start(name, [this] { commit_waiting(Pace::kAsSlowAsTheStore); });
}

CommitQueue::~CommitQueue() {
  worker_.reset();
  commit_waiting(Pace::kAtOnce);
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
  commit_waiting(Pace::kAtOnce);
  return sequence <= durable();
}

void CommitQueue::slow_down(Duration by) {
  slower_by_.store(by.microseconds, std::memory_order_release);
  worker_->wake();
}

void CommitQueue::commit_waiting(Pace pace) {
  std::vector<Waiter> ready;
  while (commit_batch(pace, ready)) {
    for (Waiter& waiter : ready) waiter.done(waiter.sequence <= durable());
    ready.clear();
    announce();
  }
}

// All that waits becomes the batch; false when there is nothing.
bool CommitQueue::take_batch() {
  std::lock_guard lock(mutex_);
  committing_to_ = newest_.load(std::memory_order_relaxed);
  if (committing_to_ == durable() || failed()) return false;
  committing_.clear();
  std::swap(committing_, waiting_);
  return true;
}

// Commits all that waits, as one batch; false when there was nothing, or it is not the time yet.
// `ready` gets those who waited.
bool CommitQueue::commit_batch(Pace pace, std::vector<Waiter>& ready) {
  std::lock_guard committing(commit_mutex_);
  Duration slower{slower_by_.load(std::memory_order_acquire)};
  if (!begun_.is_set()) {
    if (!take_batch()) return false;
    if (slower > Duration{}) begun_ = clock_.now();
  }
  if (begun_.is_set() && pace == Pace::kAsSlowAsTheStore) {
    Time done = begun_ + slower;
    if (clock_.now() < done) {
      worker_->wake_at(done);
      return false;
    }
  }
  begun_ = {};
  uint64_t sequence = committing_to_;
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
