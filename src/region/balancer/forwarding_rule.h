// A forwarding rule: which requests of a listener of HTTP or HTTPS go to which targets, by domain
// and URL. What is stored of one.
#pragma once

#include <algorithm>
#include <string_view>

#include "region/balancer/forwarding.h"

namespace terrane {

struct ForwardingRule {
  static constexpr std::string_view kTable = "forwarding-rule";
  using Key = ForwardingRuleId;

  ForwardingRuleId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  ListenerId listener;
  std::vector<std::string> domains;  // at least one
  std::string url;
  Forwarding forwarding;
  // What belongs to its domains is the same in each of their rules.
  bool is_default = false;  // requests of no listed domain go to this one
  bool http2 = false;
  bool quic = false;
  std::string forward_type;  // "HTTP", "HTTPS", "GRPC"
  bool authenticates = false;
  std::string when_authentication_fails;
  std::string cookie_name;
  std::string trpc_callee;
  std::string trpc_function;
  Time created;

  bool serves(std::string_view domain) const {
    return std::ranges::find(domains, domain) != domains.end();
  }

  template <class Refer>
  void references(Refer refer) const {
    refer(listener);
    forwarding.references(refer);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &ForwardingRule::account), named("sequence", &ForwardingRule::sequence),
        named("listener", &ForwardingRule::listener), named("domains", &ForwardingRule::domains),
        named("url", &ForwardingRule::url), named("forwarding", &ForwardingRule::forwarding),
        named("default", &ForwardingRule::is_default), named("http2", &ForwardingRule::http2),
        named("quic", &ForwardingRule::quic), named("forward_type", &ForwardingRule::forward_type),
        named("authenticates", &ForwardingRule::authenticates),
        named("when_authentication_fails", &ForwardingRule::when_authentication_fails),
        named("cookie_name", &ForwardingRule::cookie_name),
        named("trpc_callee", &ForwardingRule::trpc_callee),
        named("trpc_function", &ForwardingRule::trpc_function),
        named("created", &ForwardingRule::created));
  };
};

}  // namespace terrane
