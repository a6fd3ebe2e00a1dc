#include "region/balancer/forwarding_rule_rules.h"

#include <algorithm>

#include "region/balancer/load_balancer_manager.h"

namespace terrane::forwarding_rule_rules {
namespace {

bool is_domain_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
         c == '-' || c == '_';
}

}  // namespace

Result<void> check_domain(std::string_view domain) {
  std::string_view plain = domain;
  if (plain.starts_with('*'))
    plain.remove_prefix(1);
  else if (plain.ends_with('*'))
    plain.remove_suffix(1);
  bool is_expression = domain.starts_with('~');
  bool fits = is_expression || (!plain.empty() && std::ranges::all_of(plain, is_domain_character));
  if (domain.empty() || domain.size() > kDomainLength || !fits)
    return refuse(kDomainUnfit, domain, std::to_string(kDomainLength));
  return {};
}

Result<void> check_url(std::string_view url) {
  if ((!url.starts_with('/') && !url.starts_with('~')) || url.size() > kUrlLength)
    return refuse(kUrlUnfit, url, std::to_string(kUrlLength));
  return {};
}

Result<void> check_forward_type(std::string_view type) {
  if (type != "HTTP" && type != "HTTPS" && type != "GRPC") return refuse(kForwardType, type);
  return {};
}

Result<void> check_free(const RegionCell& region, ListenerId listener,
                        const std::vector<std::string>& domains, std::string_view url,
                        ForwardingRuleId own) {
  for (const ForwardingRule* other : load_balancer_manager::rules_of(region, listener)) {
    if (other->id == own || other->url != url) continue;
    for (const std::string& domain : domains)
      if (other->serves(domain)) return refuse(kTaken, to_text(other->id), domain, url);
  }
  return {};
}

Result<void> check_quota(const RegionCell& region, ListenerId listener, size_t more) {
  size_t limit = region.catalogue.limits().forwarding_rules_per_listener;
  size_t has = region.cell.ledger().count(listener, Kind::kForwardingRule);
  if (has + more > limit)
    return refuse(kTooMany, to_text(listener), std::to_string(has), std::to_string(limit));
  return {};
}

}  // namespace terrane::forwarding_rule_rules
