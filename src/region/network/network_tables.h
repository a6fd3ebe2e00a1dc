// The tables of a region's network, and what is derived from them.
#pragma once

#include "cell/cell.h"
#include "region/network/account_addresses.h"
#include "region/network/account_network.h"
#include "region/network/address.h"
#include "region/network/address_index.h"
#include "region/network/network_interface.h"
#include "region/network/peering_connection.h"
#include "region/network/peering_offers.h"
#include "region/network/public_addresses.h"
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
extern template class Table<Address>;
extern template class Table<AccountAddresses>;
extern template class Table<NetworkInterface>;
extern template class Table<PeeringConnection>;

struct NetworkTables {
  NetworkTables(Cell& cell, uint32_t region_number);

  Table<AccountNetwork> accounts;  // that have their default network
  Table<Vpc> vpcs;
  Table<Subnet> subnets;
  Table<RouteTable> route_tables;
  Table<SecurityGroup> security_groups;
  Table<Address> elastic_addresses;
  Table<AccountAddresses> account_addresses;
  Table<NetworkInterface> network_interfaces;
  Table<PeeringConnection> peering_connections;
  PeeringOffers peering_offers;
  AddressIndex addresses;  // private ones
  PublicAddresses public_addresses;
};

}  // namespace terrane
