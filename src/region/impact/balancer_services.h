// What load balancers serve: each listener that forwards by itself, and each forwarding rule.
#pragma once

#include "reach/view.h"
#include "region/balancer/balancer_tables.h"
#include "region/impact/services.h"

namespace terrane::impact {

// What a target is to explain(), and how much of what arrives it is given.
struct WeighedTarget {
  reach::Forwarding::Target target;
  uint64_t weight = 0;
};
// Those that are given anything.
std::vector<WeighedTarget> targets_of(const RegionCell& region, const Forwarding& forwarding);

// A view in which balancers forward to these targets alone: so that explain() says which of them
// take what arrives.
class OnlyTargets final : public reach::View {
 public:
  OnlyTargets(const reach::View& view, std::span<const WeighedTarget> targets)
      : view_(view), targets_(targets) {}

  RegionIndex region() const override { return view_.region(); }
  std::optional<reach::Endpoint> find(AnyId resource) const override {
    return view_.find(resource);
  }
  std::optional<reach::Endpoint> at(VpcId vpc, Ipv4 address) const override {
    return view_.at(vpc, address);
  }
  std::optional<reach::Endpoint> at_public(Ipv4 address) const override {
    return view_.at_public(address);
  }
  reach::PublicSide public_side(const reach::Endpoint& endpoint) const override {
    return view_.public_side(endpoint);
  }
  reach::Way way(const reach::Endpoint& from, Ipv4 to) const override {
    return view_.way(from, to);
  }
  std::optional<reach::PeeringSide> peering(PeeringConnectionId id, VpcId from) const override {
    return view_.peering(id, from);
  }
  std::optional<reach::Forwarding> forwarding(AnyId balancer,
                                              const reach::Traffic& traffic) const override {
    auto found = view_.forwarding(balancer, traffic);
    if (!found) return found;
    found->targets.clear();
    for (const WeighedTarget& one : targets_) found->targets.push_back(one.target);
    return found;
  }
  const reach::Filter* filter(SecurityGroupId group) const override { return view_.filter(group); }

 private:
  const reach::View& view_;
  std::span<const WeighedTarget> targets_;
};

// The flow that reaches one of the targets now; nothing where none does.
std::optional<reach::Flow> find_flow(const Hypothesis& hypothesis, const LoadBalancer& balancer,
                                     const Listener& listener,
                                     std::span<const WeighedTarget> targets);

std::vector<Service> balancer_services(const Hypothesis& hypothesis);

}  // namespace terrane::impact
