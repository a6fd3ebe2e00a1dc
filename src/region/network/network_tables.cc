#include "region/network/network_tables.h"

namespace terrane {

template class Table<AccountNetwork>;
template class Table<Vpc>;
template class Table<Subnet>;
template class Table<RouteTable>;
template class Table<SecurityGroup>;
template class Table<Address>;
template class Table<AccountAddresses>;
template class Table<NetworkInterface>;
template class Table<PeeringConnection>;
namespace {

void follow_addresses(AddressIndex& addresses, const NetworkInterface* before,
                      const NetworkInterface* after) {
  if (before && after && before->addresses == after->addresses) return;
  if (before)
    for (const InterfaceAddress& held : before->addresses)
      addresses.release(before->subnet, held.address);
  if (after)
    for (const InterfaceAddress& held : after->addresses)
      addresses.take(after->subnet, held.address, after->id);
}

}  // namespace

NetworkTables::NetworkTables(Cell& cell, uint32_t region_number)
    : accounts(cell.ledger()),
      vpcs(cell.ledger()),
      subnets(cell.ledger()),
      route_tables(cell.ledger()),
      security_groups(cell.ledger()),
      elastic_addresses(cell.ledger()),
      account_addresses(cell.ledger()),
      network_interfaces(cell.ledger()),
      peering_connections(cell.ledger()),
      public_addresses(region_number) {
  // Subnets before whatever holds addresses in them: tables finish loading in this order.
  cell.attach(accounts);
  cell.attach(vpcs);
  cell.attach(subnets);
  cell.attach(route_tables);
  cell.attach(security_groups);
  cell.attach(elastic_addresses);
  cell.attach(account_addresses);
  cell.attach(network_interfaces);
  cell.attach(peering_connections);
  subnets.observe([this](const Subnet* before, const Subnet* after) {
    if (!before) addresses.add_subnet(after->id, after->cidr);
    if (!after) addresses.remove_subnet(before->id);
  });
  elastic_addresses.observe([this](const Address* before, const Address* after) {
    if (before && after) return;  // an elastic IP keeps its address for life
    if (before) public_addresses.release(before->public_address);
    if (after) public_addresses.take(after->public_address, after->id);
  });
  network_interfaces.observe([this](const NetworkInterface* before, const NetworkInterface* after) {
    follow_addresses(addresses, before, after);
  });
  peering_connections.observe(
      [this](const PeeringConnection* before, const PeeringConnection* after) {
        peering_offers.follow(before, after);
      });
}

}  // namespace terrane
