// A security group: one region, every zone (M-30). What is stored of one.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/tag_pair.h"

namespace terrane {

// One rule, in the words of the API (SecurityGroupPolicy).
struct StoredPolicy {
  std::string protocol;  // TCP, UDP, ICMP, ICMPV6, GRE or ALL
  std::string port;      // "22", "80,443", "3000-4000" or ALL
  std::string cidr;      // one of the three says who
  std::string ipv6_cidr;
  SecurityGroupId group;
  std::string action;  // ACCEPT or DROP
  std::string description;
  Time modified;
  bool operator==(const StoredPolicy&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("protocol", &StoredPolicy::protocol),
                      named("port", &StoredPolicy::port), named("cidr", &StoredPolicy::cidr),
                      named("ipv6_cidr", &StoredPolicy::ipv6_cidr),
                      named("group", &StoredPolicy::group), named("action", &StoredPolicy::action),
                      named("description", &StoredPolicy::description),
                      named("modified", &StoredPolicy::modified));
  };
};

struct SecurityGroup {
  static constexpr std::string_view kTable = "security-group";
  using Key = SecurityGroupId;

  SecurityGroupId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  std::string description;
  int64_t project = 0;
  bool is_default = false;            // the one instances get that name none
  uint64_t version = 0;               // of the policies: one more with each change
  std::vector<StoredPolicy> ingress;  // first match decides; no match: refused
  std::vector<StoredPolicy> egress;
  Time created;
  Time updated;
  std::vector<TagPair> tags;

  // The groups its rules name, each once, itself left out.
  template <class Refer>
  void references(Refer refer) const {
    std::set<SecurityGroupId> named_groups;
    for (const auto* direction : {&ingress, &egress})
      for (const StoredPolicy& policy : *direction)
        if (policy.group && policy.group != id) named_groups.insert(policy.group);
    for (SecurityGroupId group : named_groups) refer(group);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &SecurityGroup::account), named("sequence", &SecurityGroup::sequence),
        named("name", &SecurityGroup::name), named("description", &SecurityGroup::description),
        named("project", &SecurityGroup::project), named("default", &SecurityGroup::is_default),
        named("version", &SecurityGroup::version), named("ingress", &SecurityGroup::ingress),
        named("egress", &SecurityGroup::egress), named("created", &SecurityGroup::created),
        named("updated", &SecurityGroup::updated), named("tags", &SecurityGroup::tags));
  };
};

}  // namespace terrane
