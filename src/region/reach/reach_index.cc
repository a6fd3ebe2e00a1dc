#include "region/reach/reach_index.h"

#include <algorithm>
#include <charconv>

namespace terrane {
namespace {

using reach::PortRange;
using reach::Protocol;
using reach::Rule;

std::optional<Protocol> protocol_of(std::string_view name) {
  if (name == "TCP") return Protocol::kTcp;
  if (name == "UDP") return Protocol::kUdp;
  if (name == "ICMP") return Protocol::kIcmp;
  if (name == "GRE") return Protocol::kGre;
  if (name == "ALL") return Protocol::kAll;
  return std::nullopt;  // ICMPV6
}

uint16_t take_port(const char*& next, const char* end) {
  uint16_t port = 0;
  next = std::from_chars(next, end, port).ptr;
  return port;
}

// Reads "80,443,3000-4000", which is well formed since it is stored.
void read_ports(std::string_view text, Rule& rule) {
  if (text == "ALL") return;
  const char *next = text.data(), *end = next + text.size();
  while (next < end && rule.port_count < Rule::kPortsMax) {
    PortRange& range = rule.ports[rule.port_count++];
    range.first = range.last = take_port(next, end);
    if (next < end && *next == '-') range.last = take_port(++next, end);
    if (next < end) ++next;  // the comma
  }
}

}  // namespace

std::vector<Rule> rules_of(std::span<const StoredPolicy> policies) {
  std::vector<Rule> rules;
  rules.reserve(policies.size());
  for (size_t i = 0; i < policies.size(); ++i) {
    const StoredPolicy& policy = policies[i];
    auto protocol = protocol_of(policy.protocol);
    auto range = parse_cidr(policy.cidr, true);
    if (!protocol || (!range && !policy.group)) continue;
    Rule rule{.index = uint16_t(i),
              .protocol = *protocol,
              .accepts = policy.action == "ACCEPT",
              .range = range.value_or(Cidr()),
              .group = policy.group};
    read_ports(policy.port, rule);
    rules.push_back(rule);
  }
  return rules;
}

ReachIndex::ReachIndex(NetworkTables& network) {
  network.security_groups.observe(
      [this](const SecurityGroup* before, const SecurityGroup* after) { follow(before, after); });
  network.subnets.observe(
      [this](const Subnet* before, const Subnet* after) { follow(before, after); });
}

const reach::Filter* ReachIndex::filter(SecurityGroupId group) const {
  auto found = filters_.find(group);
  return found == filters_.end() ? nullptr : &found->second;
}

SubnetId ReachIndex::subnet_at(VpcId vpc, Ipv4 address) const {
  auto found = subnets_.find(vpc);
  if (found == subnets_.end()) return {};
  for (const Range& candidate : found->second)
    if (candidate.range.contains(address)) return candidate.subnet;
  return {};
}

void ReachIndex::follow(const SecurityGroup* before, const SecurityGroup* after) {
  if (!after) {
    filters_.erase(before->id);
  } else if (!before || before->ingress != after->ingress || before->egress != after->egress) {
    filters_[after->id] = {rules_of(after->ingress), rules_of(after->egress)};
  }
}

// A subnet's range and VPC are for life.
void ReachIndex::follow(const Subnet* before, const Subnet* after) {
  if (before && after) return;
  const Subnet& subnet = after ? *after : *before;
  std::vector<Range>& ranges = subnets_[subnet.vpc];
  if (after) {
    ranges.push_back({subnet.cidr, subnet.id});
  } else {
    std::erase_if(ranges, [&](const Range& range) { return range.subnet == subnet.id; });
    if (ranges.empty()) subnets_.erase(subnet.vpc);
  }
}

}  // namespace terrane
