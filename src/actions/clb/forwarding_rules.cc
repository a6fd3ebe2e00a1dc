// Forwarding rules and their domains: created, changed, deleted.
#include "actions/clb/clb_requests.h"
#include "actions/clb/clb_service.h"

namespace terrane {
namespace {

namespace api = contract::clb;
using forwarding_rule_manager::DomainSettings;
using forwarding_rule_manager::NewRule;
using forwarding_rule_manager::RuleSettings;

constexpr ErrorKind kTwoSpellings{"InvalidParameter", "Give {} or {}, not both.",
                                  "{} 与 {} 不能同时填写。"};

Result<std::vector<std::string>> domain_names(std::string_view one, std::string_view one_name,
                                              const contract::List<contract::Text>& several,
                                              std::string_view several_name) {
  if (!one.empty() && !several.empty()) return refuse(kTwoSpellings, one_name, several_name);
  std::vector<std::string> names(several.begin(), several.end());
  if (!one.empty()) names.emplace_back(one);
  return names;
}

Result<NewRule> new_rule(Arena& arena, const api::RuleInput& input) {
  TRY(auto domains, domain_names(input.Domain, "Domain", input.Domains, "Domains"));
  return NewRule{.domains = std::move(domains),
                 .target_kind = input.TargetType,
                 .settings = {.url = input.Url,
                              .scheduler = input.Scheduler,
                              .session_seconds = input.SessionExpireTime,
                              .health = wanted_check(input.HealthCheck),
                              .forward_type = input.ForwardType,
                              .authenticates = std::nullopt,
                              .when_authentication_fails = {},
                              .cookie_name = input.CookieName,
                              .trpc_callee = input.TrpcCallee,
                              .trpc_function = input.TrpcFunc},
                 .of_domain = {.tls = wanted_tls(arena, input.Certificate, input.MultiCertInfo),
                               .http2 = input.Http2,
                               .quic = input.Quic,
                               .is_default = input.DefaultServer,
                               .new_default = {},
                               .names = {}}};
}

Result<api::CreateRuleResponse> create_rule(RegionWrite& call,
                                            const api::CreateRuleRequest& request) {
  std::vector<NewRule> wanted;
  for (const api::RuleInput& input : request.Rules) {
    TRY(NewRule rule, new_rule(call.arena, input));
    wanted.push_back(std::move(rule));
  }
  TRY(auto made, forwarding_rule_manager::create(call.change, request.LoadBalancerId,
                                                 request.ListenerId, wanted));
  auto ids = call.arena.create_array<contract::Text>(made.size());
  for (size_t at = 0; at < ids.size(); ++at) ids[at] = to_text(call.arena, made[at]->id);
  return api::CreateRuleResponse{.LocationIds = contract::List<contract::Text>(ids)};
}

Result<api::ModifyRuleResponse> modify_rule(RegionWrite& call,
                                            const api::ModifyRuleRequest& request) {
  RuleSettings wanted{.url = std::nullopt,
                      .scheduler = request.Scheduler,
                      .session_seconds = request.SessionExpireTime,
                      .health = wanted_check(request.HealthCheck),
                      .forward_type = request.ForwardType,
                      .authenticates = std::nullopt,
                      .when_authentication_fails = {},
                      .cookie_name = request.CookieName,
                      .trpc_callee = request.TrpcCallee,
                      .trpc_function = request.TrpcFunc};
  if (contract::present(request.Url)) wanted.url = request.Url;
  if (request.OAuth) {
    wanted.authenticates = request.OAuth->OAuthEnable;
    wanted.when_authentication_fails = request.OAuth->OAuthFailureStatus;
  }
  CHECKED(forwarding_rule_manager::modify(call.change, request.LoadBalancerId, request.ListenerId,
                                          request.LocationId, wanted));
  return api::ModifyRuleResponse{};
}

Result<api::DeleteRuleResponse> delete_rule(RegionWrite& call,
                                            const api::DeleteRuleRequest& request) {
  CHECKED(forwarding_rule_manager::remove(call.change, request.LoadBalancerId, request.ListenerId,
                                          texts(request.LocationIds), request.Domain, request.Url,
                                          request.NewDefaultServerDomain));
  return api::DeleteRuleResponse{};
}

Result<api::ModifyDomainResponse> modify_domain(RegionWrite& call,
                                                const api::ModifyDomainRequest& request) {
  DomainSettings wanted;
  wanted.names = {std::string(request.NewDomain)};
  CHECKED(forwarding_rule_manager::modify_domain(call.change, request.LoadBalancerId,
                                                 request.ListenerId, request.Domain, wanted));
  return api::ModifyDomainResponse{};
}

Result<api::ModifyDomainAttributesResponse> modify_domain_attributes(
    RegionWrite& call, const api::ModifyDomainAttributesRequest& request) {
  DomainSettings wanted{.tls = wanted_tls(call.arena, request.Certificate, request.MultiCertInfo),
                        .http2 = request.Http2,
                        .quic = request.Quic,
                        .is_default = request.DefaultServer,
                        .new_default = request.NewDefaultServerDomain,
                        .names = {}};
  TRY(wanted.names, domain_names(request.NewDomain, "NewDomain", request.NewDomains, "NewDomains"));
  CHECKED(forwarding_rule_manager::modify_domain(call.change, request.LoadBalancerId,
                                                 request.ListenerId, request.Domain, wanted));
  return api::ModifyDomainAttributesResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_rule>("clb", "CreateRule"),
    region_write<modify_rule>("clb", "ModifyRule"),
    region_write<delete_rule>("clb", "DeleteRule"),
    region_write<modify_domain>("clb", "ModifyDomain"),
    region_write<modify_domain_attributes>("clb", "ModifyDomainAttributes"),
};

}  // namespace

std::span<const Handler> forwarding_rule_handlers() {
  return kHandlers;
}

}  // namespace terrane
