#include "drill/reach_probe.h"

#include <shared_mutex>

#include "fault/fault_tables.h"
#include "reach/reasons.h"
#include "reach/words.h"
#include "region/balancer/balancer_tables.h"
#include "region/balancer/load_balancer_manager.h"
#include "region/balancer/target_health.h"
#include "region/reach/reach_ends.h"
#include "region/reach/reaches.h"
#include "region/reach/region_view.h"

namespace terrane::drill {

using reach::End;
using reach::Flow;
using reach::Traffic;

RegionCell* ReachProbe::cell_of(std::string_view name) const {
  const Names::Named* named = names_.find(name);
  const Region* place = named ? cloud_.catalogue().find_region(named->region) : nullptr;
  if (!place) return nullptr;
  auto cell = cloud_.region(cloud_.catalogue().index_of(*place));
  return cell ? *cell : nullptr;
}

std::optional<End> ReachProbe::end_of(std::string_view name) const {
  if (name == "internet") return End::internet();
  RegionCell* cell = cell_of(name);
  auto id = parse_any_id(names_.id(name));
  if (!cell || !id) return std::nullopt;
  std::shared_lock reading(cell->cell.lock());
  if (id->kind() != Kind::kAddress) return reach_ends::end_of(*cell, *id);
  const Address* elastic = cell->network.elastic_addresses.find(AddressId(*id));
  if (!elastic) return std::nullopt;
  End end{.region = cell->index,
          .account = elastic->account,
          .public_address = elastic->public_address};
  if (auto holder = RegionView(*cell).at_public(elastic->public_address))
    end.resource = holder->owner;
  return end;
}

reach::Verdict ReachProbe::travel(const Flow& flow, Duration& extra) const {
  reach::Journey journey(flow);
  while (auto region = journey.next()) {
    auto opened = cloud_.region(*region);
    if (!opened) break;  // undecided: its store does not open
    RegionCell& cell = **opened;
    std::shared_lock reading(cell.cell.lock());
    journey.go_on(RegionView(cell));
    auto next = journey.next();
    if (!next) break;
    const Fault* slow = cell.faults->failing.link_to(cloud_.catalogue().region(*next).id);
    if (slow) extra.microseconds += 2 * slow->delay_microseconds;  // there and back
  }
  return journey.verdict();
}

Way ReachProbe::look(const FlowPlan& plan) const {
  Way way;
  auto from = end_of(plan.from), to = end_of(plan.to);
  if (!from || !to) {
    way.broken = (from ? plan.to : plan.from) + " is not there";
    return way;
  }
  Traffic traffic = reach::has_ports(plan.protocol) ? Traffic::to_port(plan.protocol, plan.port)
                                                    : Traffic{.protocol = plan.protocol};
  reach::Verdict verdict = travel({*from, *to, traffic}, way.extra);
  if (to->resource && to->resource.kind() == Kind::kLoadBalancer) {
    way.is_balanced = true;
    if (RegionCell* cell = cell_of(plan.to))
      look_behind(*cell, LoadBalancerId(to->resource), plan, way);
  }
  if (!verdict.reachable()) way.broken = words(verdict.decided_by);
  return way;
}

void ReachProbe::look_behind(RegionCell& cell, LoadBalancerId id, const FlowPlan& plan,
                             Way& way) const {
  std::shared_lock reading(cell.cell.lock());
  const LoadBalancer* balancer = cell.balancer->load_balancers.find(id);
  if (!balancer) return;
  Time now = cell.cell.now();
  auto look = [&](AnyId holder, const Forwarding& forwarding) {
    target_health::each_target(
        cell, forwarding, [&](const Target& target, const TargetGroup*, const HealthCheck& check) {
          if (target.weight == 0) return;
          TargetHealth health =
              target_health::health_of(cell, *balancer, holder, target, check, now);
          Backend backend{.resource = target.owner(), .port = target.port, .weight = target.weight};
          backend.in_service = health == TargetHealth::kAlive || health == TargetHealth::kUnchecked;
          RegionSender sender{.vpc = balancer->vpc, .address = balancer->address};
          Traffic traffic = Traffic::to_port(plan.protocol, target.port);
          reach::Verdict verdict = target.address.is_set()
                                       ? explain(cell, sender, target.address, traffic)
                                       : explain(cell, sender, target.owner(), traffic);
          bool answers = balancer->passes_to_targets
                             ? target_health::answers(cell, *balancer, target, check)
                             : verdict.reachable();
          if (!answers) backend.broken = words(verdict.decided_by);
          way.backends.push_back(std::move(backend));
        });
  };
  for (const Listener* listener : load_balancer_manager::listeners_of(cell, id)) {
    bool is_udp = listener->protocol == ListenerProtocol::kUdp;
    if (is_udp != (plan.protocol == reach::Protocol::kUdp) || plan.port < listener->port ||
        plan.port > listener->last_port())
      continue;
    look(listener->id, listener->forwarding);
    for (const ForwardingRule* rule : load_balancer_manager::rules_of(cell, listener->id))
      look(rule->id, rule->forwarding);
  }
}

std::optional<std::string> ReachProbe::silence(std::string_view name) const {
  RegionCell* cell = cell_of(name);
  auto id = parse_any_id(names_.id(name));
  if (!cell || !id) return std::nullopt;
  std::shared_lock reading(cell->cell.lock());
  auto found = RegionView(*cell).find(*id);
  if (!found) return std::nullopt;
  std::string state(found->state);
  return found->silence ? std::string(found->silence->code) + " " + state : state;
}

// What decided, with the names of the drill in the place of IDs.
std::string ReachProbe::words(const reach::Decision& decision) const {
  if (!decision.reason) return "the region does not open";
  std::string text = reach::text_of(decision, Language::kEnglish);
  for (AnyId id : {decision.hop.id, decision.other}) {
    if (!id) continue;
    std::string shown = to_text(id);
    std::string_view name = names_.name_of(shown);
    if (name == shown) continue;
    for (size_t at = text.find(shown); at != text.npos; at = text.find(shown, at + name.size()))
      text.replace(at, shown.size(), name);
  }
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace terrane::drill
