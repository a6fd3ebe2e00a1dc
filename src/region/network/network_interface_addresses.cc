// The part of network_interface_manager that gives interfaces addresses, and takes them away.
#include <algorithm>

#include "region/balancer/target_manager.h"
#include "region/network/address_bindings.h"
#include "region/network/network_interface_manager.h"

namespace terrane::network_interface_manager {

using namespace network_interface_rules;
using network_interfaces::find;

namespace {

Result<Ipv4> check_named(const RegionCell& region, const Subnet& subnet, std::string_view text) {
  auto address = parse_ipv4(text);
  if (!address) return refuse(kNotAnAddress, text);
  if (!subnet.cidr.contains(*address))
    return refuse(kOutsideSubnet, text, to_text(subnet.id), to_text(subnet.cidr));
  if (AddressIndex::reserved(subnet.cidr, *address))
    return refuse(kReserved, text, to_text(subnet.id));
  if (auto owner = region.network.addresses.owner(subnet.id, *address))
    return refuse(kTaken, text, to_text(subnet.id), to_text(*owner));
  return *address;
}

std::string qos_of(std::string_view own, std::string_view otherwise) {
  if (!own.empty()) return std::string(own);
  return std::string(otherwise.empty() ? InterfaceAddress::kDefaultQos : otherwise);
}

// Those that are named, in their order, but the primary one first; `primary` says which that is.
Result<std::vector<InterfaceAddress>> named_addresses(const RegionCell& region,
                                                      const Subnet& subnet,
                                                      const WantedAddresses& wanted,
                                                      const ErrorKind& twice, bool& has_primary) {
  if (wanted.named.size() > kAddressesPerCall)
    return refuse(kTooManyNamed, std::to_string(kAddressesPerCall));
  std::vector<InterfaceAddress> addresses;
  for (const WantedAddress& one : wanted.named) {
    TRY(Ipv4 address, check_named(region, subnet, one.address));
    CHECKED(check_description(one.description));
    CHECKED(check_qos(one.qos));
    if (std::ranges::count(addresses, address, &InterfaceAddress::address) > 0)
      return refuse(twice, one.address);
    if (one.primary && has_primary)
      return refuse(kTwoPrimary, to_text(addresses[0].address), one.address);
    addresses.insert(one.primary ? addresses.begin() : addresses.end(),
                     {address, std::string(one.description), qos_of(one.qos, wanted.qos)});
    has_primary |= one.primary;
  }
  return addresses;
}

}  // namespace

Result<std::vector<InterfaceAddress>> choose_addresses(const RegionCell& region,
                                                       const Subnet& subnet,
                                                       const WantedAddresses& wanted,
                                                       bool has_primary) {
  CHECKED(check_qos(wanted.qos));
  if (has_primary)
    for (const WantedAddress& one : wanted.named)
      if (one.primary) return refuse(kNotPrimary, one.address, to_text(subnet.id));
  bool names_primary = false;
  TRY(auto addresses,
      named_addresses(region, subnet, wanted, has_primary ? kTwice : kTwiceInNew, names_primary));
  bool needs_primary = !has_primary && !names_primary;
  uint64_t more = std::min<uint64_t>(wanted.more, AddressIndex::capacity(subnet.cidr)) +
                  (needs_primary ? 1 : 0);
  std::vector<Ipv4> named;
  for (const InterfaceAddress& one : addresses) named.push_back(one.address);
  auto free = region.network.addresses.next_free(subnet.id, more, named);
  if (free.size() < more || more < wanted.more)
    return refuse(kSubnetFull, to_text(subnet.id),
                  std::to_string(region.network.addresses.available(subnet.id)),
                  std::to_string(named.size() + std::max(more, wanted.more)));
  for (size_t i = 0; i < free.size(); ++i)
    addresses.insert(needs_primary && i == 0 ? addresses.begin() : addresses.end(),
                     {free[i], {}, qos_of({}, wanted.qos)});
  return addresses;
}

Result<std::vector<InterfaceAddress>> assign(Change& change, std::string_view id,
                                             const WantedAddresses& wanted) {
  const RegionCell& region = change.region;
  TRY(Interface interface, find(region, change.account, id));
  if (wanted.named.empty() && wanted.more == 0) return refuse(kNoneWanted);
  if (interface.instance()) CHECKED(check_state(*interface.instance()));
  size_t has = interface.addresses().size(), limit = address_limit(region, interface);
  uint64_t would_have = has + wanted.named.size() + std::min<uint64_t>(wanted.more, UINT32_MAX);
  if (would_have > limit)
    return refuse(kTooManyAddresses, std::to_string(limit), std::to_string(would_have));
  SubnetId subnet = interface.subnet();
  TRY(auto addresses, choose_addresses(region, *region.network.subnets.find(subnet), wanted, true));
  change_record(change, interface, [&](NetworkInterface& changed) {
    changed.subnet = subnet;  // a primary one's instance may have moved, when it had no others
    changed.addresses.insert(changed.addresses.end(), addresses.begin(), addresses.end());
  });
  return addresses;
}

Result<void> unassign(Change& change, std::string_view id, Ids addresses,
                      std::string_view instance_id) {
  RegionCell& region = change.region;
  TRY(Interface interface, find(region, change.account, id));
  if (!instance_id.empty()) {
    TRY(const Instance* instance, find_instance(region, change.account, instance_id));
    if (interface.instance() != instance) return refuse(kNoSuchAttachment, id, instance_id);
  }
  if (addresses.empty()) return refuse(kNoneNamed);
  if (addresses.size() > kAddressesPerCall)
    return refuse(kTooManyNamed, std::to_string(kAddressesPerCall));
  if (interface.instance()) CHECKED(check_state(*interface.instance()));
  Ipv4 primary = interface.addresses()[0].address;
  std::vector<Ipv4> taken;
  for (std::string_view text : addresses) {
    auto address = parse_ipv4(text);
    if (!address) return refuse(kNotAnAddress, text);
    if (!interface.has(*address)) return refuse(kNotOnInterface, id, text);
    if (*address == primary) return refuse(kPrimaryStays, text, id);
    if (std::ranges::count(taken, *address) > 0) return refuse(kTwice, text);
    taken.push_back(*address);
  }
  for (Ipv4 address : taken) {
    address_bindings::let_go(region, change.transaction, interface.id(), address);
    target_manager::let_go(region, change.transaction, interface.id(), address);
  }
  change_record(change, interface, [&](NetworkInterface& changed) {
    std::erase_if(changed.addresses, [&](const InterfaceAddress& held) {
      return std::ranges::count(taken, held.address) > 0;
    });
  });
  return {};
}

Result<void> describe_addresses(Change& change, std::string_view id,
                                std::span<const WantedAddress> addresses) {
  TRY(Interface interface, find(change.region, change.account, id));
  if (addresses.size() > kAddressesPerCall)
    return refuse(kTooManyNamed, std::to_string(kAddressesPerCall));
  std::vector<InterfaceAddress> described = interface.addresses();
  for (const WantedAddress& one : addresses) {
    auto address = parse_ipv4(one.address);
    if (!address) return refuse(kNotAnAddress, one.address);
    auto held = std::ranges::find(described, *address, &InterfaceAddress::address);
    if (held == described.end()) return refuse(kNotOnInterface, id, one.address);
    if (interface.is_primary() && held == described.begin())
      return refuse(kInstancesOwn, one.address, to_text(interface.instance()->id));
    CHECKED(check_description(one.description));
    held->description = std::string(one.description);
  }
  if (interface.is_primary()) described.erase(described.begin());
  change_record(change, interface,
                [&](NetworkInterface& changed) { changed.addresses = std::move(described); });
  return {};
}

}  // namespace terrane::network_interface_manager
