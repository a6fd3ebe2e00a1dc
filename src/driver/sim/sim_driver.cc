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
      if (known->second.due.is_set()) by_due_.erase({known->second.due, order.instance});
      doing_.erase(known);
    }
    Doing& doing = doing_[order.instance];
    doing = {.due = {},
             .zone = order.zone,
             .task = order.task,
             .report = {order.instance, order.generation, goal_of(order.task), {}}};
    begin(doing);
  }
  wake();
}

void SimDriver::begin(Doing& doing) {
  InstanceId instance = doing.report.instance;
  if (doing.due.is_set()) by_due_.erase({doing.due, instance});
  bool waits = needs_power(doing.task) && without_power_.contains(doing.zone);
  doing.due = waits ? Time{} : env_.clock.now() + durations_[doing.task];
  if (!waits) by_due_.emplace(doing.due, instance);
}

void SimDriver::wake() {
  if (worker_ && !by_due_.empty()) worker_->wake_at(by_due_.begin()->first);
}

void SimDriver::set_power(uint32_t zone, bool has_power) {
  std::lock_guard lock(mutex_);
  bool changed = has_power ? without_power_.erase(zone) > 0 : without_power_.insert(zone).second;
  if (!changed) return;
  for (auto& [instance, doing] : doing_)
    if (doing.zone == zone && needs_power(doing.task)) begin(doing);
  wake();
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
    wake();
  }
  if (finished && reporting_) reporting_();
}

std::vector<InstanceReport> SimDriver::take_reports() {
  std::lock_guard lock(mutex_);
  return std::exchange(reports_, {});
}

}  // namespace terrane
