// Operations on routing tables (M-36). Each is refused as a whole or done as a whole.
#pragma once

#include <string>
#include <vector>

#include "region/region_cell.h"

namespace terrane::route_table_manager {

struct NewRouteTable {
  std::string name;
  std::vector<TagPair> tags;
};

// The account's route table of this ID. Errors: kMalformedId, kNotFound.
Result<const RouteTable*> find(const RegionCell& region, AccountId account, std::string_view id);
// The route tables of a VPC, oldest, which is the main one, first.
std::vector<const RouteTable*> in_vpc(const RegionCell& region, VpcId vpc);
// The subnets that use the table, oldest first.
std::vector<const Subnet*> users_of(const RegionCell& region, RouteTableId table);

// Source: vpc.CreateRouteTable.
Result<const RouteTable*> create(Change& change, std::string_view vpc, NewRouteTable wanted);
// Source: vpc.ModifyRouteTableAttribute.
Result<void> rename(Change& change, std::string_view id, std::string name);
// Source: vpc.DeleteRouteTable.
Result<void> remove(Change& change, std::string_view id);

}  // namespace terrane::route_table_manager
