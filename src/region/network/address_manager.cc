#include "region/network/address_manager.h"

#include <algorithm>
#include <functional>

#include "region/balancer/balancer_tables.h"
#include "region/network/address_bindings.h"
#include "region/network/network_interfaces.h"
#include "region/tags.h"

namespace terrane::address_manager {
namespace {

using namespace address_rules;

// With the codes that AllocateAddresses documents. An error refers to its kind for as long as it is
// told, so these stay.
const TagErrors& tag_errors() {
  static const TagErrors errors = [] {
    TagErrors documented = kVpcTagErrors;
    for (ErrorKind* error : {&documented.key_length, &documented.reserved_key,
                             &documented.value_length, &documented.key_twice})
      error->code = "InvalidParameterValue.InvalidTag";
    documented.too_many.code = "LimitExceeded.TagQuota";
    return documented;
  }();
  return errors;
}

// Counts what the account asks for.
void count_usage(Change& change, const std::function<void(AccountAddresses&)>& count) {
  auto& table = change.region.network.account_addresses;
  AccountAddresses usage = usage_of(change.region, change.account, change.now);
  count(usage);
  if (!table.find(change.account)) {
    change.transaction.add(table, usage);
  } else {
    change.transaction.change(table, change.account,
                              [&](AccountAddresses& changed) { changed = usage; });
  }
}

const Address& add(Change& change, Ipv4 public_address, const NewAddresses& wanted,
                   InstanceId bound_to) {
  RegionCell& region = change.region;
  auto& table = region.network.elastic_addresses;
  const AddressCharging& charging = wanted.charging;
  bool by_month = charging.charge == AddressCharge::kBandwidthByMonth;
  return change.transaction.add(
      table, Address{.id = region.cell.new_id(table),
                     .account = change.account,
                     .sequence = region.cell.next_sequence(),
                     .name = wanted.name,
                     .public_address = public_address,
                     .instance = bound_to,
                     .charge = charging.charge,
                     .bandwidth_mbps = charging.bandwidth_mbps,
                     .expires = by_month ? add_months(change.now, charging.months) : Time{},
                     .renew = charging.renew,
                     .created = change.now,
                     .tags = wanted.tags});
}

// What an elastic IP is, or is to be, bound to.
struct Binding {
  InstanceId instance;
  NetworkInterfaceId interface;
  Ipv4 interface_address;
  LoadBalancerId balancer;
};

Result<Binding> find_on_interface(const RegionCell& region, AccountId account,
                                  const Target& target) {
  if (target.interface_address.empty()) return refuse(kNoPrivateAddress);
  auto address = parse_ipv4(target.interface_address);
  auto id = NetworkInterfaceId::parse(target.interface);
  if (!id || !address) return refuse(kNotOnInterface, target.interface, target.interface_address);
  auto interface = network_interfaces::look_up(region, account, *id);
  if (!interface || !interface->has(*address))
    return refuse(kNotOnInterface, target.interface, target.interface_address);
  if (interface->is_primary() && interface->instance()->address == *address)
    return Binding{.instance = interface->instance()->id};
  return Binding{.interface = *id, .interface_address = *address};
}

Result<Binding> find_balancer(const Change& change, LoadBalancerId id, const Target& target) {
  const LoadBalancer* balancer = change.region.balancer->load_balancers.find(id);
  if (!balancer || balancer->account != change.account)
    return refuse(kBalancerNotFound, target.instance);
  if (!balancer->internal)
    return refuse(kBalancerIsOpen, target.instance, to_text(balancer->address));
  if (balancer->is_busy(change.now)) return refuse(kBalancerIsBusy, target.instance);
  if (balancer->isolated) return refuse(kBalancerIsIsolated, target.instance);
  if (!target.interface_address.empty() && target.interface_address != to_text(balancer->address))
    return refuse(kPrivateAddressOfInstance);
  return Binding{.balancer = id};
}

Result<Binding> find_target(const Change& change, const Target& target) {
  const RegionCell& region = change.region;
  if (target.instance.empty() && target.interface.empty()) return refuse(kNoTarget);
  if (!target.instance.empty() && !target.interface.empty()) return refuse(kTwoTargets);
  if (target.instance.empty()) return find_on_interface(region, change.account, target);
  if (auto balancer = LoadBalancerId::parse(target.instance))
    return find_balancer(change, *balancer, target);
  TRY(const Instance* instance, find_instance(region, change.account, target.instance));
  if (!target.interface_address.empty() && target.interface_address != to_text(instance->address))
    return refuse(kPrivateAddressOfInstance);
  return Binding{.instance = instance->id};
}

Result<void> check_free_on_interface(const RegionCell& region, const Binding& target,
                                     AddressId wanting) {
  const NetworkInterface& interface = *region.network.network_interfaces.find(target.interface);
  if (interface.instance) CHECKED(check_state(*region.compute.instances.find(interface.instance)));
  const Address* other =
      address_bindings::bound_to(region, target.interface, target.interface_address);
  if (other && other->id != wanting)
    return refuse(kAddressHasAnother, to_text(target.interface_address), to_text(target.interface),
                  to_text(other->id));
  return {};
}

Result<void> check_free(const RegionCell& region, const Binding& target, AddressId wanting) {
  if (target.interface) return check_free_on_interface(region, target, wanting);
  if (target.balancer) {
    const Address* other = address_bindings::bound_to(region, target.balancer);
    if (other && other->id != wanting)
      return refuse(kBalancerHasAnother, to_text(target.balancer), to_text(other->id));
    return {};
  }
  const Instance& instance = *region.compute.instances.find(target.instance);
  CHECKED(check_state(instance));
  if (instance.public_address.is_set())
    return refuse(kHasOrdinaryAddress, to_text(target.instance));
  const Address* other = address_bindings::bound_to(region, target.instance);
  if (other && other->id != wanting)
    return refuse(kInstanceHasAnother, to_text(target.instance), to_text(other->id));
  return {};
}

// Gives the instance an ordinary public address, one of so many a day.
Result<void> assign_ordinary(Change& change, InstanceId instance) {
  RegionCell& region = change.region;
  if (usage_of(region, change.account, change.now).assignments >= kAssignmentsPerDay)
    return refuse(kTooManyToday, std::to_string(kAssignmentsPerDay));
  auto free = region.network.public_addresses.next_free();
  if (!free) return refuse(kTooManyToday, std::to_string(kAssignmentsPerDay));
  change.transaction.change(region.compute.instances, instance,
                            [&](Instance& changed) { changed.public_address = *free; });
  count_usage(change, [](AccountAddresses& usage) { ++usage.assignments; });
  return {};
}

template <class Modify>
void change_address(Change& change, AddressId id, Modify modify_address) {
  change.transaction.change(change.region.network.elastic_addresses, id, modify_address);
}

}  // namespace

Result<const Address*> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = AddressId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Address* address = region.network.elastic_addresses.find(*parsed);
  if (!address || address->account != account) return refuse(kNotFound, id);
  return address;
}

Result<std::vector<const Address*>> find_all(const RegionCell& region, AccountId account, Ids ids) {
  if (ids.empty()) return refuse(kNoneNamed);
  std::vector<const Address*> found;
  for (std::string_view id : ids) {
    TRY(const Address* address, find(region, account, id));
    if (std::ranges::find(found, address) == found.end()) found.push_back(address);
  }
  return found;
}

Result<std::vector<const Address*>> allocate(Change& change, const NewAddresses& wanted) {
  RegionCell& region = change.region;
  const Limits& limits = region.catalogue.limits();
  if (wanted.count < 1 || wanted.count > int64_t(limits.addresses))
    return refuse(kCountRange, std::to_string(wanted.count), std::to_string(limits.addresses));
  CHECKED(check_name(wanted.name, kNewNameLength));
  CHECKED(check_tags(wanted.tags, limits.tags_per_resource, tag_errors()));
  CHECKED(check_quota(region, change.account, uint32_t(wanted.count), change.now));
  std::vector<const Address*> allocated;
  for (int64_t i = 0; i < wanted.count; ++i) {
    auto free = region.network.public_addresses.next_free();
    if (!free) return refuse(kNoneLeft, region.place().id);
    allocated.push_back(&add(change, *free, wanted, InstanceId()));
  }
  count_usage(change,
              [&](AccountAddresses& usage) { usage.allocations += uint32_t(wanted.count); });
  return allocated;
}

Result<void> associate(Change& change, std::string_view id, const Target& target, bool direct) {
  RegionCell& region = change.region;
  TRY(const Address* address, find(region, change.account, id));
  if (address->isolated) return refuse(kIsolated, id);
  TRY(Binding binding, find_target(change, target));
  if (direct && binding.balancer) return refuse(kDirectNeedsInstance, id);
  CHECKED(check_free(region, binding, address->id));
  change_address(change, address->id, [&](Address& changed) {
    changed.instance = binding.instance;
    changed.interface = binding.interface;
    changed.interface_address = binding.interface_address;
    changed.balancer = binding.balancer;
    changed.direct = direct;
  });
  return {};
}

Result<void> disassociate(Change& change, std::string_view id, bool reassign) {
  TRY(const Address* address, find(change.region, change.account, id));
  if (!address->is_bound()) return refuse(kBoundToNothing, id);
  if (reassign) {
    if (!address->instance) return refuse(kOnlyForInstances, id, to_text(address->bound_to()));
    CHECKED(assign_ordinary(change, address->instance));
  }
  change_address(change, address->id, [](Address& changed) { changed.bind_to_nothing(); });
  return {};
}

Result<void> release(Change& change, Ids ids) {
  TRY(auto addresses, find_all(change.region, change.account, ids));
  for (const Address* address : addresses)
    if (address->is_bound())
      return refuse(kStillBound, to_text(address->id), to_text(address->bound_to()));
  for (const Address* address : addresses) {
    if (address->is_paid_in_advance() && !address->isolated) {
      change_address(change, address->id, [&](Address& changed) {
        changed.isolated = true;
        changed.expires = change.now;  // the rest of its time is given back
      });
    } else {
      change.transaction.remove(change.region.network.elastic_addresses, AddressId(address->id));
    }
  }
  return {};
}

Result<const Address*> transform(Change& change, std::string_view instance_id) {
  RegionCell& region = change.region;
  TRY(const Instance* found, find_instance(region, change.account, instance_id));
  const Instance& instance = *found;
  CHECKED(check_state(instance));
  if (const Address* other = address_bindings::bound_to(region, instance.id))
    return refuse(kInstanceHasAnother, instance_id, to_text(other->id));
  if (!instance.public_address.is_set()) return refuse(kNoOrdinaryAddress, instance_id);
  if (instance.internet_charge.view() == "BANDWIDTH_PREPAID")
    return refuse(kChargeStaysWithInstance, instance_id);
  CHECKED(check_quota(region, change.account, 1, change.now));

  bool by_bandwidth = instance.internet_charge.view() == "BANDWIDTH_POSTPAID_BY_HOUR";
  NewAddresses wanted{.charging = {.charge = by_bandwidth ? AddressCharge::kBandwidthByHour
                                                          : AddressCharge::kTraffic,
                                   .bandwidth_mbps = std::max(instance.bandwidth_mbps, 1u)}};
  Ipv4 address = instance.public_address;
  change.transaction.change(region.compute.instances, InstanceId(instance.id),
                            [](Instance& changed) { changed.public_address = {}; });
  count_usage(change, [](AccountAddresses& usage) { ++usage.allocations; });
  return &add(change, address, wanted, instance.id);
}

Result<void> modify(Change& change, std::string_view id, const AddressChange& wanted) {
  TRY(const Address* address, find(change.region, change.account, id));
  if (wanted.name) CHECKED(check_name(*wanted.name, kNameLength));
  if (wanted.direct && !address->instance) return refuse(kDirectNeedsInstance, id);
  change_address(change, address->id, [&](Address& changed) {
    if (wanted.name) changed.name = *wanted.name;
    if (wanted.direct) changed.direct = *wanted.direct;
  });
  return {};
}

Result<void> modify_bandwidth(Change& change, Ids ids, int64_t mbps) {
  TRY(auto addresses, find_all(change.region, change.account, ids));
  TRY(uint32_t bandwidth, check_address_bandwidth(change.region, mbps, kAllocationChargeErrors));
  for (const Address* address : addresses) {
    if (address->isolated) return refuse(kIsolated, to_text(address->id));
    change_address(change, address->id,
                   [&](Address& changed) { changed.bandwidth_mbps = bandwidth; });
  }
  return {};
}

Result<void> modify_charge(Change& change, std::string_view id, const WantedAddressCharge& wanted) {
  TRY(const Address* address, find(change.region, change.account, id));
  TRY(AddressCharging charging, check_address_charge(change.region, wanted, kNewChargeErrors));
  if (address->isolated) return refuse(kIsolated, id);
  if (charging.charge == address->charge)
    return refuse(kAddressChargeStays, id, name_of(charging.charge));
  if (address->charge_changes >= kChargeChanges)
    return refuse(kChargeChangedTooOften, id, std::to_string(address->charge_changes));
  bool by_month = charging.charge == AddressCharge::kBandwidthByMonth;
  change_address(change, address->id, [&](Address& changed) {
    changed.charge = charging.charge;
    changed.bandwidth_mbps = charging.bandwidth_mbps;
    changed.expires = by_month ? add_months(change.now, charging.months) : Time{};
    changed.renew = charging.renew;
    ++changed.charge_changes;
  });
  return {};
}

Result<void> renew(Change& change, Ids ids, int64_t months, std::optional<int64_t> renew_flag) {
  TRY(auto addresses, find_all(change.region, change.account, ids));
  TRY(int period, check_address_period(months, kNewChargeErrors));
  TRY(RenewFlag renew, check_address_renewal(renew_flag, kNewChargeErrors));
  for (const Address* address : addresses) {
    if (address->charge != AddressCharge::kBandwidthByMonth)
      return refuse(kNotChargedByMonth, to_text(address->id), name_of(address->charge));
    change_address(change, address->id, [&](Address& changed) {
      changed.expires = prolonged(changed.expires, change.now, period);
      changed.renew = renew;
      changed.isolated = false;
    });
  }
  return {};
}

namespace {

// Task numbers of different regions differ, so that one of another region is no task here.
constexpr uint64_t kTasksPerRegion = 1'000'000'000'000;

}  // namespace

uint64_t next_task(Change& change) {
  uint64_t task = 0;
  count_usage(change, [&](AccountAddresses& usage) { task = ++usage.tasks; });
  return change.region.place().number * kTasksPerRegion + task;
}

bool is_task(const RegionCell& region, AccountId account, uint64_t task) {
  const AccountAddresses* usage = region.network.account_addresses.find(account);
  uint64_t first = region.place().number * kTasksPerRegion;
  return usage && task > first && task - first <= usage->tasks;
}

}  // namespace terrane::address_manager
