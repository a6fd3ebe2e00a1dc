// Targets: registered with listeners and rules, weighed, moved to other ports, taken away (M-14).
#include "actions/clb/clb_requests.h"
#include "actions/clb/clb_service.h"

namespace terrane {
namespace {

namespace api = contract::clb;
using target_manager::PlaceName;
using target_manager::PlaceTargets;

template <class Request>
PlaceName place_in(const Request& request) {
  return {.balancer = request.LoadBalancerId,
          .listener = request.ListenerId,
          .location = request.LocationId,
          .domain = request.Domain,
          .url = request.Url};
}

Result<api::RegisterTargetsResponse> register_targets(RegionWrite& call,
                                                      const api::RegisterTargetsRequest& request) {
  CHECKED(target_manager::register_targets(call.change, place_in(request),
                                           wanted_targets(request.Targets)));
  return api::RegisterTargetsResponse{};
}

Result<api::DeregisterTargetsResponse> deregister_targets(
    RegionWrite& call, const api::DeregisterTargetsRequest& request) {
  CHECKED(
      target_manager::deregister(call.change, place_in(request), wanted_targets(request.Targets)));
  return api::DeregisterTargetsResponse{};
}

Result<api::ModifyTargetWeightResponse> modify_target_weight(
    RegionWrite& call, const api::ModifyTargetWeightRequest& request) {
  CHECKED(target_manager::modify_weights(call.change, place_in(request),
                                         wanted_targets(request.Targets), request.Weight));
  return api::ModifyTargetWeightResponse{};
}

Result<api::ModifyTargetPortResponse> modify_target_port(
    RegionWrite& call, const api::ModifyTargetPortRequest& request) {
  CHECKED(target_manager::modify_port(call.change, place_in(request),
                                      wanted_targets(request.Targets), *request.NewPort));
  return api::ModifyTargetPortResponse{};
}

// --- Many places at once. ---

// The targets of a batch, those of one listener or rule together, in the order of the places.
std::vector<PlaceTargets> by_place(std::string_view balancer,
                                   const contract::List<api::BatchTarget>& targets) {
  std::vector<PlaceTargets> places;
  for (const api::BatchTarget& target : targets) {
    auto same = std::ranges::find_if(places, [&](const PlaceTargets& place) {
      return place.name.listener == target.ListenerId && place.name.location == target.LocationId;
    });
    if (same == places.end()) {
      PlaceName name{.balancer = balancer,
                     .listener = target.ListenerId,
                     .location = target.LocationId,
                     .domain = {},
                     .url = {}};
      same = places.insert(places.end(), {name, {}, std::nullopt});
    }
    same->targets.push_back({.type = {},
                             .instance = target.InstanceId,
                             .address = target.EniIp,
                             .port = *target.Port,
                             .weight = target.Weight});
  }
  return places;
}

template <class Response>
Response answer(RegionWrite& call, const target_manager::BatchOutcome& outcome) {
  auto failed = call.arena.create_array<contract::Text>(outcome.failed_listeners.size());
  for (size_t at = 0; at < failed.size(); ++at)
    failed[at] = call.arena.copy(outcome.failed_listeners[at]);
  std::string_view message = "";
  if (outcome.first_failure)
    message = call.arena.copy(outcome.first_failure->message(call.language));
  return {.FailListenerIdSet = contract::List<contract::Text>(failed), .Message = message};
}

Result<api::BatchRegisterTargetsResponse> batch_register_targets(
    RegionWrite& call, const api::BatchRegisterTargetsRequest& request) {
  TRY(auto outcome,
      target_manager::register_batch(call.change, request.LoadBalancerId,
                                     by_place(request.LoadBalancerId, request.Targets)));
  return answer<api::BatchRegisterTargetsResponse>(call, outcome);
}

Result<api::BatchDeregisterTargetsResponse> batch_deregister_targets(
    RegionWrite& call, const api::BatchDeregisterTargetsRequest& request) {
  TRY(auto outcome,
      target_manager::deregister_batch(call.change, request.LoadBalancerId,
                                       by_place(request.LoadBalancerId, request.Targets)));
  return answer<api::BatchDeregisterTargetsResponse>(call, outcome);
}

Result<api::BatchModifyTargetWeightResponse> batch_modify_target_weight(
    RegionWrite& call, const api::BatchModifyTargetWeightRequest& request) {
  std::vector<PlaceTargets> places;
  for (const api::RsWeightRule& rule : request.ModifyList)
    places.push_back({.name = {.balancer = request.LoadBalancerId,
                               .listener = rule.ListenerId,
                               .location = rule.LocationId,
                               .domain = {},
                               .url = {}},
                      .targets = wanted_targets(rule.Targets),
                      .weight_for_all = rule.Weight});
  CHECKED(target_manager::modify_weights_batch(call.change, request.LoadBalancerId, places));
  return api::BatchModifyTargetWeightResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<register_targets>("clb", "RegisterTargets"),
    region_write<deregister_targets>("clb", "DeregisterTargets"),
    region_write<modify_target_weight>("clb", "ModifyTargetWeight"),
    region_write<modify_target_port>("clb", "ModifyTargetPort"),
    region_write<batch_register_targets>("clb", "BatchRegisterTargets"),
    region_write<batch_deregister_targets>("clb", "BatchDeregisterTargets"),
    region_write<batch_modify_target_weight>("clb", "BatchModifyTargetWeight"),
};

}  // namespace

std::span<const Handler> target_handlers() {
  return kHandlers;
}

}  // namespace terrane
