// Time, randomness and workers on one thread and from one seed: the same seed, the same run.
#pragma once

#include <memory>
#include <optional>

#include "env/env.h"

namespace terrane {

// Stands still until it is told to move.
class SimulatedClock final : public Clock {
 public:
  explicit SimulatedClock(Time start = {1'800'000'000'000'000}) : now_(start) {}  // 2027-01-15
  Time now() const override { return now_; }
  void move_to(Time time) {
    if (time > now_) now_ = time;
  }

 private:
  Time now_;
};

// SplitMix64: small, fast, and good enough to drive tests.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(uint64_t seed) : state_(seed) {}
  uint64_t next() override {
    uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
  }

 private:
  uint64_t state_;
};

// Workers that run when the test says so, on the test's thread. Those due at the same time run in
// the order they were woken or, given a source of randomness, in any order.
class SimulatedWorkers final : public Workers {
 public:
  explicit SimulatedWorkers(SimulatedClock& clock, Random* order = nullptr);
  ~SimulatedWorkers() override;
  std::unique_ptr<Worker> start(std::string_view name, std::function<void()> work) override;

  // Runs one worker that is due now; false when none is.
  bool run_next();
  // Runs workers until none is due now. Time stands still.
  void run_until_idle();
  // Lets `length` pass: every alarm on the way rings at its own time.
  void advance(Duration length);
  // When the earliest wake-up is due; nothing when every worker sleeps without an alarm.
  std::optional<Time> next_due() const;

  // Shared with the workers, any of which may outlive this.
  struct Schedule;

 private:
  SimulatedClock& clock_;
  Random* order_;
  std::shared_ptr<Schedule> schedule_;
};

// Lets simulated time pass for those who ask the cloud for it.
class SimulatedTestClock final : public TestClock {
 public:
  explicit SimulatedTestClock(SimulatedWorkers& workers) : workers_(workers) {}
  Duration ahead() const override { return ahead_; }
  Result<void> advance(Duration length) override {
    workers_.advance(length);
    ahead_.microseconds += length.microseconds;
    return {};
  }

 private:
  SimulatedWorkers& workers_;
  Duration ahead_;
};

// The whole environment of a simulated run. Nobody puts its clock forward unless the Env is given
// its test clock.
struct SimulatedEnv {
  explicit SimulatedEnv(uint64_t seed = 1) : random(seed), order(~seed), workers(clock, &order) {}
  Env env() { return {clock, random, workers}; }

  SimulatedClock clock;
  SeededRandom random;
  SeededRandom order;  // of workers due at once
  SimulatedWorkers workers;
  SimulatedTestClock test_clock{workers};
};

}  // namespace terrane
