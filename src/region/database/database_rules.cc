#include "region/database/database_rules.h"

#include <algorithm>

#include "region/compute/power.h"
#include "region/compute/zone_stock_manager.h"
#include "region/database/database_account_rules.h"
#include "region/database/database_tables.h"
#include "region/network/default_network.h"

namespace terrane::database_rules {

Result<const Database*> find(const RegionCell& region, AccountId account, std::string_view id,
                             const ErrorKind& not_found) {
  auto parsed = DatabaseId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Database* database = region.database->databases.find(*parsed);
  if (!database || database->account != account) return refuse(not_found, id);
  return database;
}

Result<std::vector<const Database*>> find_all(const RegionCell& region, AccountId account,
                                              std::span<const std::string_view> ids,
                                              const ErrorKind& not_found) {
  if (ids.empty()) return refuse(kNoneNamed);
  std::vector<const Database*> found;
  for (std::string_view id : ids) {
    TRY(const Database* database, find(region, account, id, not_found));
    if (std::ranges::find(found, database) == found.end()) found.push_back(database);
  }
  return found;
}

Result<void> check_resource(std::string_view id, std::string_view resource) {
  if (!resource.empty() && resource != id) return refuse(kNoOtherAddress, resource, id);
  return {};
}

Result<const Zone*> check_zone(const RegionCell& region, std::string_view id) {
  const Zone* zone = region.find_zone(id);
  if (!zone) return refuse(kNoSuchZone, id, region.place().id);
  return zone;
}

Result<void> check_asked(const RegionCell& region, DatabaseOperation operation,
                         const Database& database) {
  std::string id = to_text(database.id);
  if (power::is_lost(region, database.zone))
    CHECKED(check_may_be_asked_without_power(operation, id, region.find_zone(database.zone)->id));
  return check_may_be_asked(operation, id, database.state, database.task.kind);
}

Result<void> check_stock(const RegionCell& region, const Zone& zone) {
  CHECKED(power::check(region, zone, kZoneWithoutPower));
  if (zone_stock_manager::sold_out(region, zone)) return refuse(kZoneSoldOut, zone.id);
  return {};
}

Result<const Subnet*> find_subnet(const RegionCell& region, AccountId account, const Zone& zone,
                                  std::string_view vpc, std::string_view subnet) {
  if (vpc.empty() != subnet.empty()) return refuse(kVpcAndSubnet);
  if (vpc.empty()) {
    if (const Subnet* own = default_network::find_subnet(region, account, zone.number)) return own;
    return refuse(kNoDefaultSubnet, zone.id);
  }
  auto vpc_id = VpcId::parse(vpc);
  const Vpc* found_vpc = vpc_id ? region.network.vpcs.find(*vpc_id) : nullptr;
  if (!found_vpc || found_vpc->account != account) return refuse(kVpcNotFound, vpc);
  auto subnet_id = SubnetId::parse(subnet);
  const Subnet* found = subnet_id ? region.network.subnets.find(*subnet_id) : nullptr;
  if (!found || found->account != account) return refuse(kSubnetNotFound, subnet);
  if (found->vpc != *vpc_id) return refuse(kSubnetOfAnotherVpc, subnet, vpc);
  if (found->zone != zone.number) return refuse(kSubnetOfAnotherZone, subnet, zone.id);
  return found;
}

Result<Ipv4> check_address(const RegionCell& region, const Subnet& subnet, std::string_view text) {
  auto address = parse_ipv4(text);
  if (!address) return refuse(kMalformedAddress, text);
  if (!subnet.cidr.contains(*address))
    return refuse(kAddressOutside, text, to_text(subnet.id), to_text(subnet.cidr));
  if (AddressIndex::reserved(subnet.cidr, *address) ||
      region.network.addresses.owner(subnet.id, *address))
    return refuse(kAddressTaken, text, to_text(subnet.id));
  return *address;
}

Result<uint32_t> check_port(int64_t port) {
  if (port < kPortLeast || port > kPortMost)
    return refuse(kPort, std::to_string(port), std::to_string(kPortLeast),
                  std::to_string(kPortMost));
  return uint32_t(port);
}

Result<std::vector<SecurityGroupId>> find_groups(const RegionCell& region, AccountId account,
                                                 std::span<const std::string_view> ids) {
  std::vector<SecurityGroupId> groups;
  for (std::string_view text : ids) {
    auto id = SecurityGroupId::parse(text);
    const SecurityGroup* group = id ? region.network.security_groups.find(*id) : nullptr;
    if (!group || group->account != account) return refuse(kGroupNotFound, text);
    if (std::ranges::find(groups, *id) == groups.end()) groups.push_back(*id);
  }
  size_t limit = region.catalogue.limits().security_groups_per_instance;
  if (groups.size() > limit) return refuse(kTooManyGroups, std::to_string(limit));
  return groups;
}

Result<void> check_quota(const RegionCell& region, AccountId account, int64_t more) {
  if (more < 1 || more > kMostPerCall)
    return refuse(kCountRange, std::to_string(more), std::to_string(kMostPerCall));
  size_t quota = region.catalogue.limits().databases;
  size_t would_have = region.database->databases.count_of(account) + size_t(more);
  if (would_have > quota)
    return refuse(kTooMany, std::to_string(quota), std::to_string(would_have));
  return {};
}

Result<void> check_password(std::string_view password) {
  if (!database_account_rules::check_password(password)) return refuse(kWeakPassword);
  return {};
}

Result<int> check_period(int64_t months) {
  return terrane::check_period(months, kPeriod, kLongestPeriod);
}

Result<RenewFlag> check_renew_flag(std::string_view name, int64_t flag) {
  if (flag < 0 || flag > int64_t(RenewFlag::kSilentAndManual))
    return refuse(kRenewFlag, name, std::to_string(flag));
  return RenewFlag(flag);
}

}  // namespace terrane::database_rules
