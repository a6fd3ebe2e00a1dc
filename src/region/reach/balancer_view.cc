#include "region/reach/balancer_view.h"

#include <algorithm>

#include "region/balancer/target_health.h"

namespace terrane::balancer_view {
namespace {

reach::Protocol protocol_of(const Listener& listener) {
  return listener.protocol == ListenerProtocol::kUdp ? reach::Protocol::kUdp
                                                     : reach::Protocol::kTcp;
}

bool serves(const Listener& listener, const reach::Traffic& traffic) {
  return protocol_of(listener) == traffic.protocol && listener.port <= traffic.first &&
         traffic.last <= listener.last_port();
}

const Listener* find_listener(const RegionCell& region, LoadBalancerId balancer,
                              const reach::Traffic& traffic) {
  const Listener* found = nullptr;
  region.cell.ledger().each(balancer, Kind::kListener, [&](AnyId id) {
    const Listener* listener = region.balancer->listeners.find(ListenerId(id));
    if (serves(*listener, traffic)) found = listener;
  });
  return found;
}

void add_targets(const RegionCell& region, const Forwarding& from, const LoadBalancer& balancer,
                 std::vector<reach::Forwarding::Target>& targets) {
  target_health::each_target(
      region, from, [&](const Target& target, const TargetGroup*, const HealthCheck& check) {
        if (target.weight == 0) return;
        reach::Forwarding::Target added{
            .resource = target.owner(), .address = target.address, .port = target.port};
        if (check.enabled && !balancer.passes_to_targets)
          added.check = target_health::traffic_of(target, check);
        targets.push_back(added);
      });
}

}  // namespace

std::optional<reach::Endpoint> endpoint(const RegionCell& region, LoadBalancerId id) {
  const LoadBalancer* balancer = region.balancer->load_balancers.find(id);
  if (!balancer) return std::nullopt;
  return reach::Endpoint{.owner = id,
                         .account = balancer->account,
                         .vpc = balancer->vpc,
                         .subnet = balancer->subnet,
                         .address = balancer->address,
                         .groups = balancer->security_groups,
                         .filtered = !balancer->security_groups.empty(),
                         .state = balancer->isolated ? "isolated" : ""};
}

reach::PublicSide public_side(const RegionCell& region, LoadBalancerId id) {
  const LoadBalancer& balancer = *region.balancer->load_balancers.find(id);
  if (balancer.internal) return {};
  return {.address = balancer.address, .by = id};
}

std::optional<reach::Forwarding> forwarding(const RegionCell& region, LoadBalancerId id,
                                            const reach::Traffic& traffic) {
  const Listener* listener = find_listener(region, id, traffic);
  if (!listener) return std::nullopt;
  const LoadBalancer& balancer = *region.balancer->load_balancers.find(id);
  reach::Forwarding found{.listener = listener->id,
                          .keeps_source = !listener->has_rules(),
                          .admits = balancer.passes_to_targets};
  if (!listener->has_rules()) {
    add_targets(region, listener->forwarding, balancer, found.targets);
    return found;
  }
  std::vector<const ForwardingRule*> rules;
  region.cell.ledger().each(listener->id, Kind::kForwardingRule, [&](AnyId rule) {
    rules.push_back(region.balancer->rules.find(ForwardingRuleId(rule)));
  });
  std::ranges::sort(rules, {}, &ForwardingRule::sequence);
  for (const ForwardingRule* rule : rules)
    add_targets(region, rule->forwarding, balancer, found.targets);
  return found;
}

}  // namespace terrane::balancer_view
