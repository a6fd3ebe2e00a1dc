// How an instance moves through its life (instance_lifecycle.h): a wish of the account takes it to
// the next state, what the driver saw takes it on from there.
#pragma once

#include "driver/driver.h"
#include "region/region_cell.h"

namespace terrane {

// What the driver is to do about an instance that is moving.
InstanceTask task_of(const Instance& instance);

// Names the operation as the instance's latest: asked by this call, and done.
void mark(Instance& instance, InstanceOperation operation, std::string_view request_id);

// Whether the instance has to wait: until its zone's control plane answers, or until its host has
// the power that it needs.
bool is_held_up(const RegionCell& region, const Instance& instance);

// Asks the driver for what the instance's state is waiting for. A driver that answers at once is
// taken at its word, and the instance has arrived, unless it is held up or its host fails.
void set_moving(Instance& instance, const RegionCell& region);

// Takes note of what the driver saw, and of why where that is a failure; false if it says nothing
// new.
bool observe(Instance& instance, InstanceCondition seen, std::string_view reason = {});

// The instance is gone: what was bound to it is bound to nothing, and nothing forwards to it.
void remove_instance(RegionCell& region, Transaction& transaction, InstanceId id);

// Applies `modify(Instance&)`, an operation, and the trigger that it is. Null if the instance is
// gone with that.
template <class Modify>
const Instance* move(Change& change, const Instance& instance, InstanceOperation operation,
                     InstanceTrigger trigger, Modify modify) {
  auto& instances = change.region.compute.instances;
  InstanceId id = instance.id;
  auto next = next_state(instance.state, trigger);
  check(next.has_value(), "an operation is asked in a state that allows it");
  const Instance& moved = change.transaction.change(instances, id, [&](Instance& changed) {
    changed.with_power = WithPower::kStaysOff;  // what is asked now counts
    modify(changed);
    mark(changed, operation, change.request_id);
    changed.state = *next;
    set_moving(changed, change.region);
  });
  if (moved.state != InstanceState::kTerminated) return &moved;
  remove_instance(change.region, change.transaction, id);
  return nullptr;
}

// Applies `modify(Instance&)` as an operation that needs no driver.
template <class Modify>
void modify(Change& change, const Instance& instance, InstanceOperation operation, Modify modify) {
  change.transaction.change(change.region.compute.instances, instance.id, [&](Instance& changed) {
    modify(changed);
    mark(changed, operation, change.request_id);
  });
}

}  // namespace terrane
