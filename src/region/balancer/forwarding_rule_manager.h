// Operations on forwarding rules. Each is refused as a whole or done as a whole, and is a task of
// the load balancer then.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "region/balancer/forwarding_rule_rules.h"
#include "region/balancer/listener_manager.h"

namespace terrane::forwarding_rule_manager {

using Ids = std::span<const std::string_view>;

// What a rule may be told; absent members take the defaults, or stay.
struct RuleSettings {
  std::optional<std::string_view> url;
  std::string_view scheduler;
  std::optional<int64_t> session_seconds;
  std::optional<forwarding_rules::WantedCheck> health;
  std::string_view forward_type;
  std::optional<bool> authenticates;
  std::string_view when_authentication_fails;
  std::string_view cookie_name;
  std::string_view trpc_callee;
  std::string_view trpc_function;
};

// What belongs to a domain, whichever rules it has.
struct DomainSettings {
  forwarding_rules::WantedTls tls;
  std::optional<bool> http2;
  std::optional<bool> quic;
  std::optional<bool> is_default;
  std::string_view new_default;    // another domain, which is the default one then
  std::vector<std::string> names;  // new names; none: they stay
};

struct NewRule {
  std::vector<std::string> domains;
  std::string_view target_kind;
  RuleSettings settings;
  DomainSettings of_domain;
};

// The rule of this ID, of this listener. Errors: kMalformedId, kNotFound.
Result<const ForwardingRule*> find(const RegionCell& region, const Listener& listener,
                                   std::string_view id);
// The rule of this domain and URL; null if there is none.
const ForwardingRule* find(const RegionCell& region, const Listener& listener,
                           std::string_view domain, std::string_view url);

// Source: clb.CreateRule.
Result<std::vector<const ForwardingRule*>> create(Change& change, std::string_view balancer,
                                                  std::string_view listener,
                                                  const std::vector<NewRule>& wanted);
// Source: clb.ModifyRule.
Result<void> modify(Change& change, std::string_view balancer, std::string_view listener,
                    std::string_view id, const RuleSettings& wanted);
// Of every rule of the domain. Source: clb.ModifyDomain, clb.ModifyDomainAttributes.
Result<void> modify_domain(Change& change, std::string_view balancer, std::string_view listener,
                           std::string_view domain, const DomainSettings& wanted);
// By IDs, or all of a domain, or the one of a domain and a URL. Source: clb.DeleteRule.
Result<void> remove(Change& change, std::string_view balancer, std::string_view listener, Ids ids,
                    std::string_view domain, std::string_view url, std::string_view new_default);

}  // namespace terrane::forwarding_rule_manager
