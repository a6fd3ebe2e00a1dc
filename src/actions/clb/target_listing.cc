// Targets as they are shown, and how healthy they are found.
#include <algorithm>

#include "actions/clb/clb_service.h"
#include "actions/clb/clb_shown.h"
#include "actions/clb/listener_selection.h"
#include "actions/convert.h"

namespace terrane {
namespace {

namespace api = contract::clb;

constexpr ErrorKind kUnknownFilter{"InvalidParameterValue.InvalidFilter",
                                   "There is no filter {}; the one here is location-id.",
                                   "不支持过滤条件 {}，可用的过滤条件：location-id。"};

bool is_listed(std::string_view id, const contract::List<contract::Text>& wanted) {
  return wanted.empty() || std::ranges::find(wanted, id) != wanted.end();
}

// --- DescribeTargets. ---

// The rules whose IDs all filters hold.
Result<std::vector<const ForwardingRule*>> filtered_rules(
    const RegionCell& region, ListenerId listener, const contract::List<api::Filter>& filters) {
  auto rules = load_balancer_manager::rules_of(region, listener);
  for (const api::Filter& filter : filters) {
    if (filter.Name != "location-id") return refuse(kUnknownFilter, filter.Name);
    std::erase_if(rules, [&](const ForwardingRule* rule) {
      std::string id = to_text(rule->id);
      return std::ranges::find(filter.Values, std::string_view(id)) == filter.Values.end();
    });
  }
  return rules;
}

// All that it forwards to, the members of its target groups, too.
std::vector<Target> targets_of(const RegionCell& region, const Forwarding& forwarding) {
  std::vector<Target> targets;
  target_health::each_target(region, forwarding,
                             [&](const Target& target, const TargetGroup*, const HealthCheck&) {
                               targets.push_back(target);
                             });
  return targets;
}

api::RuleTargets shown_rule(const RegionRead& call, const ForwardingRule& rule) {
  return {.LocationId = to_text(call.arena, rule.id),
          .Domain = rule.domains[0],
          .Url = rule.url,
          .Targets = to_api(call.arena, call.region, targets_of(call.region, rule.forwarding))};
}

Result<api::DescribeTargetsResponse> describe_targets(RegionRead& call,
                                                      const api::DescribeTargetsRequest& request) {
  TRY(const LoadBalancer* balancer,
      load_balancer_manager::find(call.region, call.account, request.LoadBalancerId));
  TRY(auto found,
      select_listeners(call, *balancer, request.ListenerIds, request.Protocol, request.Port));
  auto listeners = call.arena.create_array<api::ListenerBackend>(found.size());
  for (size_t at = 0; at < found.size(); ++at) {
    const Listener& listener = *found[at];
    TRY(auto rules, filtered_rules(call.region, listener.id, request.Filters));
    listeners[at] = {
        .ListenerId = to_text(call.arena, listener.id),
        .Protocol = forwarding_rules::name_of(listener.protocol),
        .Port = listener.port,
        .Rules = shown_list<api::RuleTargets>(
            call.arena, rules, [&](const ForwardingRule& rule) { return shown_rule(call, rule); }),
        .Targets = to_api(call.arena, call.region, targets_of(call.region, listener.forwarding)),
        .EndPort = listener.end_port};
  }
  return api::DescribeTargetsResponse{.Listeners = contract::List<api::ListenerBackend>(listeners)};
}

// --- DescribeTargetHealth. ---

std::string_view name_of(TargetHealth health) {
  switch (health) {
    case TargetHealth::kUnknown:
      return "Unknown";
    case TargetHealth::kAlive:
      return "Alive";
    case TargetHealth::kDead:
      return "Dead";
    case TargetHealth::kUnchecked:
      return "Close";
  }
  impossible("a target's health has a name");
}

contract::List<api::TargetHealth> shown_health(const RegionRead& call, const LoadBalancer& balancer,
                                               AnyId holder, const Forwarding& forwarding) {
  std::vector<api::TargetHealth> shown;
  target_health::each_target(
      call.region, forwarding,
      [&](const Target& target, const TargetGroup* group, const HealthCheck& check) {
        TargetHealth health =
            target_health::health_of(call.region, balancer, holder, target, check, call.now);
        bool is_well = health == TargetHealth::kAlive || health == TargetHealth::kUnchecked;
        shown.push_back(
            {.IP = to_text(call.arena, target_rules::address_of(call.region, target)),
             .Port = target.port,
             .HealthStatus = is_well,
             .TargetId = to_text(call.arena, target.owner()),
             .HealthStatusDetail = name_of(health),
             .TargetGroupId = group ? to_text(call.arena, group->id) : std::string_view(""),
             .Weight = target.weight});
      });
  return contract::list_of<api::TargetHealth>(call.arena, shown);
}

api::ListenerHealth shown_listener(const RegionRead& call, const LoadBalancer& balancer,
                                   const Listener& listener,
                                   const contract::List<contract::Text>& locations) {
  std::vector<api::RuleHealth> rules;
  if (!listener.has_rules())
    rules.push_back({.LocationId = "",
                     .Domain = "",
                     .Url = "",
                     .RuleId = "",
                     .Targets = shown_health(call, balancer, listener.id, listener.forwarding)});
  for (const ForwardingRule* rule : load_balancer_manager::rules_of(call.region, listener.id)) {
    std::string_view id = to_text(call.arena, rule->id);
    if (!is_listed(id, locations)) continue;
    rules.push_back({.LocationId = id,
                     .Domain = rule->domains[0],
                     .Url = rule->url,
                     .RuleId = "",
                     .Targets = shown_health(call, balancer, rule->id, rule->forwarding)});
  }
  return {.ListenerId = to_text(call.arena, listener.id),
          .ListenerName = listener.name,
          .Protocol = forwarding_rules::name_of(listener.protocol),
          .Port = listener.port,
          .Rules = contract::list_of<api::RuleHealth>(call.arena, rules)};
}

Result<api::DescribeTargetHealthResponse> describe_target_health(
    RegionRead& call, const api::DescribeTargetHealthRequest& request) {
  using namespace load_balancer_rules;
  if (request.LoadBalancerIds.empty()) return refuse(kNoneNamed);
  if (request.LoadBalancerIds.size() > kIdsPerCall)
    return refuse(kTooManyNamed, "LoadBalancerIds", std::to_string(kIdsPerCall));
  std::vector<api::LoadBalancerHealth> shown;
  for (std::string_view id : request.LoadBalancerIds) {
    TRY(const LoadBalancer* balancer, load_balancer_manager::find(call.region, call.account, id));
    std::vector<api::ListenerHealth> listeners;
    for (const Listener* listener : load_balancer_manager::listeners_of(call.region, balancer->id))
      if (is_listed(to_text(call.arena, listener->id), request.ListenerIds))
        listeners.push_back(shown_listener(call, *balancer, *listener, request.LocationIds));
    shown.push_back({.LoadBalancerId = id,
                     .LoadBalancerName = balancer->name,
                     .Listeners = contract::list_of<api::ListenerHealth>(call.arena, listeners)});
  }
  return api::DescribeTargetHealthResponse{
      .LoadBalancers = contract::list_of<api::LoadBalancerHealth>(call.arena, shown)};
}

constexpr Handler kHandlers[] = {
    region_read<describe_targets>("clb", "DescribeTargets"),
    region_read<describe_target_health>("clb", "DescribeTargetHealth"),
};

}  // namespace

std::span<const Handler> target_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
