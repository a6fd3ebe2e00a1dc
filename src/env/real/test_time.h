// Real time that can be put forward, and the workers that live by it: for a cloud whose users test
// what takes months.
//
// While it is put forward, time stands still at each moment at which somebody is to wake up, until
// everybody who is awake then has gone back to sleep. So the regions of a cloud do what is due in
// the order of its times, each thing at its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "env/env.h"

namespace terrane {

class TestTime final : public Clock, public Workers, public TestClock {
 public:
  // Makes durable by how much the clock is ahead, before anything happens then.
  using Keep = std::function<Result<void>(Duration ahead)>;

  // Begins as far ahead as it was when it was kept. It outlives its workers.
  TestTime(Duration ahead, Keep keep);
  ~TestTime() override;

  Time now() const override;
  std::unique_ptr<Worker> start(std::string_view name, std::function<void()> work) override;
  Duration ahead() const override { return {ahead_}; }
  Result<void> advance(Duration length) override;

 private:
  class SteppedWorker;

  void settle(std::unique_lock<std::mutex>& lock);
  std::optional<Time> next_alarm() const;
  void ring();

  const Keep keep_;
  std::mutex advancing_;  // one advance at a time; taken before mutex_
  std::atomic<int64_t> ahead_;
  std::atomic<int64_t> standing_ = 0;  // set: the time at which the clock stands still
  std::mutex mutex_;                   // guards what follows, and the state of all workers
  std::condition_variable settled_;
  std::set<SteppedWorker*> workers_;
};

}  // namespace terrane
