#include "region/balancer/target_manager.h"

#include <algorithm>

namespace terrane::target_manager {
namespace {

using namespace target_rules;
using load_balancer_manager::find_to_change;
using load_balancer_manager::note_task;

// --- One place: everything is checked, then changed at once. ---

Result<void> check_count(Targets targets, size_t limit) {
  if (targets.empty()) return refuse(target_rules::kNoneNamed);
  if (targets.size() > limit) return refuse(target_rules::kTooManyNamed, std::to_string(limit));
  return {};
}

Result<void> register_at(Change& change, const Place& place, Targets targets) {
  const RegionCell& region = change.region;
  std::string name = to_text(place.id());
  if (place.forwarding().target_kind != TargetKind::kNode) return refuse(kByGroups, name);
  std::vector<Target> all = place.forwarding().targets;
  size_t before = all.size();
  for (const WantedTarget& wanted : targets) {
    TRY(Target target,
        check_target(region, change.account, place.balancer->vpc, wanted, change.now));
    auto same =
        std::ranges::find_if(all, [&](const Target& other) { return other.is_same_as(target); });
    if (same != all.end() && size_t(same - all.begin()) < before)
      return refuse(kBoundAlready, name, wanted.name(), std::to_string(wanted.port));
    if (same != all.end()) return refuse(kTwice, wanted.name(), std::to_string(wanted.port));
    all.push_back(target);
  }
  size_t limit = region.catalogue.limits().targets_per_listener_or_rule;
  if (all.size() > limit)
    return refuse(kTooMany, name, std::to_string(all.size()), std::to_string(limit));
  change_forwarding(change.region, change.transaction, place.id(),
                    [&](Forwarding& changed) { changed.targets = std::move(all); });
  return {};
}

// Calls `modify` for each target that is named; all must be there.
Result<std::vector<Target>> each_named(
    const Place& place, Targets targets,
    const std::function<Result<void>(const WantedTarget&, Target&)>& modify) {
  std::vector<Target> all = place.forwarding().targets;
  for (const WantedTarget& wanted : targets) {
    auto found =
        std::ranges::find_if(all, [&](const Target& target) { return names(wanted, target); });
    if (found == all.end())
      return refuse(kNotBound, to_text(place.id()), wanted.name(), std::to_string(wanted.port));
    CHECKED(modify(wanted, *found));
  }
  return all;
}

void set_targets(Change& change, const Place& place, std::vector<Target> targets) {
  change_forwarding(change.region, change.transaction, place.id(),
                    [&](Forwarding& changed) { changed.targets = std::move(targets); });
}

Result<void> deregister_at(Change& change, const Place& place, Targets targets) {
  CHECKED(
      each_named(place, targets, [](const WantedTarget&, Target&) -> Result<void> { return {}; }));
  std::vector<Target> left = place.forwarding().targets;
  std::erase_if(left, [&](const Target& target) {
    return std::ranges::any_of(targets,
                               [&](const WantedTarget& wanted) { return names(wanted, target); });
  });
  set_targets(change, place, std::move(left));
  return {};
}

Result<void> modify_weights_at(Change& change, const Place& place, Targets targets,
                               std::optional<int64_t> for_all) {
  auto set_weight = [&](const WantedTarget& wanted, Target& target) -> Result<void> {
    auto weight = wanted.weight ? wanted.weight : for_all;
    if (!weight) return refuse(kWeightMissing);
    TRY(target.weight, check_weight(weight));
    return {};
  };
  TRY(auto changed, each_named(place, targets, set_weight));
  set_targets(change, place, std::move(changed));
  return {};
}

// --- Finding the place. ---

Result<Place> find_place_to_change(const Change& change, const PlaceName& name) {
  TRY(const LoadBalancer* balancer, find_to_change(change, name.balancer));
  return find_place(change.region, *balancer, name);
}

Result<BatchOutcome> each_place(
    Change& change, std::string_view balancer_id, const std::vector<PlaceTargets>& places,
    const std::function<Result<void>(Change&, const Place&, Targets)>& act) {
  TRY(const LoadBalancer* balancer, find_to_change(change, balancer_id));
  BatchOutcome outcome;
  for (const PlaceTargets& one : places) {
    auto place = find_place(change.region, *balancer, one.name);
    auto done = place ? act(change, *place, one.targets)
                      : Result<void>(std::unexpected(std::move(place).error()));
    if (done) continue;
    std::string listener(one.name.listener);
    if (std::ranges::find(outcome.failed_listeners, listener) == outcome.failed_listeners.end())
      outcome.failed_listeners.push_back(listener);
    if (!outcome.first_failure) outcome.first_failure = std::move(done).error();
  }
  note_task(change, {balancer->id});
  return outcome;
}

Result<void> check_batch(const std::vector<PlaceTargets>& places) {
  size_t count = 0;
  for (const PlaceTargets& one : places) count += one.targets.size();
  if (count == 0) return refuse(target_rules::kNoneNamed);
  if (count > kTargetsPerBatch)
    return refuse(target_rules::kTooManyNamed, std::to_string(kTargetsPerBatch));
  return {};
}

}  // namespace

Result<Place> find_place(const RegionCell& region, const LoadBalancer& balancer,
                         const PlaceName& name) {
  TRY(const Listener* listener, listener_manager::find(region, balancer, name.listener));
  std::string_view protocol = forwarding_rules::name_of(listener->protocol);
  if (!listener->has_rules()) {
    if (!name.location.empty())
      return refuse(forwarding_rule_rules::kNoRules, name.listener, protocol);
    return Place{&balancer, listener, nullptr};
  }
  if (!name.location.empty()) {
    TRY(const ForwardingRule* rule,
        forwarding_rule_manager::find(region, *listener, name.location));
    return Place{&balancer, listener, rule};
  }
  if (name.domain.empty() || name.url.empty())
    return refuse(forwarding_rule_rules::kNoRuleNamed, name.listener, protocol);
  const ForwardingRule* rule =
      forwarding_rule_manager::find(region, *listener, name.domain, name.url);
  if (!rule)
    return refuse(forwarding_rule_rules::kNotFound,
                  std::string(name.domain) + std::string(name.url), name.listener);
  return Place{&balancer, listener, rule};
}

void change_forwarding(RegionCell& region, Transaction& transaction, AnyId place,
                       const std::function<void(Forwarding&)>& modify) {
  if (place.kind() == Kind::kListener) {
    transaction.change(region.balancer->listeners, ListenerId(place),
                       [&](Listener& changed) { modify(changed.forwarding); });
  } else {
    transaction.change(region.balancer->rules, ForwardingRuleId(place),
                       [&](ForwardingRule& changed) { modify(changed.forwarding); });
  }
}

Result<void> register_targets(Change& change, const PlaceName& name, Targets targets) {
  CHECKED(check_count(targets, kTargetsPerCall));
  TRY(Place place, find_place_to_change(change, name));
  CHECKED(register_at(change, place, targets));
  note_task(change, {place.balancer->id});
  return {};
}

Result<void> deregister(Change& change, const PlaceName& name, Targets targets) {
  CHECKED(check_count(targets, kTargetsPerCall));
  TRY(Place place, find_place_to_change(change, name));
  CHECKED(deregister_at(change, place, targets));
  note_task(change, {place.balancer->id});
  return {};
}

Result<void> modify_weights(Change& change, const PlaceName& name, Targets targets,
                            std::optional<int64_t> for_all) {
  CHECKED(check_count(targets, kTargetsPerCall));
  TRY(Place place, find_place_to_change(change, name));
  CHECKED(modify_weights_at(change, place, targets, for_all));
  note_task(change, {place.balancer->id});
  return {};
}

Result<void> modify_port(Change& change, const PlaceName& name, Targets targets, int64_t port) {
  CHECKED(check_count(targets, kTargetsPerCall));
  TRY(Place place, find_place_to_change(change, name));
  TRY(uint16_t new_port, check_port(port));
  auto set_port = [&](const WantedTarget& wanted, Target& target) -> Result<void> {
    Target moved = target;
    moved.port = new_port;
    for (const Target& other : place.forwarding().targets)
      if (other.is_same_as(moved))
        return refuse(kBoundAlready, to_text(place.id()), wanted.name(), std::to_string(new_port));
    target.port = new_port;
    target.registered = change.now;  // its checks begin anew
    return {};
  };
  TRY(auto changed, each_named(place, targets, set_port));
  set_targets(change, place, std::move(changed));
  note_task(change, {place.balancer->id});
  return {};
}

Result<BatchOutcome> register_batch(Change& change, std::string_view balancer,
                                    const std::vector<PlaceTargets>& places) {
  CHECKED(check_batch(places));
  return each_place(change, balancer, places, register_at);
}

Result<BatchOutcome> deregister_batch(Change& change, std::string_view balancer,
                                      const std::vector<PlaceTargets>& places) {
  CHECKED(check_batch(places));
  return each_place(change, balancer, places, deregister_at);
}

Result<void> modify_weights_batch(Change& change, std::string_view balancer_id,
                                  const std::vector<PlaceTargets>& places) {
  CHECKED(check_batch(places));
  TRY(const LoadBalancer* balancer, find_to_change(change, balancer_id));
  for (const PlaceTargets& one : places) {
    TRY(Place place, find_place(change.region, *balancer, one.name));
    CHECKED(modify_weights_at(change, place, one.targets, one.weight_for_all));
  }
  note_task(change, {balancer->id});
  return {};
}

namespace {

void let_go_those(RegionCell& region, Transaction& transaction, AnyId owner,
                  const std::function<bool(const Target&)>& belongs) {
  std::vector<AnyId> holders;
  for (AnyId holder : region.cell.ledger().referrers(owner))
    if (holder.kind() == Kind::kListener || holder.kind() == Kind::kForwardingRule ||
        holder.kind() == Kind::kTargetGroup)
      holders.push_back(holder);
  for (AnyId holder : holders) {
    if (holder.kind() == Kind::kTargetGroup) {
      transaction.change(region.balancer->target_groups, TargetGroupId(holder),
                         [&](TargetGroup& changed) { std::erase_if(changed.members, belongs); });
    } else {
      change_forwarding(region, transaction, holder,
                        [&](Forwarding& changed) { std::erase_if(changed.targets, belongs); });
    }
  }
}

}  // namespace

void let_go(RegionCell& region, Transaction& transaction, AnyId owner) {
  let_go_those(region, transaction, owner,
               [&](const Target& target) { return target.owner() == owner; });
}

void let_go(RegionCell& region, Transaction& transaction, AnyId owner, Ipv4 address) {
  let_go_those(region, transaction, owner, [&](const Target& target) {
    return target.owner() == owner && target.address == address;
  });
}

bool is_target(const RegionCell& region, AnyId owner) {
  const Ledger& ledger = region.cell.ledger();
  return ledger.any(owner, Kind::kListener) || ledger.any(owner, Kind::kForwardingRule) ||
         ledger.any(owner, Kind::kTargetGroup);
}

}  // namespace terrane::target_manager
