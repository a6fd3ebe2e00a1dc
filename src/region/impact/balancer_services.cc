#include "region/impact/balancer_services.h"

#include <algorithm>

#include "region/balancer/load_balancer_manager.h"
#include "region/balancer/target_health.h"
#include "region/impact/probes.h"
#include "region/reach/reach_ends.h"

namespace terrane::impact {
namespace {

reach::Traffic traffic_of(const Listener& listener) {
  bool is_udp = listener.protocol == ListenerProtocol::kUdp;
  return reach::Traffic::to_port(is_udp ? reach::Protocol::kUdp : reach::Protocol::kTcp,
                                 listener.port);
}

// Whose groups may say who is let in: the balancer's, and those of what it forwards to.
std::vector<SecurityGroupId> groups_asked(const reach::View& view, const LoadBalancer& balancer,
                                          std::span<const WeighedTarget> targets) {
  std::vector<SecurityGroupId> groups = balancer.security_groups;
  for (const WeighedTarget& one : targets) {
    auto end = one.target.address.is_set() ? view.at(balancer.vpc, one.target.address)
                                           : view.find(one.target.resource);
    if (end) groups.insert(groups.end(), end->groups.begin(), end->groups.end());
  }
  std::ranges::sort(groups);
  auto repeated = std::ranges::unique(groups);
  groups.erase(repeated.begin(), repeated.end());
  return groups;
}

Share share_of(const reach::View& view, const reach::Flow& flow,
               std::span<const WeighedTarget> targets) {
  Share share;
  for (const WeighedTarget& one : targets) {
    if (!reach::explain(OnlyTargets(view, {&one, 1}), flow).reachable()) continue;
    ++share.targets;
    share.weight += one.weight;
  }
  return share;
}

void add(const Hypothesis& hypothesis, const LoadBalancer& balancer, const Listener& listener,
         const ForwardingRule* rule, std::vector<Service>& found) {
  const Forwarding& forwarding = rule ? rule->forwarding : listener.forwarding;
  std::vector<WeighedTarget> targets = targets_of(hypothesis.region(), forwarding);
  auto flow = find_flow(hypothesis, balancer, listener, targets);
  if (!flow) return;
  reach::Verdict after = reach::explain(OnlyTargets(hypothesis.after(), targets), *flow);
  found.push_back({.kind = rule ? ServiceKind::kRule : ServiceKind::kListener,
                   .account = balancer.account,
                   .id = rule ? AnyId(rule->id) : AnyId(listener.id),
                   .owner = balancer.id,
                   .listener = listener.id,
                   .name = rule ? rule->domains.front() + rule->url : listener.name,
                   .address = balancer.address,
                   .protocol = flow->traffic.protocol,
                   .port = listener.port,
                   .is_public = flow->source.is_outside(),
                   .before = share_of(hypothesis.before(), *flow, targets),
                   .after = share_of(hypothesis.after(), *flow, targets),
                   .serves_after = after.reachable(),
                   .decision = after.decided_by});
}

}  // namespace

std::vector<WeighedTarget> targets_of(const RegionCell& region, const Forwarding& forwarding) {
  std::vector<WeighedTarget> targets;
  target_health::each_target(
      region, forwarding, [&](const Target& target, const TargetGroup*, const HealthCheck& check) {
        if (target.weight == 0) return;
        targets.push_back({{.resource = target.owner(),
                            .address = target.address,
                            .port = target.port,
                            .check = std::nullopt},
                           target.weight});
        if (check.enabled) targets.back().target.check = target_health::traffic_of(target, check);
      });
  return targets;
}

std::optional<reach::Flow> find_flow(const Hypothesis& hypothesis, const LoadBalancer& balancer,
                                     const Listener& listener,
                                     std::span<const WeighedTarget> targets) {
  OnlyTargets view(hypothesis.before(), targets);
  auto end = reach_ends::end_of(hypothesis.region(), balancer.id);
  std::vector<reach::End> clients;
  if (end->public_address.is_set())  // an internal one may have an elastic IP
    clients = internet_clients(view, groups_asked(view, balancer, targets));
  if (balancer.internal)
    for (const reach::End& client : private_clients(hypothesis.region(), balancer.vpc))
      clients.push_back(client);
  reach::Traffic traffic = traffic_of(listener);
  return find_flow(view, clients, *end, {&traffic, 1});
}

std::vector<Service> balancer_services(const Hypothesis& hypothesis) {
  std::vector<Service> found;
  const RegionCell& region = hypothesis.region();
  hypothesis.each_of(region.balancer->load_balancers, [&](const LoadBalancer& balancer) {
    for (const Listener* listener : load_balancer_manager::listeners_of(region, balancer.id)) {
      if (!listener->has_rules()) {
        add(hypothesis, balancer, *listener, nullptr, found);
        continue;
      }
      for (const ForwardingRule* rule : load_balancer_manager::rules_of(region, listener->id))
        add(hypothesis, balancer, *listener, rule, found);
    }
  });
  return found;
}

}  // namespace terrane::impact
