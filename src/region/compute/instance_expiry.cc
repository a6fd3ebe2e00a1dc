#include "region/compute/instance_expiry.h"

#include "region/compute/instance_motion.h"

namespace terrane {

void expire(Change& change, const Instance& instance) {
  auto unchanged = [](Instance&) {};
  if (instance.state == InstanceState::kShutdown) {
    move(change, instance, InstanceOperation::kTerminate, InstanceTrigger::kTerminate, unchanged);
  } else if (instance.renew == RenewFlag::kNotifyAndAuto) {
    modify(change, instance, InstanceOperation::kRenew,
           [](Instance& changed) { changed.expires = add_months(changed.expires, 1); });
  } else {
    move(change, instance, InstanceOperation::kTerminate, InstanceTrigger::kIsolate, unchanged);
  }
}

}  // namespace terrane
