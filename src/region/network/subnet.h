// A subnet: a range of its VPC's addresses in one zone (M-35). What is stored of one.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/tag_pair.h"

namespace terrane {

struct Subnet {
  static constexpr std::string_view kTable = "subnet";
  using Key = SubnetId;

  SubnetId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  VpcId vpc;
  Cidr cidr;
  uint32_t zone = 0;  // the zone's public number
  RouteTableId route_table;
  bool is_default = false;  // of the default VPC: where instances without a subnet go
  bool broadcast = false;
  Time created;
  std::vector<TagPair> tags;

  template <class Refer>
  void references(Refer refer) const {
    refer(vpc);
    refer(route_table);
  }

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Subnet::account), named("sequence", &Subnet::sequence),
                      named("name", &Subnet::name), named("vpc", &Subnet::vpc),
                      named("cidr", &Subnet::cidr), named("zone", &Subnet::zone),
                      named("route_table", &Subnet::route_table),
                      named("default", &Subnet::is_default), named("broadcast", &Subnet::broadcast),
                      named("created", &Subnet::created), named("tags", &Subnet::tags));
  };
};

}  // namespace terrane
