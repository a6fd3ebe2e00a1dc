// Listeners: created, changed, deleted.
#include "actions/clb/clb_requests.h"
#include "actions/clb/clb_service.h"

namespace terrane {
namespace {

namespace api = contract::clb;

constexpr ErrorKind kNotOffered{"InvalidParameterValue",
                                "{} is not offered in this cloud; leave it out.",
                                "本云未提供 {}，请勿填写。"};

// What creating and modifying take alike.
template <class Request>
Result<listener_manager::ListenerSettings> settings(Arena& arena, const Request& request) {
  if (request.ProxyProtocol.value_or(false)) return refuse(kNotOffered, "ProxyProtocol");
  if (request.SnatEnable.value_or(false)) return refuse(kNotOffered, "SnatEnable");
  for (auto reschedule : {request.RescheduleTargetZeroWeight, request.RescheduleUnhealthy,
                          request.RescheduleExpandTarget})
    if (reschedule.value_or(false)) return refuse(kNotOffered, "Reschedule");
  return listener_manager::ListenerSettings{
      .scheduler = request.Scheduler,
      .session_seconds = request.SessionExpireTime,
      .session_type = request.SessionType,
      .health = wanted_check(request.HealthCheck),
      .tls = wanted_tls(arena, request.Certificate, request.MultiCertInfo),
      .sni = request.SniSwitch,
      .target_kind = request.TargetType,
      .keeps_alive = request.KeepaliveEnable,
      .resets_deregistered = request.DeregisterTargetRst,
      .max_connections = request.MaxConn,
      .max_new_connections = request.MaxCps,
      .idle_seconds = request.IdleConnectTimeout,
      .compression = request.DataCompressMode};
}

Result<api::CreateListenerResponse> create_listener(RegionWrite& call,
                                                    const api::CreateListenerRequest& request) {
  if (!request.FullEndPorts.empty()) return refuse(kNotOffered, "FullEndPorts");
  if (request.H2cSwitch.value_or(false)) return refuse(kNotOffered, "H2cSwitch");
  if (request.SslCloseSwitch.value_or(false)) return refuse(kNotOffered, "SslCloseSwitch");
  TRY(auto wanted, settings(call.arena, request));
  TRY(auto made, listener_manager::create(call.change, request.LoadBalancerId,
                                          {.protocol = request.Protocol,
                                           .ports = {request.Ports.begin(), request.Ports.size()},
                                           .end_port = request.EndPort,
                                           .names = texts(request.ListenerNames),
                                           .settings = wanted}));
  auto ids = call.arena.create_array<contract::Text>(made.size());
  for (size_t at = 0; at < ids.size(); ++at) ids[at] = to_text(call.arena, made[at]->id);
  return api::CreateListenerResponse{.ListenerIds = contract::List<contract::Text>(ids)};
}

Result<api::ModifyListenerResponse> modify_listener(RegionWrite& call,
                                                    const api::ModifyListenerRequest& request) {
  TRY(auto wanted, settings(call.arena, request));
  std::optional<std::string_view> name;
  if (contract::present(request.ListenerName)) name = request.ListenerName;
  CHECKED(listener_manager::modify(call.change, request.LoadBalancerId, request.ListenerId, name,
                                   wanted));
  return api::ModifyListenerResponse{};
}

Result<api::DeleteListenerResponse> delete_listener(RegionWrite& call,
                                                    const api::DeleteListenerRequest& request) {
  CHECKED(listener_manager::remove(call.change, request.LoadBalancerId, {&request.ListenerId, 1},
                                   false));
  return api::DeleteListenerResponse{};
}

Result<api::DeleteLoadBalancerListenersResponse> delete_load_balancer_listeners(
    RegionWrite& call, const api::DeleteLoadBalancerListenersRequest& request) {
  CHECKED(listener_manager::remove(call.change, request.LoadBalancerId, texts(request.ListenerIds),
                                   request.ListenerIds.empty()));
  return api::DeleteLoadBalancerListenersResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_listener>("clb", "CreateListener"),
    region_write<modify_listener>("clb", "ModifyListener"),
    region_write<delete_listener>("clb", "DeleteListener"),
    region_write<delete_load_balancer_listeners>("clb", "DeleteLoadBalancerListeners"),
};

}  // namespace

std::span<const Handler> listener_handlers() {
  return kHandlers;
}

}  // namespace terrane
