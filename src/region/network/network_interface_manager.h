// Operations on network interfaces (M-10). Each is refused as a whole or done as a whole.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "region/network/network_interface_rules.h"

namespace terrane::network_interface_manager {

using Ids = std::span<const std::string_view>;

struct WantedAddress {
  std::string_view address;
  bool primary = false;
  std::string_view description;
  std::string_view qos;  // empty: the interface's
};
// Certain addresses, and so many more, whichever are free.
struct WantedAddresses {
  std::vector<WantedAddress> named;
  uint64_t more = 0;
  std::string_view qos;  // of those that say nothing else; empty: the default
};

struct NewInterface {
  std::string_view vpc;
  std::string_view subnet;
  std::string name;
  std::string description;
  WantedAddresses addresses;  // beside the primary one, where none of them is
  Ids groups;
  std::vector<TagPair> tags;
  const ErrorKind* too_many = &network_interface_rules::kTooMany;
};
// Source: vpc.CreateNetworkInterface.
Result<const NetworkInterface*> create(Change& change, const NewInterface& wanted);
// Source: vpc.DeleteNetworkInterface.
Result<void> remove(Change& change, std::string_view id);

struct InterfaceChange {  // what is absent stays
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<Ids> groups;
};
// Source: vpc.ModifyNetworkInterfaceAttribute.
Result<void> modify(Change& change, std::string_view id, const InterfaceChange& wanted);

// Source: vpc.AttachNetworkInterface, vpc.CreateAndAttachNetworkInterface.
Result<void> attach(Change& change, std::string_view id, std::string_view instance,
                    const ErrorKind& other_zone = network_interface_rules::kInstanceInOtherZone);
// Source: vpc.DetachNetworkInterface.
Result<void> detach(Change& change, std::string_view id, std::string_view instance);

// The new ones. Source: vpc.AssignPrivateIpAddresses.
Result<std::vector<InterfaceAddress>> assign(Change& change, std::string_view id,
                                             const WantedAddresses& wanted);
// Takes elastic IPs from them. Source: vpc.UnassignPrivateIpAddresses.
Result<void> unassign(Change& change, std::string_view id, Ids addresses,
                      std::string_view instance);

// Gives addresses that it has their descriptions. Source: vpc.ModifyPrivateIpAddressesAttribute.
Result<void> describe_addresses(Change& change, std::string_view id,
                                std::span<const WantedAddress> addresses);

// Source: vpc.AssociateNetworkInterfaceSecurityGroups.
Result<void> associate_groups(Change& change, Ids ids, Ids groups);
// Source: vpc.DisassociateNetworkInterfaceSecurityGroups.
Result<void> disassociate_groups(Change& change, Ids ids, Ids groups);

// The addresses as they will be stored, of a subnet and none of which is taken. With
// `has_primary`, none may be the primary one; else the first is, and there is one more than wanted
// where none was named as it.
Result<std::vector<InterfaceAddress>> choose_addresses(const RegionCell& region,
                                                       const Subnet& subnet,
                                                       const WantedAddresses& wanted,
                                                       bool has_primary);
// Changes what is stored of an interface: of a primary one, something is from then on.
void change_record(Change& change, const Interface& interface,
                   const std::function<void(NetworkInterface&)>& modify_record);

}  // namespace terrane::network_interface_manager
