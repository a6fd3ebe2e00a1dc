#include "region/network/route_table_manager.h"

#include <algorithm>

#include "region/network/route_table_rules.h"
#include "region/network/vpc_manager.h"
#include "region/tags.h"

namespace terrane::route_table_manager {

using namespace route_table_rules;

Result<const RouteTable*> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = RouteTableId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const RouteTable* table = region.network.route_tables.find(*parsed);
  if (!table || table->account != account) return refuse(kNotFound, id);
  return table;
}

std::vector<const RouteTable*> in_vpc(const RegionCell& region, VpcId vpc) {
  std::vector<const RouteTable*> tables;
  region.cell.ledger().each(vpc, Kind::kRouteTable, [&](AnyId id) {
    tables.push_back(region.network.route_tables.find(RouteTableId(id)));
  });
  std::ranges::sort(tables, {}, &RouteTable::sequence);
  return tables;
}

std::vector<const Subnet*> users_of(const RegionCell& region, RouteTableId table) {
  std::vector<const Subnet*> subnets;
  region.cell.ledger().each(table, Kind::kSubnet, [&](AnyId id) {
    subnets.push_back(region.network.subnets.find(SubnetId(id)));
  });
  std::ranges::sort(subnets, {}, &Subnet::sequence);
  return subnets;
}

Result<const RouteTable*> create(Change& change, std::string_view vpc_id, NewRouteTable wanted) {
  RegionCell& region = change.region;
  TRY(const Vpc* vpc, vpc_manager::find(region, change.account, vpc_id));
  CHECKED(check_name(wanted.name));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource));
  size_t limit = region.catalogue.limits().route_tables_per_vpc;
  if (region.cell.ledger().count(vpc->id, Kind::kRouteTable) >= limit)
    return refuse(kTooMany, vpc_id, std::to_string(limit));
  Table<RouteTable>& tables = region.network.route_tables;
  return &change.transaction.add(tables, RouteTable{.id = region.cell.new_id(tables),
                                                    .account = change.account,
                                                    .sequence = region.cell.next_sequence(),
                                                    .name = std::move(wanted.name),
                                                    .vpc = vpc->id,
                                                    .created = change.now,
                                                    .tags = std::move(wanted.tags)});
}

Result<void> rename(Change& change, std::string_view id, std::string name) {
  TRY(const RouteTable* table, find(change.region, change.account, id));
  CHECKED(check_name(name));
  change.transaction.change(change.region.network.route_tables, table->id,
                            [&](RouteTable& changed) { changed.name = std::move(name); });
  return {};
}

Result<void> remove(Change& change, std::string_view id) {
  TRY(const RouteTable* table, find(change.region, change.account, id));
  CHECKED(check_deletable(change.region, *table));
  change.transaction.remove(change.region.network.route_tables, table->id);
  return {};
}

}  // namespace terrane::route_table_manager
