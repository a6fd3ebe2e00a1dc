// A load balancer: one region, every zone of it (M-33). What is stored of one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/charge.h"
#include "model/tag_pair.h"
#include "region/charging/term.h"

namespace terrane {

struct LoadBalancer {
  static constexpr std::string_view kTable = "load-balancer";
  using Key = LoadBalancerId;

  LoadBalancerId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  bool internal = false;  // its address is one of its subnet, not a public one
  VpcId vpc;
  SubnetId subnet;  // of an internal one
  Ipv4 address;
  std::vector<SecurityGroupId> security_groups;  // first to last, as they are evaluated
  bool passes_to_targets = false;  // what its own groups admit, those of its targets need not
  uint32_t master_zone = 0;        // public numbers; it goes on in another when one fails
  std::vector<uint32_t> backup_zones;
  ChargeType charge = ChargeType::kPostpaidByHour;
  Time expires;  // of a prepaid one
  RenewFlag renew = RenewFlag::kNotifyAndManual;
  bool isolated = false;
  std::string internet_charge;  // of an open one: "TRAFFIC_POSTPAID_BY_HOUR"
  uint32_t bandwidth_mbps = 0;
  std::string performance;  // "clb.c2.medium"; empty: shared
  int64_t project = 0;
  bool is_protected = false;  // may not be deleted
  std::string log_set;
  std::string log_topic;
  Time created;
  Time busy_until;  // a change of it is under way till then
  std::vector<TagPair> tags;

  bool is_busy(Time now) const { return now < busy_until; }
  // When its prepaid period ends, and, isolated then, when it is reclaimed (M-24).
  Time due() const { return term_due(*this); }

  template <class Refer>
  void references(Refer refer) const {
    refer(vpc);
    refer(subnet);
    for (SecurityGroupId group : security_groups) refer(group);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &LoadBalancer::account), named("sequence", &LoadBalancer::sequence),
        named("name", &LoadBalancer::name), named("internal", &LoadBalancer::internal),
        named("vpc", &LoadBalancer::vpc), named("subnet", &LoadBalancer::subnet),
        named("address", &LoadBalancer::address),
        named("security_groups", &LoadBalancer::security_groups),
        named("passes_to_targets", &LoadBalancer::passes_to_targets),
        named("master_zone", &LoadBalancer::master_zone),
        named("backup_zones", &LoadBalancer::backup_zones), named("charge", &LoadBalancer::charge),
        named("expires", &LoadBalancer::expires), named("renew", &LoadBalancer::renew),
        named("isolated", &LoadBalancer::isolated),
        named("internet_charge", &LoadBalancer::internet_charge),
        named("bandwidth", &LoadBalancer::bandwidth_mbps),
        named("performance", &LoadBalancer::performance), named("project", &LoadBalancer::project),
        named("protected", &LoadBalancer::is_protected), named("log_set", &LoadBalancer::log_set),
        named("log_topic", &LoadBalancer::log_topic), named("created", &LoadBalancer::created),
        named("busy_until", &LoadBalancer::busy_until), named("tags", &LoadBalancer::tags));
  };
};

}  // namespace terrane
