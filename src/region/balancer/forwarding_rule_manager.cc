#include "region/balancer/forwarding_rule_manager.h"

#include <algorithm>

namespace terrane::forwarding_rule_manager {
namespace {

using namespace forwarding_rule_rules;
using load_balancer_manager::find_to_change;
using load_balancer_manager::note_task;
using load_balancer_manager::rules_of;

struct Place {
  const LoadBalancer* balancer;
  const Listener* listener;
};

Result<Place> find_place(const Change& change, std::string_view balancer_id,
                         std::string_view listener_id) {
  TRY(const LoadBalancer* balancer, find_to_change(change, balancer_id));
  TRY(const Listener* listener, listener_manager::find(change.region, *balancer, listener_id));
  if (!listener->has_rules())
    return refuse(kNoRules, listener_id, forwarding_rules::name_of(listener->protocol));
  return Place{balancer, listener};
}

template <class Modify>
void change_rule(Change& change, ForwardingRuleId id, Modify modify_rule) {
  change.transaction.change(change.region.balancer->rules, id, modify_rule);
}

Result<void> apply(const Listener& listener, ForwardingRule& rule, const RuleSettings& wanted) {
  Forwarding& forwarding = rule.forwarding;
  if (wanted.url) {
    CHECKED(check_url(*wanted.url));
    rule.url = *wanted.url;
  }
  if (!wanted.scheduler.empty()) {
    TRY(forwarding.scheduler,
        forwarding_rules::check_scheduler(listener.protocol, wanted.scheduler));
  }
  if (wanted.session_seconds) {
    TRY(forwarding.session_seconds,
        forwarding_rules::check_session(listener.protocol, *wanted.session_seconds));
  }
  TRY(forwarding.health,
      forwarding_rules::check_health_check(listener.protocol,
                                           wanted.health.value_or(forwarding_rules::WantedCheck{}),
                                           forwarding.health));
  if (!wanted.forward_type.empty()) {
    CHECKED(check_forward_type(wanted.forward_type));
    rule.forward_type = wanted.forward_type;
  }
  std::string_view failure = wanted.when_authentication_fails;
  if (!failure.empty() && failure != "BYPASS" && failure != "REJECT")
    return refuse(kAuthenticationFailure, failure);
  if (wanted.authenticates) rule.authenticates = *wanted.authenticates;
  if (!failure.empty()) rule.when_authentication_fails = failure;
  if (wanted.cookie_name.data()) rule.cookie_name = wanted.cookie_name;
  if (wanted.trpc_callee.data()) rule.trpc_callee = wanted.trpc_callee;
  if (wanted.trpc_function.data()) rule.trpc_function = wanted.trpc_function;
  return {};
}

// What belongs to the rule's domains, but for which is the default one.
Result<void> apply_domain(const RegionCell& region, const Listener& listener, ForwardingRule& rule,
                          const DomainSettings& wanted) {
  bool secure = listener.protocol == ListenerProtocol::kHttps;
  if (wanted.http2.value_or(false) && !secure) return refuse(kNeedsHttps, "Http2");
  if (wanted.quic.value_or(false) && !secure) return refuse(kNeedsHttps, "Quic");
  if (wanted.http2) rule.http2 = *wanted.http2;
  if (wanted.quic) rule.quic = *wanted.quic;
  if (wanted.tls.given) {
    if (!secure) return refuse(forwarding_rules::kNoTls, "HTTP");
    if (!listener.sni) return refuse(kCertificateIsListeners, to_text(listener.id));
    TRY(rule.forwarding.tls, forwarding_rules::check_tls(region, listener.account, wanted.tls,
                                                         "Domain " + rule.domains[0]));
  }
  if (listener.sni && !rule.forwarding.tls.is_set())
    return refuse(forwarding_rules::kTlsMissing, "Domain " + rule.domains[0]);
  return {};
}

const ForwardingRule* any_of_domains(const RegionCell& region, const Listener& listener,
                                     const std::vector<std::string>& domains) {
  for (const ForwardingRule* rule : rules_of(region, listener.id))
    for (const std::string& domain : domains)
      if (rule->serves(domain)) return rule;
  return nullptr;
}

// Requests of no listed domain go to this one from now on.
void make_default(Change& change, const Listener& listener, std::string_view domain) {
  for (const ForwardingRule* rule : rules_of(change.region, listener.id)) {
    bool is_default = rule->serves(domain);
    if (rule->is_default != is_default)
      change_rule(change, rule->id,
                  [&](ForwardingRule& changed) { changed.is_default = is_default; });
  }
}

Result<void> check_domain_exists(const RegionCell& region, const Listener& listener,
                                 std::string_view domain) {
  if (!any_of_domains(region, listener, {std::string(domain)}))
    return refuse(kNoSuchDomain, to_text(listener.id), domain);
  return {};
}

Result<ForwardingRule> plan(const Change& change, const Listener& listener, const NewRule& wanted) {
  if (wanted.domains.empty()) return refuse(kDomainMissing);
  for (const std::string& domain : wanted.domains) CHECKED(check_domain(domain));
  ForwardingRule rule{.account = change.account,
                      .listener = listener.id,
                      .domains = wanted.domains,
                      .forward_type = "HTTP",
                      .created = change.now};
  if (const ForwardingRule* sibling = any_of_domains(change.region, listener, rule.domains)) {
    rule.forwarding.tls = sibling->forwarding.tls;
    rule.http2 = sibling->http2;
    rule.quic = sibling->quic;
    rule.is_default = sibling->is_default;
  }
  CHECKED(apply(listener, rule, wanted.settings));
  CHECKED(apply_domain(change.region, listener, rule, wanted.of_domain));
  TRY(rule.forwarding.target_kind, forwarding_rules::check_target_kind(wanted.target_kind));
  CHECKED(check_free(change.region, listener.id, rule.domains, rule.url));
  return rule;
}

}  // namespace

Result<const ForwardingRule*> find(const RegionCell& region, const Listener& listener,
                                   std::string_view id) {
  auto parsed = ForwardingRuleId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const ForwardingRule* rule = region.balancer->rules.find(*parsed);
  if (!rule || rule->listener != listener.id) return refuse(kNotFound, id, to_text(listener.id));
  return rule;
}

const ForwardingRule* find(const RegionCell& region, const Listener& listener,
                           std::string_view domain, std::string_view url) {
  for (const ForwardingRule* rule : rules_of(region, listener.id))
    if (rule->url == url && rule->serves(domain)) return rule;
  return nullptr;
}

Result<std::vector<const ForwardingRule*>> create(Change& change, std::string_view balancer_id,
                                                  std::string_view listener_id,
                                                  const std::vector<NewRule>& wanted) {
  RegionCell& region = change.region;
  TRY(Place place, find_place(change, balancer_id, listener_id));
  if (wanted.empty()) return refuse(kNoneGiven);
  if (wanted.size() > kRulesPerCall) return refuse(kTooManyAtOnce, std::to_string(kRulesPerCall));
  CHECKED(check_quota(region, place.listener->id, wanted.size()));
  std::vector<const ForwardingRule*> made;
  auto& table = region.balancer->rules;
  for (const NewRule& one : wanted) {
    TRY(ForwardingRule rule, plan(change, *place.listener, one));
    bool is_first = rules_of(region, place.listener->id).empty();
    rule.id = region.cell.new_id(table);
    rule.sequence = region.cell.next_sequence();
    const ForwardingRule& added = change.transaction.add(table, std::move(rule));
    if (is_first || one.of_domain.is_default.value_or(false))
      make_default(change, *place.listener, std::string(added.domains[0]));
    made.push_back(&added);
  }
  note_task(change, {place.balancer->id});
  return made;
}

Result<void> modify(Change& change, std::string_view balancer_id, std::string_view listener_id,
                    std::string_view id, const RuleSettings& wanted) {
  TRY(Place place, find_place(change, balancer_id, listener_id));
  TRY(const ForwardingRule* rule, find(change.region, *place.listener, id));
  ForwardingRule changed_one = *rule;
  CHECKED(apply(*place.listener, changed_one, wanted));
  CHECKED(check_free(change.region, place.listener->id, changed_one.domains, changed_one.url,
                     rule->id));
  change_rule(change, rule->id, [&](ForwardingRule& changed) { changed = std::move(changed_one); });
  note_task(change, {place.balancer->id});
  return {};
}

Result<void> modify_domain(Change& change, std::string_view balancer_id,
                           std::string_view listener_id, std::string_view domain,
                           const DomainSettings& wanted) {
  RegionCell& region = change.region;
  TRY(Place place, find_place(change, balancer_id, listener_id));
  const Listener& listener = *place.listener;
  CHECKED(check_domain_exists(region, listener, domain));
  for (const std::string& name : wanted.names) CHECKED(check_domain(name));
  std::vector<std::string> names = wanted.names;
  for (const ForwardingRule* rule : rules_of(region, listener.id)) {
    if (!rule->serves(domain)) continue;
    ForwardingRule changed_one = *rule;
    if (!names.empty()) changed_one.domains = names;
    CHECKED(apply_domain(region, listener, changed_one, wanted));
    CHECKED(check_free(region, listener.id, changed_one.domains, rule->url, rule->id));
    change_rule(change, rule->id,
                [&](ForwardingRule& changed) { changed = std::move(changed_one); });
  }
  std::string name = names.empty() ? std::string(domain) : names[0];
  if (wanted.is_default.value_or(false)) {
    make_default(change, listener, name);
  } else if (!wanted.new_default.empty()) {
    CHECKED(check_domain_exists(region, listener, wanted.new_default));
    make_default(change, listener, wanted.new_default);
  } else if (wanted.is_default) {
    const ForwardingRule* rule = any_of_domains(region, listener, {name});
    if (rule->is_default) return refuse(kDefaultStays);
  }
  note_task(change, {place.balancer->id});
  return {};
}

Result<void> remove(Change& change, std::string_view balancer_id, std::string_view listener_id,
                    Ids ids, std::string_view domain, std::string_view url,
                    std::string_view new_default) {
  RegionCell& region = change.region;
  TRY(Place place, find_place(change, balancer_id, listener_id));
  const Listener& listener = *place.listener;
  std::vector<const ForwardingRule*> gone;
  for (std::string_view id : ids) {
    TRY(const ForwardingRule* rule, find(region, listener, id));
    if (std::ranges::find(gone, rule) == gone.end()) gone.push_back(rule);
  }
  if (ids.empty()) {
    if (domain.empty()) return refuse(kNoneNamed);
    for (const ForwardingRule* rule : rules_of(region, listener.id))
      if (rule->serves(domain) && (url.empty() || rule->url == url)) gone.push_back(rule);
    if (gone.empty()) return refuse(kNoSuchDomain, listener_id, domain);
  }
  for (const ForwardingRule* rule : gone)
    change.transaction.remove(region.balancer->rules, ForwardingRuleId(rule->id));
  auto left = rules_of(region, listener.id);
  bool has_default = std::ranges::any_of(left, &ForwardingRule::is_default);
  if (!new_default.empty()) {
    CHECKED(check_domain_exists(region, listener, new_default));
    make_default(change, listener, new_default);
  } else if (!left.empty() && !has_default) {
    make_default(change, listener, std::string(left[0]->domains[0]));
  }
  note_task(change, {place.balancer->id});
  return {};
}

}  // namespace terrane::forwarding_rule_manager
