// Listeners and their rules as they are shown.
#include "actions/clb/clb_service.h"
#include "actions/clb/clb_shown.h"
#include "actions/clb/listener_selection.h"
#include "actions/convert.h"

namespace terrane {
namespace {

namespace api = contract::clb;

api::RuleOutput to_api(const RegionRead& call, const ForwardingRule& rule) {
  Arena& arena = call.arena;
  const Forwarding& forwarding = rule.forwarding;
  auto groups = shown_groups(arena, call.region, forwarding);
  std::string_view failure = rule.when_authentication_fails;
  return {.LocationId = to_text(arena, rule.id),
          .Domain = rule.domains[0],
          .Url = rule.url,
          .SessionExpireTime = forwarding.session_seconds,
          .HealthCheck = to_api(arena, forwarding.health),
          .Certificate = to_api(arena, forwarding.tls),
          .Scheduler = forwarding_rules::name_of(forwarding.scheduler),
          .ListenerId = to_text(arena, rule.listener),
          .HttpGzip = true,
          .BeAutoCreated = false,
          .DefaultServer = rule.is_default,
          .Http2 = rule.http2,
          .ForwardType = rule.forward_type,
          .CreateTime = to_local_text(arena, rule.created),
          .TargetType = forwarding_rules::name_of(forwarding.target_kind),
          .TargetGroup = groups.empty() ? nullptr : groups.begin(),
          .TrpcCallee = rule.trpc_callee,
          .TrpcFunc = rule.trpc_function,
          .QuicStatus = rule.quic ? "QUIC_ACTIVE" : "QUIC_INACTIVE",
          .Domains = contract::list_of<contract::Text>(arena, rule.domains),
          .TargetGroupList = groups,
          .OAuth = arena.create<api::OAuth>(
              api::OAuth{.OAuthEnable = rule.authenticates, .OAuthFailureStatus = failure}),
          .CookieName = rule.cookie_name};
}

api::Listener to_api(const RegionRead& call, const Listener& listener) {
  Arena& arena = call.arena;
  const Forwarding& forwarding = listener.forwarding;
  auto rules = load_balancer_manager::rules_of(call.region, listener.id);
  auto groups = shown_groups(arena, call.region, forwarding);
  bool by_itself = !listener.has_rules();
  return {.ListenerId = to_text(arena, listener.id),
          .Protocol = forwarding_rules::name_of(listener.protocol),
          .Port = listener.port,
          .Certificate = to_api(arena, forwarding.tls),
          .HealthCheck = by_itself ? to_api(arena, forwarding.health) : nullptr,
          .Scheduler = by_itself ? forwarding_rules::name_of(forwarding.scheduler) : "",
          .SessionExpireTime = forwarding.session_seconds,
          .SniSwitch = listener.sni ? 1 : 0,
          .Rules = shown_list<api::RuleOutput>(
              arena, rules, [&](const ForwardingRule& rule) { return to_api(call, rule); }),
          .ListenerName = listener.name,
          .CreateTime = to_local_text(arena, listener.created),
          .EndPort = listener.end_port,
          .TargetType = forwarding_rules::name_of(forwarding.target_kind),
          .TargetGroup = groups.empty() ? nullptr : groups.begin(),
          .SessionType = by_itself ? "NORMAL" : "",
          .KeepaliveEnable = listener.keeps_alive ? 1 : 0,
          .Toa = false,
          .DeregisterTargetRst = listener.resets_deregistered,
          .TargetGroupList = groups,
          .MaxConn = listener.max_connections,
          .MaxCps = listener.max_new_connections,
          .IdleConnectTimeout = listener.idle_seconds,
          .RescheduleInterval = 0,
          .DataCompressMode = listener.compression,
          .RescheduleStartTime = 0};
}

Result<api::DescribeListenersResponse> describe_listeners(
    RegionRead& call, const api::DescribeListenersRequest& request) {
  TRY(const LoadBalancer* balancer,
      load_balancer_manager::find(call.region, call.account, request.LoadBalancerId));
  TRY(auto found,
      select_listeners(call, *balancer, request.ListenerIds, request.Protocol, request.Port));
  return api::DescribeListenersResponse{
      .Listeners = shown_list<api::Listener>(
          call.arena, found, [&](const Listener& listener) { return to_api(call, listener); }),
      .TotalCount = found.size()};
}

constexpr Handler kHandlers[] = {
    region_read<describe_listeners>("clb", "DescribeListeners"),
};

}  // namespace

std::span<const Handler> listener_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
