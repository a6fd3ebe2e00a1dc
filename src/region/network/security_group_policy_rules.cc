#include "region/network/security_group_policy_rules.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "region/network/security_group_manager.h"

namespace terrane::security_group_policy_rules {
namespace {

constexpr int kPortsMax = 15;  // in one policy's list

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
  return result;
}

// Takes the text up to `mark`, and the mark, from the front.
std::string_view take_until(std::string_view& text, char mark) {
  size_t end = text.find(mark);
  std::string_view taken = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return taken;
}

std::optional<uint32_t> number(std::string_view text, size_t digits) {
  uint32_t value = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text.size() > digits || problem != std::errc() ||
      end != text.data() + text.size())
    return std::nullopt;
  return value;
}

Result<std::string> check_protocol(std::string_view text) {
  static constexpr std::string_view kProtocols[] = {"TCP", "UDP", "ICMP", "ICMPV6", "GRE", "ALL"};
  if (text.empty()) return "ALL";
  std::string protocol = upper(text);
  if (std::ranges::find(kProtocols, protocol) == std::end(kProtocols))
    return refuse(kUnknownProtocol, text);
  return protocol;
}

Result<std::string> check_port(std::string_view protocol, std::string_view text) {
  std::string port = text.empty() ? "ALL" : upper(text);
  if (port == "ALL") return port;
  if (protocol != "TCP" && protocol != "UDP") return refuse(kPortWithoutPorts, protocol, text);
  std::string_view rest = port;
  if (std::ranges::count(port, ',') >= kPortsMax) return refuse(kMalformedPort, text);
  do {
    bool last = rest.find(',') == std::string_view::npos;
    std::string_view part = take_until(rest, ',');
    bool is_range = part.find('-') != std::string_view::npos;
    auto first = number(take_until(part, '-'), 5);
    auto second = is_range ? number(part, 5) : first;
    if (!first || !second || (rest.empty() && !last)) return refuse(kMalformedPort, text);
    if (*first < 1 || *second > 65535 || *first > *second) return refuse(kPortRange, text);
  } while (!rest.empty());
  return port;
}

Result<std::string> check_cidr(std::string_view text) {
  std::string_view rest = text;
  bool everyone = take_until(rest, '/') == "0.0.0.0" && !rest.empty();
  auto range = parse_cidr(text, true);
  if (!range) return refuse(kMalformedCidr, text);
  return everyone ? std::string("0.0.0.0/0") : std::string(text);
}

Result<std::string> check_ipv6_cidr(std::string_view text) {
  std::string_view rest = text;
  bool is_range = text.find('/') != std::string_view::npos;
  std::string base(take_until(rest, '/'));
  in6_addr address{};
  auto length = is_range ? number(rest, 3) : std::optional<uint32_t>(128);
  if (inet_pton(AF_INET6, base.c_str(), &address) != 1 || !length || *length > 128)
    return refuse(kMalformedIpv6Cidr, text);
  bool everyone = is_range && std::ranges::all_of(address.s6_addr, [](int b) { return b == 0; });
  return everyone ? std::string("::/0") : std::string(text);
}

Result<std::string> check_action(std::string_view text) {
  if (text.empty()) return refuse(kNoAction);
  std::string action = upper(text);
  if (action != "ACCEPT" && action != "DROP") return refuse(kUnknownAction, text);
  return action;
}

// Fills in whom the policy is about.
Result<void> check_who(const RegionCell& region, AccountId account, const NewPolicy& wanted,
                       StoredPolicy& policy) {
  int given = !wanted.cidr.empty() + !wanted.ipv6_cidr.empty() + !wanted.group.empty() +
              !wanted.address_template.empty();
  if (given == 0) return refuse(kNobody);
  if (given > 1) return refuse(kTooManyWho);
  if (!wanted.address_template.empty()) return refuse(kNoTemplate, wanted.address_template);
  if (!wanted.cidr.empty()) {
    TRY(policy.cidr, check_cidr(wanted.cidr));
  } else if (!wanted.ipv6_cidr.empty()) {
    if (policy.protocol == "ICMP") return refuse(kIcmpWithIpv6);
    TRY(policy.ipv6_cidr, check_ipv6_cidr(wanted.ipv6_cidr));
  } else {
    TRY(const SecurityGroup* group, security_group_manager::find(region, account, wanted.group));
    policy.group = group->id;
  }
  return {};
}

}  // namespace

Result<StoredPolicy> check_policy(const RegionCell& region, AccountId account,
                                  const NewPolicy& wanted, Time now) {
  StoredPolicy policy;
  if (!wanted.service_template.empty()) {
    if (!wanted.protocol.empty() || !wanted.port.empty()) return refuse(kServiceAndProtocol);
    return refuse(kNoTemplate, wanted.service_template);
  }
  TRY(policy.protocol, check_protocol(wanted.protocol));
  TRY(policy.port, check_port(policy.protocol, wanted.port));
  CHECKED(check_who(region, account, wanted, policy));
  TRY(policy.action, check_action(wanted.action));
  if (count_characters(wanted.description) > 100) return refuse(kDescriptionLength);
  policy.description = wanted.description;
  policy.modified = now;
  return policy;
}

bool same_policy(const StoredPolicy& a, const StoredPolicy& b) {
  return a.protocol == b.protocol && a.port == b.port && a.cidr == b.cidr &&
         a.ipv6_cidr == b.ipv6_cidr && a.group == b.group && a.action == b.action;
}

std::string who(const StoredPolicy& policy) {
  if (policy.group) return to_text(policy.group);
  return policy.cidr.empty() ? policy.ipv6_cidr : policy.cidr;
}

Result<void> check_count(const RegionCell& region, SecurityGroupId group, size_t count) {
  size_t limit = region.catalogue.limits().policies_per_security_group_direction;
  if (count > limit) return refuse(kTooMany, to_text(group), std::to_string(limit));
  return {};
}

Result<void> check_distinct(const Policies& policies, const ErrorKind& kind) {
  for (size_t i = 0; i < policies.size(); ++i)
    for (size_t j = 0; j < i; ++j)
      if (const StoredPolicy& policy = policies[i]; same_policy(policy, policies[j]))
        return refuse(kind, policy.action, policy.protocol, policy.port, who(policy));
  return {};
}

}  // namespace terrane::security_group_policy_rules
