#include "region/compute/instance_motion.h"

#include "fault/fault_tables.h"
#include "region/balancer/target_manager.h"
#include "region/block/disk_bindings.h"
#include "region/network/address_bindings.h"
#include "region/network/network_interfaces.h"
#include "region/network/primary_interface.h"

namespace terrane {

InstanceTask task_of(const Instance& instance) {
  using enum InstanceState;
  bool reset = instance.latest_operation == InstanceOperation::kReset;
  switch (instance.state) {
    case kPending:
      return InstanceTask::kLaunch;
    case kStarting:
      return reset ? InstanceTask::kReset : InstanceTask::kStart;
    case kRebooting:
      return reset ? InstanceTask::kReset : InstanceTask::kReboot;
    case kStopping:
      return instance.hard_stop ? InstanceTask::kPowerOff : InstanceTask::kStop;
    case kShutdown:
    case kStopped:
      return InstanceTask::kPowerOff;
    case kTerminating:
    case kTerminated:
    case kLaunchFailed:
      return InstanceTask::kDestroy;
    case kRunning:
      return InstanceTask::kStart;
  }
  impossible("an instance has a state");
}

void mark(Instance& instance, InstanceOperation operation, std::string_view request_id) {
  instance.latest_operation = operation;
  instance.latest_request = parse_uuid(request_id).value_or(Uuid{});
  instance.progress = OperationProgress::kSuccess;
  instance.failure = {};
}

bool is_held_up(const RegionCell& region, const Instance& instance) {
  const Failing& failing = region.faults->failing;
  if (failing.nothing()) [[likely]]
    return false;
  const Fault* control_plane = failing.control_plane_of(instance.zone);
  if (control_plane && control_plane->mode == FaultMode::kRefuse) return true;
  return needs_power(task_of(instance)) &&
         failing.power_of(region.compute.rooms.place_of(instance));
}

// Where launches fail, the driver is asked, and says so.
bool cannot_launch(const RegionCell& region, const Instance& instance) {
  const Failing& failing = region.faults->failing;
  return !failing.nothing() && task_of(instance) == InstanceTask::kLaunch &&
         failing.launches_on(region.compute.rooms.place_of(instance));
}

void set_moving(Instance& instance, const RegionCell& region) {
  ++instance.generation;
  instance.progress = OperationProgress::kOperating;
  if (is_held_up(region, instance) || cannot_launch(region, instance)) return;
  if (auto outcome = region.driver->at_once(task_of(instance))) observe(instance, *outcome);
}

bool observe(Instance& instance, InstanceCondition seen, std::string_view reason) {
  auto next = next_state(instance.state, trigger_of(seen));
  if (!next) return false;
  bool failed = seen == InstanceCondition::kFailed;
  bool tries_again = failed && *next == InstanceState::kTerminating;
  if (*next == instance.state && (tries_again || !instance.is_moving())) return false;
  instance.state = *next;
  if (instance.is_moving())
    instance.progress = failed ? OperationProgress::kFailed : OperationProgress::kSuccess;
  if (failed) instance.failure = reason;
  return true;
}

void remove_instance(RegionCell& region, Transaction& transaction, InstanceId id) {
  address_bindings::let_go(region, transaction, id);
  Time now = transaction.at.is_set() ? transaction.at : region.cell.now();
  disk_bindings::let_go(region, transaction, id, now);
  target_manager::let_go(region, transaction, id);
  target_manager::let_go(region, transaction, primary_interface_of(id));
  network_interfaces::let_go(region, transaction, id);
  transaction.remove(region.compute.instances, id);
}

}  // namespace terrane
