// Operations on the targets of listeners and forwarding rules (M-14). Each is refused as a whole or
// done as a whole, and is a task of the load balancer then.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "region/balancer/forwarding_rule_manager.h"
#include "region/balancer/target_rules.h"

namespace terrane::target_manager {

using target_rules::WantedTarget;
using Targets = std::span<const WantedTarget>;

// What forwards: a listener by itself, or a rule of it. As a request names it.
struct PlaceName {
  std::string_view balancer;
  std::string_view listener;
  std::string_view location;  // or else:
  std::string_view domain;
  std::string_view url;
};
struct Place {
  const LoadBalancer* balancer;
  const Listener* listener;
  const ForwardingRule* rule;  // null: the listener itself

  AnyId id() const { return rule ? AnyId(rule->id) : AnyId(listener->id); }
  const Forwarding& forwarding() const { return rule ? rule->forwarding : listener->forwarding; }
};
// Errors: those of finding each of them, and kNoRuleNamed.
Result<Place> find_place(const RegionCell& region, const LoadBalancer& balancer,
                         const PlaceName& name);
// Changes the forwarding of the place.
void change_forwarding(RegionCell& region, Transaction& transaction, AnyId place,
                       const std::function<void(Forwarding&)>& modify);

// Source: clb.RegisterTargets.
Result<void> register_targets(Change& change, const PlaceName& name, Targets targets);
// Source: clb.DeregisterTargets.
Result<void> deregister(Change& change, const PlaceName& name, Targets targets);
// A target's own weight, or `for_all`. Source: clb.ModifyTargetWeight.
Result<void> modify_weights(Change& change, const PlaceName& name, Targets targets,
                            std::optional<int64_t> for_all);
// Source: clb.ModifyTargetPort.
Result<void> modify_port(Change& change, const PlaceName& name, Targets targets, int64_t port);

// --- Many places at once. ---

struct PlaceTargets {
  PlaceName name;
  std::vector<WantedTarget> targets;
  std::optional<int64_t> weight_for_all;
};
struct BatchOutcome {
  std::vector<std::string> failed_listeners;
  std::optional<Error> first_failure;
};
// Each place by itself: where one is refused, the others are changed all the same. Source:
// clb.BatchRegisterTargets, clb.BatchDeregisterTargets.
Result<BatchOutcome> register_batch(Change& change, std::string_view balancer,
                                    const std::vector<PlaceTargets>& places);
Result<BatchOutcome> deregister_batch(Change& change, std::string_view balancer,
                                      const std::vector<PlaceTargets>& places);
// All of them or none. Source: clb.BatchModifyTargetWeight.
Result<void> modify_weights_batch(Change& change, std::string_view balancer,
                                  const std::vector<PlaceTargets>& places);

// An instance or an interface goes: nothing forwards to it any more, and it is in no target group.
void let_go(RegionCell& region, Transaction& transaction, AnyId owner);
// The same for one address of its, which it loses.
void let_go(RegionCell& region, Transaction& transaction, AnyId owner, Ipv4 address);
// Whether something forwards to it, or a target group holds it.
bool is_target(const RegionCell& region, AnyId owner);

}  // namespace terrane::target_manager
