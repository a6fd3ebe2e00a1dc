#include "env/real/test_time.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <thread>

#include "env/real/real_clock.h"

namespace terrane {

// As a ThreadWorker (real_workers.cc), but by the clock of its owner, who knows what it does.
class TestTime::SteppedWorker final : public Worker {
 public:
  SteppedWorker(TestTime& time, std::string_view name, std::function<void()> work)
      : time_(time), name_(name.substr(0, 15)), work_(std::move(work)) {
    std::lock_guard lock(time_.mutex_);
    time_.workers_.insert(this);
  }

  ~SteppedWorker() override {
    {
      std::lock_guard lock(time_.mutex_);
      stopping_ = true;
      changed_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
    std::lock_guard lock(time_.mutex_);
    time_.workers_.erase(this);
    time_.settled_.notify_all();
  }

  void wake() override {
    std::lock_guard lock(time_.mutex_);
    woken_ = true;
    start_or_notify();
  }

  void wake_at(Time time) override {
    std::lock_guard lock(time_.mutex_);
    if (alarm_ && *alarm_ <= time) return;
    alarm_ = time;
    start_or_notify();
  }

  // The rest is called under the owner's lock.
  void notify() { changed_.notify_one(); }
  std::optional<Time> alarm() const { return stopping_ ? std::nullopt : alarm_; }
  bool sleeps() const {
    bool rings = alarm_ && *alarm_ <= time_.now();
    return !running_ && (stopping_ || (!woken_ && !rings));
  }

 private:
  void start_or_notify() {
    if (thread_.joinable()) {
      changed_.notify_one();
    } else if (!stopping_) {
      thread_ = std::thread(&SteppedWorker::run, this);
      pthread_setname_np(thread_.native_handle(), name_.c_str());  // at most 15 characters
    }
  }

  void run() {
    std::unique_lock lock(time_.mutex_);
    while (wait_until_due(lock)) {
      woken_ = false;
      running_ = true;
      lock.unlock();
      work_();
      lock.lock();
      running_ = false;
      time_.settled_.notify_all();
    }
  }

  // False when the worker is to end.
  bool wait_until_due(std::unique_lock<std::mutex>& lock) {
    using Wall = std::chrono::system_clock::time_point;
    while (!stopping_) {
      if (alarm_ && *alarm_ <= time_.now()) {
        alarm_.reset();
        woken_ = true;
      }
      if (woken_) return true;
      if (alarm_ && time_.standing_ == 0) {
        int64_t rings = alarm_->microseconds - time_.ahead_;
        changed_.wait_until(lock, Wall(std::chrono::microseconds(rings)));
      } else {
        changed_.wait(lock);  // while time stands still, nothing comes due by itself
      }
    }
    return false;
  }

  TestTime& time_;
  const std::string name_;
  const std::function<void()> work_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool running_ = false;
  bool stopping_ = false;
  std::optional<Time> alarm_;  // run then at the latest
  std::thread thread_;
};

TestTime::TestTime(Duration ahead, Keep keep)
    : keep_(std::move(keep)), ahead_(ahead.microseconds) {}

TestTime::~TestTime() = default;

Time TestTime::now() const {
  if (int64_t standing = standing_) return {standing};
  return RealClock().now() + Duration{ahead_};
}

std::unique_ptr<Worker> TestTime::start(std::string_view name, std::function<void()> work) {
  return std::make_unique<SteppedWorker>(*this, name, std::move(work));
}

Result<void> TestTime::advance(Duration length) {
  std::lock_guard one(advancing_);
  Duration ahead{ahead_ + length.microseconds};
  CHECKED(keep_(ahead));
  std::unique_lock lock(mutex_);
  standing_ = now().microseconds;
  Time end = now() + length;
  settle(lock);
  for (auto due = next_alarm(); due && *due <= end; due = next_alarm()) {
    standing_ = std::max(due->microseconds, standing_.load());
    ring();
    settle(lock);
  }
  // Real time went on meanwhile, so that this is not before `end`.
  ahead_ = ahead.microseconds;
  standing_ = 0;
  ring();
  return {};
}

// Waits until everybody sleeps, and would go on sleeping at this moment.
void TestTime::settle(std::unique_lock<std::mutex>& lock) {
  settled_.wait(lock, [&] {
    return std::ranges::all_of(workers_,
                               [](const SteppedWorker* worker) { return worker->sleeps(); });
  });
}

std::optional<Time> TestTime::next_alarm() const {
  std::optional<Time> next;
  for (const SteppedWorker* worker : workers_)
    if (auto alarm = worker->alarm(); alarm && (!next || *alarm < *next)) next = alarm;
  return next;
}

void TestTime::ring() {
  for (SteppedWorker* worker : workers_) worker->notify();
}

}  // namespace terrane
