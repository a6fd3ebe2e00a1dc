// Operations on subnets (M-35). Each is refused as a whole or done as a whole.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "region/region_cell.h"

namespace terrane::subnet_manager {

struct NewSubnet {
  std::string name;
  std::string cidr;
  std::string zone;
  std::string route_table;  // empty: the VPC's main one
  std::vector<TagPair> tags;
  bool is_default = false;
};

struct SubnetChange {  // what is absent stays
  std::optional<std::string> name;
  std::optional<bool> broadcast;
};

// The account's subnet of this ID. Errors: kMalformedId, kNotFound.
Result<const Subnet*> find(const RegionCell& region, AccountId account, std::string_view id);
// The subnets of a VPC, oldest first.
std::vector<const Subnet*> in_vpc(const RegionCell& region, VpcId vpc);
// The subnet of the VPC that the address lies in; null if none.
const Subnet* find_by_address(const RegionCell& region, VpcId vpc, Ipv4 address);

// Source: vpc.CreateSubnet, vpc.CreateSubnets.
Result<const Subnet*> create(Change& change, std::string_view vpc, NewSubnet wanted);
// Source: vpc.ModifySubnetAttribute.
Result<void> modify(Change& change, std::string_view id, SubnetChange wanted);
// Makes the subnet's traffic leave by another route table of its VPC. Source:
// vpc.ReplaceRouteTableAssociation.
Result<void> use_route_table(Change& change, std::string_view id, std::string_view route_table);
// Source: vpc.DeleteSubnet.
Result<void> remove(Change& change, std::string_view id);

}  // namespace terrane::subnet_manager
