#include "region/network/network_tables.h"

namespace terrane {

template class Table<AccountNetwork>;
template class Table<Vpc>;
template class Table<Subnet>;
template class Table<RouteTable>;
template class Table<SecurityGroup>;
template class Table<Address>;
template class Table<AccountAddresses>;

NetworkTables::NetworkTables(Cell& cell, uint32_t region_number)
    : accounts(cell.ledger()),
      vpcs(cell.ledger()),
      subnets(cell.ledger()),
      route_tables(cell.ledger()),
      security_groups(cell.ledger()),
      elastic_addresses(cell.ledger()),
      account_addresses(cell.ledger()),
      public_addresses(region_number) {
  // Subnets before whatever holds addresses in them: tables finish loading in this order.
  cell.attach(accounts);
  cell.attach(vpcs);
  cell.attach(subnets);
  cell.attach(route_tables);
  cell.attach(security_groups);
  cell.attach(elastic_addresses);
  cell.attach(account_addresses);
  subnets.observe([this](const Subnet* before, const Subnet* after) {
    if (!before) addresses.add_subnet(after->id, after->cidr);
    if (!after) addresses.remove_subnet(before->id);
  });
  elastic_addresses.observe([this](const Address* before, const Address* after) {
    if (before && after) return;  // an elastic IP keeps its address for life
    if (before) public_addresses.release(before->public_address);
    if (after) public_addresses.take(after->public_address, after->id);
  });
}

}  // namespace terrane
