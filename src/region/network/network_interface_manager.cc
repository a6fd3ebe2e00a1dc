#include "region/network/network_interface_manager.h"

#include <algorithm>

#include "region/balancer/target_manager.h"
#include "region/network/address_bindings.h"
#include "region/network/primary_interface.h"
#include "region/network/subnet_manager.h"
#include "region/network/vpc_manager.h"
#include "region/tags.h"

namespace terrane::network_interface_manager {

using namespace network_interface_rules;
using network_interfaces::find;

namespace {

// An ID that no elastic interface and no instance's primary one has.
NetworkInterfaceId new_id(RegionCell& region) {
  while (true) {
    NetworkInterfaceId id = region.cell.new_id(region.network.network_interfaces);
    if (!region.compute.instances.find(instance_with_primary(id))) return id;
  }
}

Result<const NetworkInterface*> find_elastic(const Change& change, std::string_view id) {
  TRY(Interface interface, find(change.region, change.account, id));
  if (interface.is_primary())
    return refuse(kPrimaryInterfaceStays, id, to_text(interface.instance()->id));
  return interface.record();
}

void set_groups(Change& change, const Interface& interface,
                const std::vector<SecurityGroupId>& groups) {
  if (!interface.is_primary())
    return change_record(change, interface,
                         [&](NetworkInterface& changed) { changed.groups = groups; });
  change.transaction.change(
      change.region.compute.instances, InstanceId(interface.instance()->id),
      [&](Instance& changed) { changed.security_groups = CompactList<SecurityGroupId>(groups); });
}

Result<std::vector<Interface>> find_all(const Change& change, Ids ids) {
  if (ids.empty()) return refuse(kNoInterfaceNamed);
  if (ids.size() > kInterfacesPerCall)
    return refuse(kTooManyInterfacesNamed, std::to_string(kInterfacesPerCall));
  std::vector<Interface> interfaces;
  for (std::string_view id : ids) {
    TRY(Interface interface, find(change.region, change.account, id));
    interfaces.push_back(interface);
  }
  return interfaces;
}

// Of a primary one: the instance is in a state in which it may change.
Result<void> check_state_of(const Interface& interface) {
  return interface.is_primary() ? check_state(*interface.instance()) : Result<void>();
}

}  // namespace

void change_record(Change& change, const Interface& interface,
                   const std::function<void(NetworkInterface&)>& modify_record) {
  auto& table = change.region.network.network_interfaces;
  NetworkInterfaceId id = interface.id();
  if (!interface.record()) {
    const Instance& instance = *interface.instance();
    change.transaction.add(
        table, NetworkInterface{.id = id,
                                .account = instance.account,
                                .sequence = change.region.cell.next_sequence(),
                                .is_primary = true,
                                .name = {},
                                .description = {},
                                .vpc = change.region.network.subnets.find(instance.subnet)->vpc,
                                .subnet = instance.subnet,
                                .instance = instance.id,
                                .created = instance.created});
  }
  change.transaction.change(table, id, modify_record);
}

Result<const NetworkInterface*> create(Change& change, const NewInterface& wanted) {
  RegionCell& region = change.region;
  auto& table = region.network.network_interfaces;
  TRY(const Vpc* vpc, vpc_manager::find(region, change.account, wanted.vpc));
  TRY(const Subnet* subnet, subnet_manager::find(region, change.account, wanted.subnet));
  if (subnet->vpc != vpc->id) return refuse(kOtherVpc, wanted.subnet, wanted.vpc);
  CHECKED(check_name(wanted.name));
  CHECKED(check_description(wanted.description));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource));
  size_t limit = region.catalogue.limits().network_interfaces;
  if (region.cell.ledger().count(vpc->id, Kind::kNetworkInterface) >= limit)
    return refuse(*wanted.too_many, wanted.vpc, std::to_string(limit));
  TRY(auto groups, find_groups(region, change.account, wanted.groups));
  TRY(auto addresses, choose_addresses(region, *subnet, wanted.addresses, false));
  size_t room = region.catalogue.limits().private_addresses_per_network_interface;
  if (addresses.size() > room)
    return refuse(kTooManyAddresses, std::to_string(room), std::to_string(addresses.size()));
  return &change.transaction.add(table, NetworkInterface{.id = new_id(region),
                                                         .account = change.account,
                                                         .sequence = region.cell.next_sequence(),
                                                         .name = wanted.name,
                                                         .description = wanted.description,
                                                         .vpc = vpc->id,
                                                         .subnet = subnet->id,
                                                         .addresses = std::move(addresses),
                                                         .groups = std::move(groups),
                                                         .created = change.now,
                                                         .tags = wanted.tags});
}

Result<void> remove(Change& change, std::string_view id) {
  TRY(const NetworkInterface* record, find_elastic(change, id));
  if (record->instance) return refuse(kStillAttached, id, to_text(record->instance));
  address_bindings::let_go(change.region, change.transaction, record->id);
  target_manager::let_go(change.region, change.transaction, record->id);
  change.transaction.remove(change.region.network.network_interfaces,
                            NetworkInterfaceId(record->id));
  return {};
}

Result<void> modify(Change& change, std::string_view id, const InterfaceChange& wanted) {
  TRY(Interface interface, find(change.region, change.account, id));
  if (wanted.name) CHECKED(check_name(*wanted.name));
  if (wanted.description) CHECKED(check_description(*wanted.description));
  if (wanted.groups) {
    CHECKED(check_state_of(interface));
    if (wanted.groups->empty()) return refuse(kLastGroupStays, id);
    TRY(auto groups, find_groups(change.region, change.account, *wanted.groups));
    set_groups(change, interface, groups);
  }
  if (!wanted.name && !wanted.description) return {};
  change_record(change, interface, [&](NetworkInterface& changed) {
    if (wanted.name) changed.name = *wanted.name;
    if (wanted.description) changed.description = *wanted.description;
  });
  return {};
}

Result<void> attach(Change& change, std::string_view id, std::string_view instance_id,
                    const ErrorKind& other_zone) {
  const RegionCell& region = change.region;
  TRY(Interface interface, find(region, change.account, id));
  TRY(const Instance* instance, find_instance(region, change.account, instance_id));
  if (interface.instance()) return refuse(kAttachedAlready, id, to_text(interface.instance()->id));
  const Subnet& own = *region.network.subnets.find(interface.subnet());
  const Subnet& its = *region.network.subnets.find(instance->subnet);
  if (own.vpc != its.vpc)
    return refuse(kInstanceOfOtherVpc, id, to_text(own.vpc), instance_id, to_text(its.vpc));
  if (own.zone != instance->zone)
    return refuse(other_zone, id, region.find_zone(own.zone)->id, instance_id,
                  region.find_zone(instance->zone)->id);
  CHECKED(check_state(*instance));
  InterfaceLimits limits = may_have(region, instance->cores);
  if (network_interfaces::attached_to(region, instance->id).size() + 1 >= limits.interfaces)
    return refuse(kTooManyOnInstance, instance_id, std::to_string(limits.interfaces));
  if (size_t has = interface.addresses().size(); has > limits.addresses)
    return refuse(kTooManyAddresses, std::to_string(limits.addresses), std::to_string(has));
  change_record(change, interface, [&](NetworkInterface& changed) {
    changed.instance = instance->id;
    changed.attached = change.now;
  });
  return {};
}

Result<void> detach(Change& change, std::string_view id, std::string_view instance_id) {
  TRY(const NetworkInterface* record, find_elastic(change, id));
  TRY(const Instance* instance, find_instance(change.region, change.account, instance_id));
  if (record->instance != instance->id) return refuse(kNotAttached, id, instance_id);
  CHECKED(check_state(*instance));
  change.transaction.change(change.region.network.network_interfaces,
                            NetworkInterfaceId(record->id), [](NetworkInterface& changed) {
                              changed.instance = {};
                              changed.attached = {};
                            });
  return {};
}

Result<void> associate_groups(Change& change, Ids ids, Ids groups) {
  TRY(auto interfaces, find_all(change, ids));
  TRY(auto more, find_groups(change.region, change.account, groups));
  if (groups.empty()) more.clear();
  size_t limit = change.region.catalogue.limits().security_groups_per_network_interface;
  for (const Interface& interface : interfaces) {
    CHECKED(check_state_of(interface));
    std::vector<SecurityGroupId> all(interface.groups().begin(), interface.groups().end());
    for (SecurityGroupId group : more)
      if (std::ranges::find(all, group) == all.end()) all.push_back(group);
    if (all.size() > limit) return refuse(kTooManyGroups, std::to_string(limit));
    set_groups(change, interface, all);
  }
  return {};
}

Result<void> disassociate_groups(Change& change, Ids ids, Ids groups) {
  TRY(auto interfaces, find_all(change, ids));
  TRY(auto taken, find_groups(change.region, change.account, groups));
  if (groups.empty()) taken.clear();
  for (const Interface& interface : interfaces) {
    CHECKED(check_state_of(interface));
    std::vector<SecurityGroupId> left(interface.groups().begin(), interface.groups().end());
    std::erase_if(left, [&](SecurityGroupId group) {
      return std::ranges::find(taken, group) != taken.end();
    });
    if (left.empty()) return refuse(kLastGroupStays, to_text(interface.id()));
    set_groups(change, interface, left);
  }
  return {};
}

}  // namespace terrane::network_interface_manager
