// Whether targets are healthy: what a check sees follows from the target's real state and from
// whether the check's traffic reaches it; what checks have made of that so far is in the book
// (health_book.h).
#pragma once

#include "reach/flow.h"
#include "region/balancer/target_manager.h"

namespace terrane::target_health {

// What a check sends: an ICMP packet, or the beginning of a connection.
reach::Traffic traffic_of(const Target& target, const HealthCheck& check);

// Whether a check of the load balancer finds the target answering now.
bool answers(const RegionCell& region, const LoadBalancer& balancer, const Target& target,
             const HealthCheck& check);

// `holder` is the listener or the rule that forwards to the target.
TargetHealth health_of(const RegionCell& region, const LoadBalancer& balancer, AnyId holder,
                       const Target& target, const HealthCheck& check, Time now);

// All that is forwarded to: calls visit(target, group, check), where the group is null for a target
// of its own.
template <class Visit>
void each_target(const RegionCell& region, const Forwarding& forwarding, Visit visit) {
  const TargetGroup* none = nullptr;
  for (const Target& target : forwarding.targets) visit(target, none, forwarding.health);
  for (const GroupBinding& binding : forwarding.groups) {
    const TargetGroup* group = region.balancer->target_groups.find(binding.group);
    for (const Target& member : group->members)
      visit(member, group, group->weighted ? group->health : forwarding.health);
  }
}

// From now on the book is told of what happens to targets at the moment it happens.
void watch(RegionCell& region);

}  // namespace terrane::target_health
