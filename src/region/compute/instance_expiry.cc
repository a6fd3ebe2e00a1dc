#include "region/compute/instance_expiry.h"

#include "region/compute/instance_motion.h"

namespace terrane {

void expire(Change& change, const Instance& instance) {
  auto unchanged = [](Instance&) {};
  switch (end_of_term(instance.renew, instance.state == InstanceState::kShutdown)) {
    case TermEnd::kRenew:
      modify(change, instance, InstanceOperation::kRenew,
             [](Instance& changed) { changed.expires = add_months(changed.expires, 1); });
      return;
    case TermEnd::kIsolate:
      move(change, instance, InstanceOperation::kTerminate, InstanceTrigger::kIsolate, unchanged);
      return;
    case TermEnd::kReclaim:
      move(change, instance, InstanceOperation::kTerminate, InstanceTrigger::kTerminate, unchanged);
      return;
  }
}

}  // namespace terrane
