// Everything a cloud takes from outside itself besides bytes on the network and in the store: time,
// randomness and threads (D6). The same code runs on the real machine and, single-threaded and from
// a seed, under simulation.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "base/error.h"
#include "base/time.h"

namespace terrane {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;  // thread-safe
};

class Random {
 public:
  virtual ~Random() = default;
  virtual uint64_t next() = 0;  // 64 uniform bits, unpredictable in the real one; thread-safe

  // Uniform in [0, bound); bound > 0.
  uint64_t below(uint64_t bound) {
    return static_cast<uint64_t>((static_cast<unsigned __int128>(next()) * bound) >> 64);
  }
};

// A piece of work that runs in the background, one run at a time, when woken. Wake-ups carry no
// data and merge: work looks at the state to see what is to be done.
class Worker {
 public:
  virtual ~Worker() = default;          // waits for a run under way; none starts after
  virtual void wake() = 0;              // run soon; thread-safe
  virtual void wake_at(Time time) = 0;  // run at `time` at the latest; an earlier one set stays
};

class Workers {
 public:
  virtual ~Workers() = default;
  virtual std::unique_ptr<Worker> start(std::string_view name, std::function<void()> work) = 0;
};

// Puts the clock forward, for tests of what takes months: the time passes everywhere at once, and
// whatever falls due on the way happens in order, each at its own time.
class TestClock {
 public:
  virtual ~TestClock() = default;
  virtual Duration ahead() const = 0;  // of real time, by what it was put forward; thread-safe
  // Returns when the time has passed. One caller at a time, and none that holds a cell's lock.
  virtual Result<void> advance(Duration length) = 0;
};

struct Env {
  Clock& clock;
  Random& random;
  Workers& workers;
  TestClock* test_clock = nullptr;  // null: time passes by itself alone
};

}  // namespace terrane
