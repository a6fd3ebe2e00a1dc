#include "region/balancer/load_balancer_manager.h"

#include <algorithm>

#include "cell/projects.h"
#include "region/compute/zone_stock_manager.h"
#include "region/network/address_bindings.h"
#include "region/network/default_network.h"

namespace terrane::load_balancer_manager {
namespace {

using namespace load_balancer_rules;

template <class Modify>
void change_balancer(Change& change, LoadBalancerId id, Modify modify_balancer) {
  change.transaction.change(change.region.balancer->load_balancers, id, modify_balancer);
}

Result<const Vpc*> find_vpc(const RegionCell& region, AccountId account, std::string_view text) {
  if (text.empty()) {
    const Vpc* own = default_network::find_vpc(region, account);
    if (!own) return refuse(kNoDefaultVpc);
    return own;
  }
  auto id = VpcId::parse(text);
  const Vpc* vpc = id ? region.network.vpcs.find(*id) : nullptr;
  if (!vpc || vpc->account != account) return refuse(kNoVpc, text);
  return vpc;
}

Result<const Subnet*> find_subnet(const RegionCell& region, const Vpc& vpc, std::string_view text) {
  if (text.empty()) return refuse(kSubnetMissing);
  auto id = SubnetId::parse(text);
  const Subnet* subnet = id ? region.network.subnets.find(*id) : nullptr;
  if (!subnet || subnet->vpc != vpc.id) return refuse(kNoSubnet, text, to_text(vpc.id));
  return subnet;
}

Result<Ipv4> choose_address(const RegionCell& region, const NewBalancers& wanted,
                            const Subnet* subnet) {
  if (!subnet) {
    auto free = region.network.public_addresses.next_free();
    if (!free) return refuse(kNoneLeft, region.place().id);
    return *free;
  }
  if (wanted.address.empty()) {
    auto free = region.network.addresses.next_free(subnet->id);
    if (!free) return refuse(kSubnetFull, to_text(subnet->id));
    return *free;
  }
  auto address = parse_ipv4(wanted.address);
  if (!address) return refuse(kAddressMalformed, wanted.address);
  if (!subnet->cidr.contains(*address) || AddressIndex::reserved(subnet->cidr, *address) ||
      region.network.addresses.owner(subnet->id, *address))
    return refuse(kAddressUnfit, wanted.address, to_text(subnet->id));
  return *address;
}

// Where it works: in the zones that are named, else in one that has stock and power; all others of
// the region stand by.
Result<void> choose_zones(const RegionCell& region, const NewBalancers& wanted,
                          LoadBalancer& balancer) {
  const Zone* master = nullptr;
  if (!wanted.master_zone.empty()) {
    TRY(master, check_zone(region, wanted.master_zone));
  }
  auto has_room = [&](ZoneIndex zone) {
    return zone_stock_manager::sells(region, region.catalogue.zone(zone));
  };
  for (ZoneIndex zone : region.place().zones)
    if (!master && has_room(zone)) master = &region.catalogue.zone(zone);
  if (!master) master = &region.catalogue.zone(region.place().zones[0]);
  balancer.master_zone = master->number;
  if (!wanted.backup_zone.empty()) {
    TRY(const Zone* backup, check_zone(region, wanted.backup_zone));
    if (backup == master) return refuse(kSameZone, master->id);
    balancer.backup_zones = {backup->number};
    return {};
  }
  for (ZoneIndex zone : region.place().zones)
    if (uint32_t number = region.catalogue.zone(zone).number; number != master->number)
      balancer.backup_zones.push_back(number);
  return {};
}

std::string name_for(const LoadBalancer& balancer, std::string_view wanted, int64_t count,
                     int64_t at) {
  if (wanted.empty()) return to_text(balancer.id);
  return count == 1 ? std::string(wanted) : std::string(wanted) + "-" + std::to_string(at + 1);
}

template <class Record>
void sort_oldest_first(std::vector<const Record*>& records) {
  std::ranges::sort(records, {}, &Record::sequence);
}

}  // namespace

Result<const LoadBalancer*> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = LoadBalancerId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const LoadBalancer* balancer = region.balancer->load_balancers.find(*parsed);
  if (!balancer || balancer->account != account) return refuse(kNotFound, id);
  return balancer;
}

Result<const LoadBalancer*> find_to_change(const Change& change, std::string_view id) {
  TRY(const LoadBalancer* balancer, find(change.region, change.account, id));
  if (balancer->is_busy(change.now)) return refuse(kInOperation, id);
  if (balancer->isolated) return refuse(kIsolated, id);
  return balancer;
}

void note_task(Change& change, const std::vector<LoadBalancerId>& balancers) {
  RegionCell& region = change.region;
  Duration length = region.catalogue.durations().balancer;
  Time ends = change.now + length;
  region.balancer->tasks.keep(region.cell, change.transaction,
                              {.id = BalancerTasks::key(change.account, change.request_id),
                               .account = change.account,
                               .balancers = balancers,
                               .ends = ends},
                              change.now);
  if (length == Duration{}) return;
  for (LoadBalancerId id : balancers)
    if (region.balancer->load_balancers.find(id))
      change_balancer(change, id, [&](LoadBalancer& changed) { changed.busy_until = ends; });
}

std::vector<const Listener*> listeners_of(const RegionCell& region, LoadBalancerId balancer) {
  std::vector<const Listener*> listeners;
  region.cell.ledger().each(balancer, Kind::kListener, [&](AnyId id) {
    listeners.push_back(region.balancer->listeners.find(ListenerId(id)));
  });
  sort_oldest_first(listeners);
  return listeners;
}

std::vector<const ForwardingRule*> rules_of(const RegionCell& region, ListenerId listener) {
  std::vector<const ForwardingRule*> rules;
  region.cell.ledger().each(listener, Kind::kForwardingRule, [&](AnyId id) {
    rules.push_back(region.balancer->rules.find(ForwardingRuleId(id)));
  });
  sort_oldest_first(rules);
  return rules;
}

size_t count_targets(const RegionCell& region, LoadBalancerId balancer) {
  size_t count = 0;
  auto add = [&](const Forwarding& forwarding) {
    count += forwarding.targets.size();
    for (const GroupBinding& binding : forwarding.groups)
      count += region.balancer->target_groups.find(binding.group)->members.size();
  };
  for (const Listener* listener : listeners_of(region, balancer)) {
    add(listener->forwarding);
    for (const ForwardingRule* rule : rules_of(region, listener->id)) add(rule->forwarding);
  }
  return count;
}

Result<std::vector<const LoadBalancer*>> create(Change& change, const NewBalancers& wanted) {
  RegionCell& region = change.region;
  if (wanted.count < 1 || wanted.count > kPerCall)
    return refuse(kCountRange, std::to_string(wanted.count), std::to_string(kPerCall));
  if (!wanted.name.empty()) CHECKED(check_name(wanted.name));
  TRY(const Vpc* vpc, find_vpc(region, change.account, wanted.vpc));
  const Subnet* subnet = nullptr;
  if (wanted.internal) {
    TRY(subnet, find_subnet(region, *vpc, wanted.subnet));
  }
  if (!wanted.address.empty() && (!subnet || wanted.count != 1)) return refuse(kAddressForOne);
  TRY(Charging charging, check_charge(wanted.charge));
  bool prepaid = charging.type == ChargeType::kPrepaid;
  TRY(Traffic traffic, check_traffic(wanted.traffic, wanted.internal, prepaid));
  TRY(std::string performance, check_performance(wanted.performance));
  int64_t project = wanted.project.value_or(0);
  CHECKED(check_project(region.accounts, change.account, project, kNoSuchProject));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource, kTagErrors));
  LoadBalancer plan{.account = change.account,
                    .internal = wanted.internal,
                    .vpc = vpc->id,
                    .subnet = subnet ? subnet->id : SubnetId(),
                    .passes_to_targets = wanted.passes_to_targets,
                    .charge = charging.type,
                    .expires = prepaid ? add_months(change.now, charging.months) : Time{},
                    .renew = charging.renew,
                    .internet_charge = std::move(traffic.charge),
                    .bandwidth_mbps = traffic.bandwidth_mbps,
                    .performance = std::move(performance),
                    .project = project,
                    .log_topic = std::string(wanted.log_topic),
                    .created = change.now,
                    .tags = wanted.tags};
  CHECKED(choose_zones(region, wanted, plan));
  CHECKED(check_quota(region, change.account, wanted.internal, uint32_t(wanted.count)));
  std::vector<const LoadBalancer*> made;
  std::vector<LoadBalancerId> ids;
  auto& table = region.balancer->load_balancers;
  for (int64_t at = 0; at < wanted.count; ++at) {
    LoadBalancer balancer = plan;
    TRY(balancer.address, choose_address(region, wanted, subnet));
    balancer.id = region.cell.new_id(table);
    balancer.sequence = region.cell.next_sequence();
    balancer.name = name_for(balancer, wanted.name, wanted.count, at);
    made.push_back(&change.transaction.add(table, std::move(balancer)));
    ids.push_back(made.back()->id);
  }
  note_task(change, ids);
  return made;
}

void remove_listener(RegionCell& region, Transaction& transaction, ListenerId listener) {
  for (const ForwardingRule* rule : rules_of(region, listener))
    transaction.remove(region.balancer->rules, ForwardingRuleId(rule->id));
  transaction.remove(region.balancer->listeners, listener);
}

void reclaim(RegionCell& region, Transaction& transaction, const LoadBalancer& balancer) {
  LoadBalancerId id = balancer.id;
  address_bindings::let_go(region, transaction, id);
  for (const Listener* listener : listeners_of(region, id))
    remove_listener(region, transaction, listener->id);
  transaction.remove(region.balancer->load_balancers, id);
}

Result<void> remove(Change& change, Ids ids, bool force) {
  RegionCell& region = change.region;
  if (ids.empty()) return refuse(kNoneNamed);
  if (ids.size() > kIdsPerCall)
    return refuse(kTooManyNamed, "LoadBalancerIds", std::to_string(kIdsPerCall));
  std::vector<LoadBalancerId> found;
  for (std::string_view id : ids) {
    TRY(const LoadBalancer* balancer, find(region, change.account, id));
    if (balancer->is_busy(change.now)) return refuse(kInOperation, id);
    if (balancer->is_protected) return refuse(kProtected, id);
    size_t targets = count_targets(region, balancer->id);
    if (!force && targets >= kTargetsAtRisk)
      return refuse(kManyTargets, id, std::to_string(targets));
    if (std::ranges::find(found, balancer->id) == found.end()) found.push_back(balancer->id);
  }
  for (LoadBalancerId id : found)
    reclaim(region, change.transaction, *region.balancer->load_balancers.find(id));
  note_task(change, found);
  return {};
}

Result<void> modify(Change& change, std::string_view id, const BalancerChange& wanted) {
  RegionCell& region = change.region;
  TRY(const LoadBalancer* balancer, find_to_change(change, id));
  if (wanted.name) CHECKED(check_name(*wanted.name));
  const std::string& here = region.place().id;
  std::string vpc = to_text(balancer->vpc);
  if ((!wanted.target_region.empty() && wanted.target_region != here) ||
      (!wanted.target_vpc.empty() && wanted.target_vpc != vpc))
    return refuse(kTargetsElsewhere, vpc, here, wanted.target_vpc, wanted.target_region);
  Traffic traffic{balancer->internet_charge, balancer->bandwidth_mbps};
  if (wanted.traffic) {
    WantedTraffic asked = *wanted.traffic;
    if (asked.charge.empty()) asked.charge = balancer->internet_charge;
    if (!asked.bandwidth_mbps && !balancer->internal)
      asked.bandwidth_mbps = balancer->bandwidth_mbps;
    TRY(traffic,
        check_traffic(asked, balancer->internal, balancer->charge == ChargeType::kPrepaid));
  }
  change_balancer(change, balancer->id, [&](LoadBalancer& changed) {
    if (wanted.name) changed.name = *wanted.name;
    if (wanted.passes_to_targets) changed.passes_to_targets = *wanted.passes_to_targets;
    if (wanted.is_protected) changed.is_protected = *wanted.is_protected;
    changed.internet_charge = traffic.charge;
    changed.bandwidth_mbps = traffic.bandwidth_mbps;
  });
  note_task(change, {balancer->id});
  return {};
}

Result<void> modify_performance(Change& change, const std::vector<PerformanceChange>& wanted) {
  std::vector<LoadBalancerId> changed_ones;
  for (const PerformanceChange& one : wanted) {
    TRY(const LoadBalancer* balancer, find_to_change(change, one.balancer));
    TRY(std::string performance, check_performance(one.type));
    change_balancer(change, balancer->id,
                    [&](LoadBalancer& changed) { changed.performance = performance; });
    changed_ones.push_back(balancer->id);
  }
  note_task(change, changed_ones);
  return {};
}

Result<void> modify_project(Change& change, Ids ids, int64_t project) {
  if (ids.empty()) return refuse(kNoneNamed);
  if (ids.size() > kIdsPerCall)
    return refuse(kTooManyNamed, "LoadBalancerIds", std::to_string(kIdsPerCall));
  std::vector<LoadBalancerId> changed_ones;
  for (std::string_view id : ids) {
    TRY(const LoadBalancer* balancer, find_to_change(change, id));
    CHECKED(check_project(change.region.accounts, change.account, project, kNoSuchProject));
    change_balancer(change, balancer->id,
                    [&](LoadBalancer& changed) { changed.project = project; });
    changed_ones.push_back(balancer->id);
  }
  note_task(change, changed_ones);
  return {};
}

Result<void> set_security_groups(Change& change, std::string_view id, Ids groups) {
  TRY(const LoadBalancer* balancer, find_to_change(change, id));
  TRY(auto found, check_groups(change.region, change.account, groups));
  change_balancer(change, balancer->id,
                  [&](LoadBalancer& changed) { changed.security_groups = found; });
  note_task(change, {balancer->id});
  return {};
}

Result<void> set_log(Change& change, std::string_view id, std::string_view set,
                     std::string_view topic, std::string_view type) {
  TRY(const LoadBalancer* balancer, find_to_change(change, id));
  if (set.empty() != topic.empty()) return refuse(kLogMalformed);
  if (!type.empty() && type != "ACCESS") return refuse(kLogType, type);
  change_balancer(change, balancer->id, [&](LoadBalancer& changed) {
    changed.log_set = set;
    changed.log_topic = topic;
  });
  note_task(change, {balancer->id});
  return {};
}

}  // namespace terrane::load_balancer_manager
