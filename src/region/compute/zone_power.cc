#include "region/compute/zone_power.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "fault/fault_tables.h"
#include "region/compute/instance_motion.h"

namespace terrane::zone_power {
namespace {

void lose_power(Instance& instance) {
  using enum InstanceState;
  bool interrupted = instance.state == kStarting || instance.state == kRebooting;
  if (interrupted || instance.state == kRunning) {
    bool reset = interrupted && instance.latest_operation == InstanceOperation::kReset;
    instance.with_power = reset ? WithPower::kIsReset : WithPower::kStarts;
    instance.stop_mode = StopMode::kKeepCharging;
  }
  ++instance.generation;  // what the driver still says is of a machine that lost its power
  if (instance.state != kPending)
    observe(instance, interrupted ? InstanceCondition::kFailed : InstanceCondition::kStopped);
}

void regain_power(Instance& instance, const RegionCell& region) {
  bool reset = instance.with_power == WithPower::kIsReset;
  instance.with_power = WithPower::kStaysOff;
  instance.latest_operation = reset ? InstanceOperation::kReset : InstanceOperation::kStart;
  instance.stop_mode = StopMode::kNotApplicable;
  instance.state = *next_state(InstanceState::kStopped, InstanceTrigger::kStart);
  set_moving(instance, region);
}

bool is_struck(const Instance& instance) {
  using enum InstanceState;
  constexpr StateSet kUp = {kPending, kRunning, kStarting, kRebooting, kStopping};
  return kUp.contains(instance.state) || (instance.state == kShutdown && instance.is_moving());
}

// The zone's instances for which `matches(instance)`, in the order of their IDs.
template <class Matches>
std::vector<InstanceId> find(const RegionCell& region, uint32_t zone, Matches matches) {
  std::vector<InstanceId> found;
  region.compute.instances.each([&](const Instance& instance) {
    if (instance.zone == zone && matches(instance)) found.push_back(instance.id);
  });
  std::ranges::sort(found);
  return found;
}

void follow(RegionCell& region, Transaction& transaction, const Zone& zone, bool lost) {
  auto& instances = region.compute.instances;
  if (lost) {
    for (InstanceId id : find(region, zone.number, is_struck))
      transaction.change(instances, id, lose_power);
  } else {
    for (InstanceId id : find(region, zone.number, std::mem_fn(&Instance::waits_for_power)))
      transaction.change(instances, id,
                         [&](Instance& instance) { regain_power(instance, region); });
  }
}

// As it was before the fault came, went or was set again.
Failing before_that(const Failing& now, const Fault* before, const Fault* after) {
  Failing then = now;
  if (after) then.heal(after->id);
  if (before) then.set(*before);
  return then;
}

}  // namespace

void watch(RegionCell& region, Act act) {
  region.faults->faults.accompany([&region, act = std::move(act)](Transaction& transaction,
                                                                  const Fault* before,
                                                                  const Fault* after) {
    const Failing& now = region.faults->failing;
    Failing then = before_that(now, before, after);
    for (ZoneIndex index : region.place().zones) {
      const Zone& zone = region.catalogue.zone(index);
      bool lost = now.power_of(zone.number);
      if (lost != bool(then.power_of(zone.number))) act(transaction, zone, lost);
    }
  });
}

void watch_instances(RegionCell& region) {
  watch(region, [&region](Transaction& transaction, const Zone& zone, bool lost) {
    follow(region, transaction, zone, lost);
  });
}

bool is_lost(const RegionCell& region, uint32_t zone) {
  return region.faults->failing.power_of(zone);
}

Result<void> check(const RegionCell& region, const Instance& instance) {
  const Fault* fault = region.faults->failing.power_of(instance.zone);
  if (!fault) return {};
  return refuse(kNoPowerToBoot, to_text(instance.id), region.find_zone(instance.zone)->id,
                fault->id);
}

Result<void> check(const RegionCell& region, const Zone& zone, const ErrorKind& refusal) {
  if (const Fault* fault = region.faults->failing.power_of(zone.number))
    return refuse(refusal, zone.id, fault->id);
  return {};
}

void start_when_back(RegionCell& region, Transaction& transaction, InstanceId instance) {
  transaction.change(region.compute.instances, instance,
                     [](Instance& changed) { changed.with_power = WithPower::kStarts; });
}

size_t count_waiting(const RegionCell& region, uint32_t zone) {
  size_t count = 0;
  region.compute.instances.each([&](const Instance& instance) {
    count += instance.zone == zone && instance.waits_for_power();
  });
  return count;
}

}  // namespace terrane::zone_power
