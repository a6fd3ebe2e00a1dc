#include "driver/sim/sim_driver.h"

#include <utility>

namespace terrane {

std::optional<InstanceCondition> SimDriver::at_once(InstanceTask task) const {
  if (durations_[task] > Duration{}) return std::nullopt;
  return goal_of(task);
}

void SimDriver::order(std::span<const InstanceOrder> orders) {
  if (orders.empty()) return;
  std::lock_guard lock(mutex_);
  if (!worker_) worker_ = env_.workers.start("sim-driver", [this] { finish_due(); });
  for (const InstanceOrder& order : orders) {
    auto known = doing_.find(order.instance);
    if (known != doing_.end()) {
      if (known->second.report.generation >= order.generation) continue;
      by_due_.erase({known->second.due, order.instance});
      doing_.erase(known);
    }
    Time due = env_.clock.now() + durations_[order.task];
    doing_[order.instance] = {due, {order.instance, order.generation, goal_of(order.task), {}}};
    by_due_.emplace(due, order.instance);
  }
  worker_->wake_at(by_due_.begin()->first);
}

void SimDriver::finish_due() {
  bool finished = false;
  {
    std::lock_guard lock(mutex_);
    Time now = env_.clock.now();
    while (!by_due_.empty() && by_due_.begin()->first <= now) {
      auto done = doing_.find(by_due_.begin()->second);
      reports_.push_back(std::move(done->second.report));
      doing_.erase(done);
      by_due_.erase(by_due_.begin());
      finished = true;
    }
    if (!by_due_.empty()) worker_->wake_at(by_due_.begin()->first);
  }
  if (finished && reporting_) reporting_();
}

std::vector<InstanceReport> SimDriver::take_reports() {
  std::lock_guard lock(mutex_);
  return std::exchange(reports_, {});
}

}  // namespace terrane
