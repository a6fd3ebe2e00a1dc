#include "region/compute/power.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "fault/fault_tables.h"
#include "region/compute/instance_motion.h"

namespace terrane::power {
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

bool is_up(const Instance& instance) {
  using enum InstanceState;
  constexpr StateSet kUp = {kPending, kRunning, kStarting, kRebooting, kStopping};
  return kUp.contains(instance.state) || (instance.state == kShutdown && instance.is_moving());
}

// The instances, in the order of their IDs, whose hosts lose or regain power as one takes the
// place of the other, and that go off or start again with it.
struct Struck {
  std::vector<InstanceId> lost, regained;
};

Struck find_struck(const RegionCell& region, const Failing& then, const Failing& now) {
  Struck struck;
  region.compute.instances.each([&](const Instance& instance) {
    HostPlace place = region.compute.rooms.place_of(instance);
    bool was_lost = then.power_of(place), is_lost = now.power_of(place);
    if (is_lost && !was_lost && is_up(instance)) struck.lost.push_back(instance.id);
    if (was_lost && !is_lost && instance.waits_for_power()) struck.regained.push_back(instance.id);
  });
  std::ranges::sort(struck.lost);
  std::ranges::sort(struck.regained);
  return struck;
}

void follow(RegionCell& region, Transaction& transaction, const Failing& then) {
  auto& instances = region.compute.instances;
  Struck struck = find_struck(region, then, region.faults->failing);
  for (InstanceId id : struck.lost) transaction.change(instances, id, lose_power);
  for (InstanceId id : struck.regained)
    transaction.change(instances, id, [&](Instance& instance) { regain_power(instance, region); });
}

// As it was before the fault came, went or was set again.
Failing before_that(const Failing& now, const Fault* before, const Fault* after) {
  Failing then = now;
  if (after) then.heal(after->id);
  if (before) then.set(*before);
  return then;
}

// Calls look(transaction, then) with what failed before, whenever that may have changed who has
// power.
template <class Look>
void watch(RegionCell& region, Look look) {
  region.faults->faults.accompany([&region, look = std::move(look)](Transaction& transaction,
                                                                    const Fault* before,
                                                                    const Fault* after) {
    if ((before && before->takes_power()) || (after && after->takes_power()))
      look(transaction, before_that(region.faults->failing, before, after));
  });
}

const Fault* power_of(const RegionCell& region, const Instance& instance) {
  const Failing& failing = region.faults->failing;
  return failing.nothing() ? nullptr : failing.power_of(region.compute.rooms.place_of(instance));
}

}  // namespace

void watch_zones(RegionCell& region, Act act) {
  watch(region, [&region, act = std::move(act)](Transaction& transaction, const Failing& then) {
    for (ZoneIndex index : region.place().zones) {
      const Zone& zone = region.catalogue.zone(index);
      bool lost = is_lost(region, zone.number);
      if (lost != bool(then.power_of(zone.number))) act(transaction, zone, lost);
    }
  });
}

void watch_instances(RegionCell& region) {
  watch(region, [&region](Transaction& transaction, const Failing& then) {
    follow(region, transaction, then);
  });
  region.faults->faults.observe([&region](const Fault*, const Fault*) {
    region.compute.rooms.follow(region.faults->failing);
  });
}

bool is_lost(const RegionCell& region, uint32_t zone) {
  return region.faults->failing.power_of(zone);
}

bool is_lost(const RegionCell& region, const Instance& instance) {
  return power_of(region, instance);
}

Result<void> check(const RegionCell& region, const Instance& instance) {
  const Fault* fault = power_of(region, instance);
  if (!fault) return {};
  bool of_host = fault->rack != 0 || fault->host != 0;
  return refuse(of_host ? kNoHostToBoot : kNoPowerToBoot, to_text(instance.id),
                region.find_zone(instance.zone)->id, fault->id);
}

Result<void> check(const RegionCell& region, const Instance& instance, const ErrorKind& refusal) {
  if (const Fault* fault = power_of(region, instance))
    return refuse(refusal, to_text(instance.id), fault->id);
  return {};
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

size_t count_waiting(const RegionCell& region, const Fault& fault) {
  size_t count = 0;
  region.compute.instances.each([&](const Instance& instance) {
    count += instance.waits_for_power() && fault.is_over(region.compute.rooms.place_of(instance));
  });
  return count;
}

}  // namespace terrane::power
