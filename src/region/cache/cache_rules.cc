#include "region/cache/cache_rules.h"

#include <algorithm>

#include "base/text.h"
#include "region/cache/cache_tables.h"
#include "region/network/default_network.h"

namespace terrane::cache_rules {

Result<const Cache*> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = CacheId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Cache* cache = region.cache->caches.find(*parsed);
  if (!cache || cache->account != account) return refuse(kNotFound, id);
  return cache;
}

Result<std::vector<const Cache*>> find_all(const RegionCell& region, AccountId account,
                                           std::span<const std::string_view> ids) {
  if (ids.empty()) return refuse(kNoneNamed);
  std::vector<const Cache*> found;
  for (std::string_view id : ids) {
    TRY(const Cache* cache, find(region, account, id));
    if (std::ranges::find(found, cache) == found.end()) found.push_back(cache);
  }
  return found;
}

Result<const Zone*> check_zone(const RegionCell& region, std::string_view id) {
  const Zone* zone = region.find_zone(id);
  if (!zone) return refuse(kNoSuchZone, id, region.place().id);
  return zone;
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
  const AddressIndex& index = region.network.addresses;
  if (text.empty()) {
    if (auto free = index.next_free(subnet.id)) return *free;
    return refuse(kSubnetFull, to_text(subnet.id));
  }
  auto address = parse_ipv4(text);
  if (!address || !subnet.cidr.contains(*address) ||
      AddressIndex::reserved(subnet.cidr, *address) || index.owner(subnet.id, *address))
    return refuse(kAddress, text, to_text(subnet.id), to_text(subnet.cidr));
  return *address;
}

Result<void> check_quota(const RegionCell& region, AccountId account) {
  size_t quota = region.catalogue.limits().caches, count = region.cache->caches.count_of(account);
  if (count >= quota) return refuse(kTooMany, std::to_string(count));
  return {};
}

Result<void> check_name(std::string_view name) {
  if (count_characters(name) > kNameLimit) return refuse(kName, std::to_string(kNameLimit));
  return {};
}

Result<uint32_t> check_memory(int64_t gib) {
  if (gib < 1 || gib > kMemoryMost)
    return refuse(kMemory, std::to_string(gib), std::to_string(kMemoryMost));
  return uint32_t(gib);
}

Result<ChargeType> check_charge_type(std::string_view type) {
  if (type.empty()) return ChargeType::kPostpaidByHour;
  for (ChargeType known : {ChargeType::kPostpaidByHour, ChargeType::kPrepaid})
    if (name_of(known) == type) return known;
  return refuse(kChargeType, type);
}

Result<int> check_period(int64_t months) {
  return terrane::check_period(months, kPeriod, kLongestPeriodOfCaches);
}

Result<RenewFlag> check_renew_flag(std::string_view flag) {
  return terrane::check_renew_flag(flag, kRenewFlag);
}

Money hourly_price(const Prices& prices, const Cache& cache) {
  return prices.cache_per_gib_hour * cache.memory_gib;
}

}  // namespace terrane::cache_rules
