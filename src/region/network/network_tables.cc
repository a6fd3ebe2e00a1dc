#include "region/network/network_tables.h"

namespace terrane {

template class Table<AccountNetwork>;
template class Table<Vpc>;
template class Table<Subnet>;
template class Table<RouteTable>;
template class Table<SecurityGroup>;

NetworkTables::NetworkTables(Cell& cell)
    : accounts(cell.ledger()),
      vpcs(cell.ledger()),
      subnets(cell.ledger()),
      route_tables(cell.ledger()),
      security_groups(cell.ledger()) {
  // Subnets before whatever holds addresses in them: tables finish loading in this order.
  cell.attach(accounts);
  cell.attach(vpcs);
  cell.attach(subnets);
  cell.attach(route_tables);
  cell.attach(security_groups);
  subnets.observe([this](const Subnet* before, const Subnet* after) {
    if (!before) addresses.add_subnet(after->id, after->cidr);
    if (!after) addresses.remove_subnet(before->id);
  });
}

}  // namespace terrane
