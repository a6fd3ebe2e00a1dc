#include "region/balancer/target_health.h"

namespace terrane::target_health {
namespace {

// What forwards to the owner's targets, by itself or by a target group.
std::vector<AnyId> holders_of(const RegionCell& region, AnyId owner) {
  std::vector<AnyId> holders;
  auto add = [&](AnyId of) {
    for (AnyId referrer : region.cell.ledger().referrers(of))
      if (referrer.kind() == Kind::kListener || referrer.kind() == Kind::kForwardingRule)
        holders.push_back(referrer);
  };
  add(owner);
  region.cell.ledger().each(owner, Kind::kTargetGroup, add);
  return holders;
}

void look_again(const RegionCell& region, AnyId owner, Time now) {
  for (AnyId holder : holders_of(region, owner)) {
    const ForwardingRule* rule = holder.kind() == Kind::kForwardingRule
                                     ? region.balancer->rules.find(ForwardingRuleId(holder))
                                     : nullptr;
    const Listener* listener =
        region.balancer->listeners.find(rule ? rule->listener : ListenerId(holder));
    const LoadBalancer* balancer = region.balancer->load_balancers.find(listener->balancer);
    each_target(region, rule ? rule->forwarding : listener->forwarding,
                [&](const Target& target, const TargetGroup*, const HealthCheck& check) {
                  if (target.owner() == owner)
                    health_of(region, *balancer, holder, target, check, now);
                });
  }
}

}  // namespace

bool answers(const RegionCell& region, const LoadBalancer&, const Target& target,
             const HealthCheck&) {
  const Instance* instance = region.compute.instances.find(target.instance);
  return instance && instance->state == InstanceState::kRunning;
}

TargetHealth health_of(const RegionCell& region, const LoadBalancer& balancer, AnyId holder,
                       const Target& target, const HealthCheck& check, Time now) {
  return region.balancer->health.look(holder, target, check,
                                      answers(region, balancer, target, check), now);
}

void watch(RegionCell& region) {
  region.compute.instances.observe([&region](const Instance* before, const Instance* after) {
    if (before && after && before->state != after->state)
      look_again(region, after->id, region.cell.now());
  });
}

}  // namespace terrane::target_health
