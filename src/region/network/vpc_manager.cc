#include "region/network/vpc_manager.h"

#include "region/network/vpc_rules.h"
#include "region/tags.h"

namespace terrane::vpc_manager {

using namespace vpc_rules;

Result<const Vpc*> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = VpcId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Vpc* vpc = region.network.vpcs.find(*parsed);
  if (!vpc || vpc->account != account) return refuse(kNotFound, id);
  return vpc;
}

Result<const Vpc*> create(Change& change, NewVpc wanted) {
  RegionCell& region = change.region;
  NetworkTables& network = region.network;
  CHECKED(check_name(wanted.name));
  TRY(Cidr range, check_range(wanted.cidr));
  CHECKED(check_dns_servers(wanted.dns_servers));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource));
  size_t limit = region.catalogue.limits().vpcs;
  if (network.vpcs.count_of(change.account) >= limit)
    return refuse(kTooMany, std::to_string(limit));

  VpcId id = region.cell.new_id(network.vpcs);
  RouteTableId main_table = region.cell.new_id(network.route_tables);
  const Vpc& vpc =
      change.transaction.add(network.vpcs, Vpc{.id = id,
                                               .account = change.account,
                                               .sequence = region.cell.next_sequence(),
                                               .name = std::move(wanted.name),
                                               .cidr = range,
                                               .main_route_table = main_table,
                                               .is_default = wanted.is_default,
                                               .multicast = wanted.multicast,
                                               .dns_servers = std::move(wanted.dns_servers),
                                               .domain_name = std::move(wanted.domain_name),
                                               .created = change.now,
                                               .tags = std::move(wanted.tags)});
  change.transaction.add(network.route_tables, RouteTable{.id = main_table,
                                                          .account = change.account,
                                                          .sequence = region.cell.next_sequence(),
                                                          .name = "default",
                                                          .vpc = id,
                                                          .is_main = true,
                                                          .created = change.now});
  return &vpc;
}

Result<void> modify(Change& change, std::string_view id, VpcChange wanted) {
  TRY(const Vpc* vpc, find(change.region, change.account, id));
  if (wanted.name) CHECKED(check_name(*wanted.name));
  if (wanted.dns_servers) CHECKED(check_dns_servers(*wanted.dns_servers));
  change.transaction.change(change.region.network.vpcs, vpc->id, [&](Vpc& changed) {
    if (wanted.name) changed.name = std::move(*wanted.name);
    if (wanted.multicast) changed.multicast = *wanted.multicast;
    if (wanted.dns_servers) changed.dns_servers = std::move(*wanted.dns_servers);
    if (wanted.domain_name) changed.domain_name = std::move(*wanted.domain_name);
  });
  return {};
}

Result<void> remove(Change& change, std::string_view id) {
  TRY(const Vpc* vpc, find(change.region, change.account, id));
  CHECKED(check_deletable(change.region, *vpc));
  RouteTableId main_table = vpc->main_route_table;
  VpcId vpc_id = vpc->id;
  change.transaction.remove(change.region.network.route_tables, main_table);
  change.transaction.remove(change.region.network.vpcs, vpc_id);
  return {};
}

}  // namespace terrane::vpc_manager
