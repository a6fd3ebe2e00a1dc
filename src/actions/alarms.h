// Things that are to happen at a time, such as replies that a fault makes late: nobody holds a
// thread or a lock until then.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "env/env.h"

namespace terrane {

class Alarms {
 public:
  using Ring = std::move_only_function<void()>;

  explicit Alarms(Env env) : env_(env) {}
  ~Alarms();  // rings them all

  // Calls `ring` once, at that time or soon after it, on a thread of its own.
  void at(Time time, Ring ring);
  void in(Duration delay, Ring ring) { at(env_.clock.now() + delay, std::move(ring)); }
  // Calls all that are set, and from now on each at once: nobody is to wait any more.
  void ring_all();

 private:
  void run();

  Env env_;
  std::mutex mutex_;  // guards what follows
  std::multimap<Time, Ring> set_;
  bool hurried_ = false;
  std::unique_ptr<Worker> worker_;  // made when first needed
};

}  // namespace terrane
