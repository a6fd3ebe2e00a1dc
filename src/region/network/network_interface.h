// A network interface: addresses of one subnet, and so of one zone and one VPC, for an instance
// there (M-10). An elastic one lives by itself and is attached to an instance or to none. What is
// stored of one.
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
#include "model/tag_pair.h"

namespace terrane {

struct InterfaceAddress {
  Ipv4 address;
  std::string description;
  std::string qos = std::string(kDefaultQos);  // its class of service, as the API names it
  bool operator==(const InterfaceAddress&) const = default;

  static constexpr std::string_view kDefaultQos = "DEFAULT";

  static constexpr auto kFields = [] {
    return std::tuple(named("address", &InterfaceAddress::address),
                      named("description", &InterfaceAddress::description),
                      named("qos", &InterfaceAddress::qos));
  };
};

struct NetworkInterface {
  static constexpr std::string_view kTable = "network-interface";
  using Key = NetworkInterfaceId;

  NetworkInterfaceId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  // What an instance's primary interface has beside what the instance says of it: a name, further
  // addresses, tags. Its first address, its subnet and its security groups are the instance's.
  bool is_primary = false;
  std::string name;
  std::string description;
  VpcId vpc;
  SubnetId subnet;                          // that the addresses here are of
  std::vector<InterfaceAddress> addresses;  // an elastic one's first is its primary address
  std::vector<SecurityGroupId> groups;
  InstanceId instance;  // that it is attached to
  Time attached;
  Time created;
  std::vector<TagPair> tags;

  template <class Refer>
  void references(Refer refer) const {
    refer(instance);
    if (is_primary) return;
    refer(vpc);
    refer(subnet);
    for (SecurityGroupId group : groups) refer(group);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &NetworkInterface::account),
        named("sequence", &NetworkInterface::sequence),
        named("primary", &NetworkInterface::is_primary), named("name", &NetworkInterface::name),
        named("description", &NetworkInterface::description), named("vpc", &NetworkInterface::vpc),
        named("subnet", &NetworkInterface::subnet),
        named("addresses", &NetworkInterface::addresses),
        named("groups", &NetworkInterface::groups), named("instance", &NetworkInterface::instance),
        named("attached", &NetworkInterface::attached),
        named("created", &NetworkInterface::created), named("tags", &NetworkInterface::tags));
  };
};

}  // namespace terrane
