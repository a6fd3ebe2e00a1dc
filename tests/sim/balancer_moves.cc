// Load balancers, their listeners and targets, and target groups.
#include "sim/balancer_moves.h"

#include "region/balancer/load_balancer_manager.h"
#include "sim/compute_moves.h"
#include "sim/moves.h"
#include "sim/network_moves.h"

namespace terrane::sim {
namespace {

// A stranger may make a thing of the same name, unless it names what is not the stranger's.
Place caller(Workload& work, const Place& place, const boost::json::object& request) {
  return request.contains("VpcId") ? nearly(work, place) : place;
}

void create_balancer(Workload& work) {
  Place place = any_place(work);
  std::string name = work.knowledge().new_name(place.account);
  boost::json::object request{{"LoadBalancerType", "OPEN"}, {"LoadBalancerName", name}};
  auto* subnet = work.knowledge().pick(kSubnets, place.account, place.region);
  if (subnet && work.chance(50)) {
    request["LoadBalancerType"] = "INTERNAL";
    request["VpcId"] = subnet->notes.at("vpc");
    request["SubnetId"] = subnet->id;
  }
  if (work.chance(50)) request["ClientToken"] = name;
  auto ids = [](const boost::json::object& reply) -> std::vector<std::string> {
    return {std::string(reply.at("LoadBalancerIds").as_array().at(0).as_string())};
  };
  ClientCall call = call_to("clb", "CreateLoadBalancer", caller(work, place, request), request);
  auto create = [&knowledge = work.knowledge(), call, name, ids] {
    knowledge.create(kLoadBalancers, call, {name}, ids);
  };
  create();
  if (request.contains("ClientToken")) work.may_repeat(create);
}

void delete_balancer(Workload& work) {
  remove_some(work, kLoadBalancers, "DeleteLoadBalancer", "LoadBalancerIds", true);
}

// A listener that the load balancer has now, or else one that nobody has.
std::string some_listener(Workload& work, const Place& place, const std::string& balancer) {
  auto cell = work.world().open_cells().find(place.region);
  if (cell == work.world().open_cells().end() || !cell->second.region) return "lbl-00000000";
  auto found =
      load_balancer_manager::listeners_of(*cell->second.region, *LoadBalancerId::parse(balancer));
  return found.empty() ? "lbl-00000000" : to_text(found[work.below(found.size())]->id);
}

void create_listener(Workload& work) {
  Place place = any_place(work);
  auto* balancer = work.knowledge().pick(kLoadBalancers, place.account, place.region);
  if (!balancer) return;
  const char* const kProtocols[] = {"TCP", "UDP", "HTTP"};
  work.call(call_to("clb", "CreateListener", nearly(work, place),
                    {{"LoadBalancerId", balancer->id},
                     {"Protocol", work.pick(kProtocols)},
                     {"Ports", {80 + work.below(4)}}}));
}

void delete_listener(Workload& work) {
  Place place = any_place(work);
  auto* balancer = work.knowledge().pick(kLoadBalancers, place.account, place.region);
  if (!balancer) return;
  work.call(call_to("clb", "DeleteListener", nearly(work, place),
                    {{"LoadBalancerId", balancer->id},
                     {"ListenerId", some_listener(work, place, balancer->id)}}));
}

void create_rule(Workload& work) {
  Place place = any_place(work);
  auto* balancer = work.knowledge().pick(kLoadBalancers, place.account, place.region);
  if (!balancer) return;
  boost::json::object rule{{"Domain", "d" + std::to_string(work.below(3)) + ".example.com"},
                           {"Url", "/" + std::to_string(work.below(3))}};
  work.call(call_to("clb", "CreateRule", nearly(work, place),
                    {{"LoadBalancerId", balancer->id},
                     {"ListenerId", some_listener(work, place, balancer->id)},
                     {"Rules", boost::json::array{rule}}}));
}

// To a listener itself, or to a rule by its domain and URL: one of the two fits.
void move_target(Workload& work) {
  Place place = any_place(work);
  auto* balancer = work.knowledge().pick(kLoadBalancers, place.account, place.region);
  auto* instance = work.knowledge().pick(kInstances, place.account, place.region);
  if (!balancer || !instance) return;
  boost::json::object target{{"InstanceId", instance->id}, {"Port", 80 + work.below(2)}};
  boost::json::object request{{"LoadBalancerId", balancer->id},
                              {"ListenerId", some_listener(work, place, balancer->id)},
                              {"Targets", boost::json::array{target}}};
  if (work.chance(50)) {
    request["Domain"] = "d0.example.com";
    request["Url"] = "/0";
  }
  const char* action = work.chance(70) ? "RegisterTargets" : "DeregisterTargets";
  work.call(call_to("clb", action, nearly(work, place), request));
}

void look_at_health(Workload& work) {
  Place place = any_place(work);
  auto* balancer = work.knowledge().pick(kLoadBalancers, place.account, place.region);
  if (!balancer) return;
  work.call(call_to("clb", "DescribeTargetHealth", nearly(work, place),
                    {{"LoadBalancerIds", {balancer->id}}}));
}

void guard_balancer(Workload& work) {
  Place place = any_place(work);
  auto* balancer = work.knowledge().pick(kLoadBalancers, place.account, place.region);
  auto* group = work.knowledge().pick(kSecurityGroups, place.account, place.region);
  if (!balancer || !group) return;
  work.call(call_to("clb", "SetLoadBalancerSecurityGroups", nearly(work, place),
                    {{"LoadBalancerId", balancer->id}, {"SecurityGroups", {group->id}}}));
}

void create_target_group(Workload& work) {
  Place place = any_place(work);
  auto* vpc = work.knowledge().pick(kVpcs, place.account, place.region);
  std::string name = work.knowledge().new_name(place.account);
  boost::json::object request{{"TargetGroupName", name}, {"Port", 80}};
  if (vpc && work.chance(60)) request["VpcId"] = vpc->id;
  work.knowledge().create(
      kTargetGroups, call_to("clb", "CreateTargetGroup", caller(work, place, request), request),
      {name}, id_at("", "TargetGroupId"));
}

void delete_target_group(Workload& work) {
  remove_some(work, kTargetGroups, "DeleteTargetGroups", "TargetGroupIds", true);
}

constexpr Move kMoves[] = {{"create load balancer", 6, create_balancer},
                           {"delete load balancer", 3, delete_balancer},
                           {"create listener", 6, create_listener},
                           {"delete listener", 2, delete_listener},
                           {"create rule", 4, create_rule},
                           {"move target", 10, move_target},
                           {"look at health", 3, look_at_health},
                           {"guard load balancer", 3, guard_balancer},
                           {"create target group", 3, create_target_group},
                           {"delete target group", 2, delete_target_group}};

}  // namespace

std::span<const Move> balancer_moves() {
  return kMoves;
}

}  // namespace terrane::sim
