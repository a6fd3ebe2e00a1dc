#include "driver/sim/sim_driver.h"

#include <algorithm>
#include <utility>

namespace terrane {
namespace {

bool any_contains(const std::vector<HostRange>& ranges, uint32_t zone, uint32_t host) {
  return std::ranges::any_of(ranges,
                             [&](const HostRange& range) { return range.contains(zone, host); });
}

}  // namespace

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
             .host = order.host,
             .task = order.task,
             .report = {order.instance, order.generation, goal_of(order.task), {}}};
    begin(doing);
  }
  wake();
}

void SimDriver::begin(Doing& doing) {
  InstanceId instance = doing.report.instance;
  if (doing.due.is_set()) by_due_.erase({doing.due, instance});
  bool waits = waits_for_power(doing);
  doing.due = waits ? Time{} : env_.clock.now() + durations_[doing.task];
  if (!waits) by_due_.emplace(doing.due, instance);
}

void SimDriver::wake() {
  if (worker_ && !by_due_.empty()) worker_->wake_at(by_due_.begin()->first);
}

bool SimDriver::waits_for_power(const Doing& doing) const {
  return needs_power(doing.task) && any_contains(faults_.without_power, doing.zone, doing.host);
}

void SimDriver::set_faults(const HostFaults& faults) {
  std::lock_guard lock(mutex_);
  faults_ = faults;
  for (auto& [instance, doing] : doing_)
    if (doing.due.is_set() == waits_for_power(doing)) begin(doing);
  wake();
}

InstanceReport SimDriver::report_of(Doing doing) const {
  bool fails = doing.task == InstanceTask::kLaunch &&
               any_contains(faults_.without_launches, doing.zone, doing.host);
  if (fails) {
    doing.report.condition = InstanceCondition::kFailed;
    doing.report.reason = "its host can launch no machine";
  }
  return std::move(doing.report);
}

void SimDriver::finish_due() {
  bool finished = false;
  {
    std::lock_guard lock(mutex_);
    Time now = env_.clock.now();
    while (!by_due_.empty() && by_due_.begin()->first <= now) {
      auto done = doing_.find(by_due_.begin()->second);
      reports_.push_back(report_of(std::move(done->second)));
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
