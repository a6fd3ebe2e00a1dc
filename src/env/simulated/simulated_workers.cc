#include <algorithm>
#include <vector>

#include "base/error.h"
#include "env/simulated/simulated_env.h"

namespace terrane {
namespace {

enum class Cause : char { kWake, kAlarm };

struct WakeUp {
  Worker* worker;
  Cause cause;
  Time due;
  uint64_t number;  // wake-ups are counted, to keep the order of those due at once
};

}  // namespace

// At most one wake-up per worker and cause: the earliest. An alarm stays when its worker is woken
// before.
struct SimulatedWorkers::Schedule {
  std::vector<WakeUp> wake_ups;
  uint64_t count = 0;

  void add(Worker* worker, Cause cause, Time due) {
    for (WakeUp& wake_up : wake_ups)
      if (wake_up.worker == worker && wake_up.cause == cause) {
        if (due < wake_up.due) wake_up = {worker, cause, due, ++count};
        return;
      }
    wake_ups.push_back({worker, cause, due, ++count});
  }
  void remove(const Worker* worker, Time up_to) {
    std::erase_if(wake_ups, [&](const WakeUp& wake_up) {
      return wake_up.worker == worker && wake_up.due <= up_to;
    });
  }
};

namespace {

class SimulatedWorker final : public Worker {
 public:
  SimulatedWorker(std::shared_ptr<SimulatedWorkers::Schedule> schedule, SimulatedClock& clock,
                  std::function<void()> work)
      : schedule_(std::move(schedule)), clock_(clock), work_(std::move(work)) {}
  ~SimulatedWorker() override {
    check(!running_, "a worker ends itself");
    schedule_->remove(this, Time{INT64_MAX});
  }

  void wake() override { schedule_->add(this, Cause::kWake, clock_.now()); }
  void wake_at(Time time) override {
    schedule_->add(this, Cause::kAlarm, std::max(time, clock_.now()));
  }

  void run() {
    check(!running_, "a worker runs inside itself");
    running_ = true;
    work_();
    running_ = false;
  }

 private:
  std::shared_ptr<SimulatedWorkers::Schedule> schedule_;
  SimulatedClock& clock_;
  std::function<void()> work_;
  bool running_ = false;
};

}  // namespace

SimulatedWorkers::SimulatedWorkers(SimulatedClock& clock, Random* order)
    : clock_(clock), order_(order), schedule_(std::make_shared<Schedule>()) {}

SimulatedWorkers::~SimulatedWorkers() = default;

std::unique_ptr<Worker> SimulatedWorkers::start(std::string_view, std::function<void()> work) {
  return std::make_unique<SimulatedWorker>(schedule_, clock_, std::move(work));
}

bool SimulatedWorkers::run_next() {
  std::vector<WakeUp> due;
  for (const WakeUp& wake_up : schedule_->wake_ups)
    if (wake_up.due <= clock_.now()) due.push_back(wake_up);
  if (due.empty()) return false;
  auto earlier = [](const WakeUp& a, const WakeUp& b) {
    return std::pair(a.due, a.number) < std::pair(b.due, b.number);
  };
  Worker* chosen = order_ ? due[order_->below(due.size())].worker
                          : std::min_element(due.begin(), due.end(), earlier)->worker;
  schedule_->remove(chosen, clock_.now());
  static_cast<SimulatedWorker*>(chosen)->run();
  return true;
}

void SimulatedWorkers::run_until_idle() {
  while (run_next()) {
  }
}

void SimulatedWorkers::advance(Duration length) {
  Time end = clock_.now() + length;
  run_until_idle();
  for (auto due = next_due(); due && *due <= end; due = next_due()) {
    clock_.move_to(*due);
    run_until_idle();
  }
  clock_.move_to(end);
}

std::optional<Time> SimulatedWorkers::next_due() const {
  std::optional<Time> earliest;
  for (const WakeUp& wake_up : schedule_->wake_ups)
    if (!earliest || wake_up.due < *earliest) earliest = wake_up.due;
  return earliest;
}

}  // namespace terrane
