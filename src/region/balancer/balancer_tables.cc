#include "region/balancer/balancer_tables.h"

#include <algorithm>

namespace terrane {

template class Table<LoadBalancer>;
template class Table<Listener>;
template class Table<ForwardingRule>;
template class Table<TargetGroup>;
namespace {

void take(NetworkTables& network, const LoadBalancer& balancer) {
  if (balancer.internal)
    network.addresses.take(balancer.subnet, balancer.address, balancer.id);
  else
    network.public_addresses.take(balancer.address, balancer.id);
}

void release(NetworkTables& network, const LoadBalancer& balancer) {
  if (balancer.internal)
    network.addresses.release(balancer.subnet, balancer.address);
  else
    network.public_addresses.release(balancer.address);
}

// Calls gone(target) for each target that was there before and is not any more.
template <class Gone>
void each_gone(const std::vector<Target>& before, const std::vector<Target>& after, Gone gone) {
  for (const Target& target : before)
    if (std::ranges::none_of(after, [&](const Target& left) { return left.is_same_as(target); }))
      gone(target);
}

template <class Holder>
void forget_targets(HealthBook& health, const Holder* before, const Holder* after) {
  if (!before) return;
  if (!after) return health.forget(before->id);
  each_gone(before->forwarding.targets, after->forwarding.targets,
            [&](const Target& target) { health.forget(before->id, target); });
}

}  // namespace

BalancerTables::BalancerTables(Cell& cell, NetworkTables& network)
    : load_balancers(cell.ledger()),
      listeners(cell.ledger()),
      rules(cell.ledger()),
      target_groups(cell.ledger()),
      tasks(cell) {
  cell.attach(load_balancers);
  cell.attach(target_groups);
  cell.attach(listeners);
  cell.attach(rules);
  load_balancers.observe([&network](const LoadBalancer* before, const LoadBalancer* after) {
    if (before && after) return;  // a load balancer keeps its address for life
    if (before) release(network, *before);
    if (after) take(network, *after);
  });
  listeners.observe([this](const Listener* before, const Listener* after) {
    forget_targets(health, before, after);
  });
  rules.observe([this](const ForwardingRule* before, const ForwardingRule* after) {
    forget_targets(health, before, after);
  });
  target_groups.observe([this, &cell](const TargetGroup* before, const TargetGroup* after) {
    if (!before || !after) return;  // nothing forwards to one that comes or goes
    each_gone(before->members, after->members, [&](const Target& member) {
      for (AnyId holder : cell.ledger().referrers(after->id)) health.forget(holder, member);
    });
  });
}

}  // namespace terrane
