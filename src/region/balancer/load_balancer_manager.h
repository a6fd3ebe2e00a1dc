// Operations on load balancers (M-33). Each is refused as a whole or done as a whole, and is a task
// then (balancer_task.h).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "region/balancer/load_balancer_rules.h"

namespace terrane::load_balancer_manager {

using Ids = std::span<const std::string_view>;

// What is asked for; the texts belong to the request. Empty and absent members take their defaults.
struct NewBalancers {
  bool internal = false;
  int64_t count = 1;
  std::string_view name;
  std::string_view vpc;
  std::string_view subnet;
  std::string_view address;  // a certain one, of the subnet
  std::string_view master_zone;
  std::string_view backup_zone;
  WantedCharging charge;
  load_balancer_rules::WantedTraffic traffic;
  std::string_view performance;
  std::optional<int64_t> project;
  bool passes_to_targets = false;
  std::string_view log_topic;
  std::vector<TagPair> tags;
};

struct BalancerChange {  // what is absent stays
  std::optional<std::string_view> name;
  std::optional<load_balancer_rules::WantedTraffic> traffic;
  std::optional<bool> passes_to_targets;
  std::optional<bool> is_protected;
  std::string_view target_region;  // may only name its own
  std::string_view target_vpc;
};

// The account's load balancer of this ID. Errors: kMalformedId, kNotFound.
Result<const LoadBalancer*> find(const RegionCell& region, AccountId account, std::string_view id);
// The same, for a change that begins now: not while another is under way. Errors: kInOperation,
// kIsolated, too.
Result<const LoadBalancer*> find_to_change(const Change& change, std::string_view id);

// The change that the call makes is a task from now on, of these load balancers.
void note_task(Change& change, const std::vector<LoadBalancerId>& balancers);

// Its listeners, oldest first; a listener's rules, oldest first.
std::vector<const Listener*> listeners_of(const RegionCell& region, LoadBalancerId balancer);
std::vector<const ForwardingRule*> rules_of(const RegionCell& region, ListenerId listener);
// How many targets it has, each as often as it was registered.
size_t count_targets(const RegionCell& region, LoadBalancerId balancer);

// Source: clb.CreateLoadBalancer.
Result<std::vector<const LoadBalancer*>> create(Change& change, const NewBalancers& wanted);
// With all that is theirs. Source: clb.DeleteLoadBalancer.
Result<void> remove(Change& change, Ids ids, bool force);
// The same, of one whose time is over.
void reclaim(RegionCell& region, Transaction& transaction, const LoadBalancer& balancer);

// A listener with its rules.
void remove_listener(RegionCell& region, Transaction& transaction, ListenerId listener);

// Source: clb.ModifyLoadBalancerAttributes.
Result<void> modify(Change& change, std::string_view id, const BalancerChange& wanted);
// Source: clb.ModifyLoadBalancerSla.
struct PerformanceChange {
  std::string_view balancer;
  std::string_view type;
};
Result<void> modify_performance(Change& change, const std::vector<PerformanceChange>& wanted);
// Source: clb.ModifyLoadBalancersProject.
Result<void> modify_project(Change& change, Ids ids, int64_t project);
// Source: clb.SetLoadBalancerSecurityGroups.
Result<void> set_security_groups(Change& change, std::string_view id, Ids groups);
// Source: clb.SetLoadBalancerClsLog.
Result<void> set_log(Change& change, std::string_view id, std::string_view set,
                     std::string_view topic, std::string_view type);

}  // namespace terrane::load_balancer_manager
