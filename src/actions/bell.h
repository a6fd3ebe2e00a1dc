// Rung whenever more is durable in some cell, for calls that wait until something happens. While
// none does, it costs one look.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>

namespace terrane {

class Bell {
 public:
  // Who hears it: one at a time, or nobody.
  void hang(std::function<void()> hear) {
    std::lock_guard lock(mutex_);
    hear_ = std::move(hear);
  }
  void ring() {
    if (awaited_.load() == 0) return;
    std::lock_guard lock(mutex_);
    if (hear_) hear_();
  }
  // How many wait for it. Whoever begins to looks once afterwards: it may have rung just before.
  void await(int more) { awaited_.fetch_add(more); }

 private:
  std::atomic<int> awaited_ = 0;
  std::mutex mutex_;  // guards hear_
  std::function<void()> hear_;
};

}  // namespace terrane
