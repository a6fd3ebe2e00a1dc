#include "region/balancer/target_health.h"

#include "fault/fault_tables.h"
#include "region/reach/reach_ends.h"
#include "region/reach/reaches.h"

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

// Where the balancer's own groups admit for its targets, only whether it runs matters.
bool is_up(const RegionCell& region, const Target& target) {
  auto end = reach_ends::find(region, region.faults->failing, target.owner());
  return end && end->state.empty();
}

// At the holder's targets that are the owner's; no owner: at all of them.
void look_at(const RegionCell& region, AnyId holder, AnyId owner, Time now) {
  const ForwardingRule* rule = holder.kind() == Kind::kForwardingRule
                                   ? region.balancer->rules.find(ForwardingRuleId(holder))
                                   : nullptr;
  const Listener* listener =
      region.balancer->listeners.find(rule ? rule->listener : ListenerId(holder));
  const LoadBalancer* balancer = region.balancer->load_balancers.find(listener->balancer);
  each_target(region, rule ? rule->forwarding : listener->forwarding,
              [&](const Target& target, const TargetGroup*, const HealthCheck& check) {
                if (!owner || target.owner() == owner)
                  health_of(region, *balancer, holder, target, check, now);
              });
}

void look_again(const RegionCell& region, AnyId owner, Time now) {
  for (AnyId holder : holders_of(region, owner)) look_at(region, holder, owner, now);
}

void look_at_all(const RegionCell& region, Time now) {
  region.balancer->listeners.each(
      [&](const Listener& listener) { look_at(region, listener.id, {}, now); });
  region.balancer->rules.each(
      [&](const ForwardingRule& rule) { look_at(region, rule.id, {}, now); });
}

}  // namespace

reach::Traffic traffic_of(const Target& target, const HealthCheck& check) {
  if (check.type == "PING") return {.protocol = reach::Protocol::kIcmp};
  return reach::Traffic::to_port(reach::Protocol::kTcp, check.port ? check.port : target.port);
}

bool answers(const RegionCell& region, const LoadBalancer& balancer, const Target& target,
             const HealthCheck& check) {
  if (balancer.passes_to_targets) return is_up(region, target);
  RegionSender from{.vpc = balancer.vpc, .address = balancer.address};
  reach::Traffic traffic = traffic_of(target, check);
  if (target.address.is_set()) return explain(region, from, target.address, traffic).reachable();
  return explain(region, from, target.owner(), traffic).reachable();
}

TargetHealth health_of(const RegionCell& region, const LoadBalancer& balancer, AnyId holder,
                       const Target& target, const HealthCheck& check, Time now) {
  return region.balancer->health.look(holder, target, check,
                                      answers(region, balancer, target, check), now);
}

void watch(RegionCell& region) {
  region.compute.instances.observe([&region](const Instance* before, const Instance* after) {
    if (before && after &&
        (before->state != after->state || !(before->security_groups == after->security_groups)))
      look_again(region, after->id, region.cell.now());
  });
  // Of a zone that fails or is healed: at every target, wherever it is.
  region.faults->faults.accompany([&region](Transaction&, const Fault*, const Fault*) {
    look_at_all(region, region.cell.now());
  });
  // Of a group whose rules change: those that are in it.
  region.network.security_groups.observe(
      [&region](const SecurityGroup* before, const SecurityGroup* after) {
        if (!before || !after || before->ingress == after->ingress) return;
        const Ledger& ledger = region.cell.ledger();
        for (AnyId member : ledger.referrers(after->id))
          if (member.kind() == Kind::kInstance || member.kind() == Kind::kNetworkInterface)
            look_again(region, member, region.cell.now());
      });
}

}  // namespace terrane::target_health
