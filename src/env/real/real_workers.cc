#include "env/real/real_workers.h"

#include <pthread.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/error.h"

namespace terrane {
namespace {

using WallTime = std::chrono::system_clock::time_point;

WallTime wall_time(Time time) {
  return WallTime(std::chrono::microseconds(time.microseconds));
}

class ThreadWorker final : public Worker {
 public:
  ThreadWorker(std::string_view name, std::function<void()> work)
      : name_(name.substr(0, 15)), work_(std::move(work)) {}

  ~ThreadWorker() override {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_one();
    if (!thread_.joinable()) return;
    check(thread_.get_id() != std::this_thread::get_id(), "a worker ends itself");
    thread_.join();
  }

  void wake() override {
    std::lock_guard lock(mutex_);
    if (woken_) return;
    woken_ = true;
    start_or_notify();
  }

  void wake_at(Time time) override {
    std::lock_guard lock(mutex_);
    if (alarm_ && *alarm_ <= time) return;
    alarm_ = time;
    start_or_notify();
  }

 private:
  void start_or_notify() {
    if (thread_.joinable()) {
      changed_.notify_one();
    } else if (!stopping_) {
      thread_ = std::thread(&ThreadWorker::run, this);
      pthread_setname_np(thread_.native_handle(), name_.c_str());  // at most 15 characters
    }
  }

  void run() {
    std::unique_lock lock(mutex_);
    while (wait_until_due(lock)) {
      woken_ = false;
      lock.unlock();
      work_();
      lock.lock();
    }
  }

  // False when the worker is to end.
  bool wait_until_due(std::unique_lock<std::mutex>& lock) {
    while (!stopping_) {
      if (alarm_ && std::chrono::system_clock::now() >= wall_time(*alarm_)) {
        alarm_.reset();
        woken_ = true;
      }
      if (woken_) return true;
      if (alarm_) {
        changed_.wait_until(lock, wall_time(*alarm_));
      } else {
        changed_.wait(lock);
      }
    }
    return false;
  }

  const std::string name_;
  const std::function<void()> work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::optional<Time> alarm_;  // run then at the latest
  std::thread thread_;
};

}  // namespace

std::unique_ptr<Worker> RealWorkers::start(std::string_view name, std::function<void()> work) {
  return std::make_unique<ThreadWorker>(name, std::move(work));
}

}  // namespace terrane
