#include "region/network/subnet_manager.h"

#include <algorithm>

#include "region/network/route_table_manager.h"
#include "region/network/route_table_rules.h"
#include "region/network/subnet_rules.h"
#include "region/network/vpc_manager.h"
#include "region/tags.h"

namespace terrane::subnet_manager {

using namespace subnet_rules;

Result<const Subnet*> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = SubnetId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Subnet* subnet = region.network.subnets.find(*parsed);
  if (!subnet || subnet->account != account) return refuse(kNotFound, id);
  return subnet;
}

std::vector<const Subnet*> in_vpc(const RegionCell& region, VpcId vpc) {
  std::vector<const Subnet*> subnets;
  region.cell.ledger().each(vpc, Kind::kSubnet, [&](AnyId id) {
    subnets.push_back(region.network.subnets.find(SubnetId(id)));
  });
  std::ranges::sort(subnets, {}, &Subnet::sequence);
  return subnets;
}

const Subnet* find_by_address(const RegionCell& region, VpcId vpc, Ipv4 address) {
  for (const Subnet* subnet : in_vpc(region, vpc))
    if (subnet->cidr.contains(address)) return subnet;
  return nullptr;
}

Result<const Subnet*> create(Change& change, std::string_view vpc_id, NewSubnet wanted) {
  RegionCell& region = change.region;
  NetworkTables& network = region.network;
  TRY(const Vpc* vpc, vpc_manager::find(region, change.account, vpc_id));
  CHECKED(check_name(wanted.name));
  TRY(const Zone* zone, check_zone(region, wanted.zone));
  TRY(Cidr range, check_range(region, *vpc, wanted.cidr));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource));
  size_t limit = region.catalogue.limits().subnets_per_vpc;
  if (region.cell.ledger().count(vpc->id, Kind::kSubnet) >= limit)
    return refuse(kTooMany, vpc_id, std::to_string(limit));
  RouteTableId route_table = vpc->main_route_table;
  if (!wanted.route_table.empty()) {
    TRY(const RouteTable* named,
        route_table_manager::find(region, change.account, wanted.route_table));
    if (named->vpc != vpc->id)
      return refuse(route_table_rules::kNotInVpc, vpc_id, wanted.route_table);
    route_table = named->id;
  }
  return &change.transaction.add(network.subnets, Subnet{.id = region.cell.new_id(network.subnets),
                                                         .account = change.account,
                                                         .sequence = region.cell.next_sequence(),
                                                         .name = std::move(wanted.name),
                                                         .vpc = vpc->id,
                                                         .cidr = range,
                                                         .zone = zone->number,
                                                         .route_table = route_table,
                                                         .is_default = wanted.is_default,
                                                         .created = change.now,
                                                         .tags = std::move(wanted.tags)});
}

Result<void> modify(Change& change, std::string_view id, SubnetChange wanted) {
  TRY(const Subnet* subnet, find(change.region, change.account, id));
  if (wanted.name) CHECKED(check_name(*wanted.name));
  change.transaction.change(change.region.network.subnets, subnet->id, [&](Subnet& changed) {
    if (wanted.name) changed.name = std::move(*wanted.name);
    if (wanted.broadcast) changed.broadcast = *wanted.broadcast;
  });
  return {};
}

Result<void> use_route_table(Change& change, std::string_view id, std::string_view route_table) {
  TRY(const Subnet* subnet, find(change.region, change.account, id));
  TRY(const RouteTable* table,
      route_table_manager::find(change.region, change.account, route_table));
  if (table->vpc != subnet->vpc)
    return refuse(route_table_rules::kOtherVpc, id, to_text(subnet->vpc), route_table,
                  to_text(table->vpc));
  change.transaction.change(change.region.network.subnets, subnet->id,
                            [&](Subnet& changed) { changed.route_table = table->id; });
  return {};
}

Result<void> remove(Change& change, std::string_view id) {
  TRY(const Subnet* subnet, find(change.region, change.account, id));
  CHECKED(check_deletable(change.region, *subnet));
  change.transaction.remove(change.region.network.subnets, subnet->id);
  return {};
}

}  // namespace terrane::subnet_manager
