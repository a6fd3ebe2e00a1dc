// Load balancers, compared with the instances they forward to.
#include <map>

#include "region/balancer/balancer_tables.h"
#include "sim/checkers.h"

namespace terrane::sim {

void BalancersForwardAtHome::stepped(const ClientCall*) {
  for (auto& [name, open] : world_.open_cells())
    if (open.region && history_.changed(name)) check_region(*open.region);
}

void BalancersForwardAtHome::check_region(const RegionCell& region) {
  const BalancerTables& tables = *region.balancer;
  auto check_targets = [&](AnyId holder, AccountId account, VpcId vpc,
                           const std::vector<Target>& targets) {
    for (const Target& target : targets) {
      const Instance* instance = region.compute.instances.find(target.instance);
      bool is_interface = region.network.network_interfaces.find(target.interface) != nullptr;
      if (!instance && !is_interface)
        world_.complain(to_text(holder) + " forwards to " + to_text(target.owner()) +
                        ", which is gone");
      if (instance && (instance->account != account ||
                       region.network.subnets.find(instance->subnet)->vpc != vpc))
        world_.complain(to_text(holder) + " forwards to " + to_text(target.owner()) +
                        " of another account or VPC");
    }
  };
  std::map<std::pair<LoadBalancerId, bool>, std::set<uint16_t>> ports;
  tables.listeners.each([&](const Listener& listener) {
    const LoadBalancer* balancer = tables.load_balancers.find(listener.balancer);
    if (!balancer || balancer->account != listener.account)
      return world_.complain("the load balancer of " + to_text(listener.id) + " is gone");
    check_targets(listener.id, listener.account, balancer->vpc, listener.forwarding.targets);
    bool is_udp = listener.protocol == ListenerProtocol::kUdp;
    if (!ports[{balancer->id, is_udp}].insert(listener.port).second)
      world_.complain("two listeners of " + to_text(balancer->id) + " have one port");
  });
  tables.rules.each([&](const ForwardingRule& rule) {
    const Listener* listener = tables.listeners.find(rule.listener);
    if (!listener || !listener->has_rules())
      return world_.complain("the listener of " + to_text(rule.id) + " is gone");
    const LoadBalancer* balancer = tables.load_balancers.find(listener->balancer);
    check_targets(rule.id, rule.account, balancer->vpc, rule.forwarding.targets);
  });
  tables.target_groups.each([&](const TargetGroup& group) {
    check_targets(group.id, group.account, group.vpc, group.members);
  });
}

}  // namespace terrane::sim
