// The default driver: machines that exist in name only. Each task takes as long as it is told to on
// the cloud's clock, and works; with no duration it is done the moment it is wished.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "driver/driver.h"
#include "env/env.h"

namespace terrane {

// How long each task takes, in the order of InstanceTask; all zero unless told otherwise.
struct SimDurations {
  std::array<Duration, kInstanceTaskCount> of_task{};

  Duration& operator[](InstanceTask task) { return of_task[size_t(task)]; }
  Duration operator[](InstanceTask task) const { return of_task[size_t(task)]; }
};

// Its machines do not outlive it: it takes the region's word for those that were there before.
class SimDriver final : public Driver {
 public:
  SimDriver(Env env, SimDurations durations = {}) : env_(env), durations_(durations) {}

  std::string_view name() const override { return "sim"; }
  std::optional<InstanceCondition> at_once(InstanceTask task) const override;
  void set_faults(const HostFaults& faults) override;
  void order(std::span<const InstanceOrder> orders) override;
  std::vector<InstanceReport> take_reports() override;
  std::optional<std::vector<InstanceReport>> survey() override { return std::nullopt; }
  void when_reporting(std::function<void()> call) override { reporting_ = std::move(call); }

 private:
  struct Doing {
    Time due;  // not set: it waits for power
    uint32_t zone;
    uint32_t host;
    InstanceTask task;
    InstanceReport report;
  };
  void finish_due();
  // Under the lock: begins it anew, now or once there is power.
  void begin(Doing& doing);
  void wake();
  bool waits_for_power(const Doing& doing) const;
  // Of one that is over.
  InstanceReport report_of(Doing doing) const;

  Env env_;
  SimDurations durations_;
  std::function<void()> reporting_;

  std::mutex mutex_;  // guards what follows
  std::map<InstanceId, Doing> doing_;
  std::set<std::pair<Time, InstanceId>> by_due_;  // those that do not wait
  HostFaults faults_;
  std::vector<InstanceReport> reports_;
  std::unique_ptr<Worker> worker_;  // last: it ends before what it uses; made when first needed
};

}  // namespace terrane
