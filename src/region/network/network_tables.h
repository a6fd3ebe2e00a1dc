// The tables of a region's network, and what is derived from them.
#pragma once

#include "cell/cell.h"
#include "region/network/account_network.h"
#include "region/network/address_index.h"
#include "region/network/route_table.h"
#include "region/network/security_group.h"
#include "region/network/subnet.h"
#include "region/network/vpc.h"

namespace terrane {

// Built once, in this header's source file.
extern template class Table<AccountNetwork>;
extern template class Table<Vpc>;
extern template class Table<Subnet>;
extern template class Table<RouteTable>;
extern template class Table<SecurityGroup>;

struct NetworkTables {
  explicit NetworkTables(Cell& cell);

  Table<AccountNetwork> accounts;  // that have their default network
  Table<Vpc> vpcs;
  Table<Subnet> subnets;
  Table<RouteTable> route_tables;
  Table<SecurityGroup> security_groups;
  AddressIndex addresses;
};

}  // namespace terrane
