#include "region/network/private_addresses.h"

#include <algorithm>

#include "region/network/subnet_manager.h"
#include "region/network/vpc_manager.h"
#include "region/network/vpc_rules.h"

namespace terrane::private_addresses {
namespace {

// The subnets that the query means.
Result<std::vector<const Subnet*>> subnets_of(const RegionCell& region, AccountId account,
                                              const Query& query) {
  TRY(const Vpc* vpc, vpc_manager::find(region, account, query.vpc));
  if (query.subnet.empty()) return subnet_manager::in_vpc(region, vpc->id);
  TRY(const Subnet* subnet, subnet_manager::find(region, account, query.subnet));
  if (subnet->vpc != vpc->id) return refuse(kOtherVpc, query.subnet, query.vpc);
  return std::vector{subnet};
}

// The addresses, all of which lie in the VPC or, if the query names one, in the subnet.
Result<std::vector<Ipv4>> addresses_of(const RegionCell& region, AccountId account,
                                       const Query& query) {
  TRY(const Vpc* vpc, vpc_manager::find(region, account, query.vpc));
  std::vector<Cidr> ranges = vpc_rules::ranges_of(*vpc);
  if (!query.subnet.empty()) {
    TRY(const Subnet* subnet, subnet_manager::find(region, account, query.subnet));
    ranges = {subnet->cidr};
  }
  std::vector<Ipv4> addresses;
  for (const std::string& text : query.addresses) {
    auto address = parse_ipv4(text);
    if (!address) return refuse(kNotAnAddress, text);
    if (std::ranges::none_of(ranges, [&](Cidr range) { return range.contains(*address); }))
      return refuse(kOutside, text, query.subnet.empty() ? query.vpc : query.subnet);
    addresses.push_back(*address);
  }
  return addresses;
}

}  // namespace

Result<UsedPage> list_used(const RegionCell& region, AccountId account, const Query& query) {
  TRY(auto subnets, subnets_of(region, account, query));
  TRY(auto addresses, addresses_of(region, account, query));
  const AddressIndex& index = region.network.addresses;
  UsedPage listed;
  auto take = [&](const Subnet* subnet, Ipv4 address, AnyId owner) {
    if (!query.owners.empty() && std::ranges::count(query.owners, to_text(owner)) == 0) return;
    if (listed.total >= query.offset && listed.page.size() < query.limit)
      listed.page.push_back({subnet, address, owner});
    ++listed.total;
  };
  for (const Subnet* subnet : subnets) {
    for (Ipv4 address : addresses)
      if (auto owner = index.owner(subnet->id, address)) take(subnet, address, *owner);
    if (!query.addresses.empty()) continue;
    bool before_page = listed.total + index.taken(subnet->id) <= query.offset;
    bool behind_page = listed.page.size() == query.limit;
    if (query.owners.empty() && (before_page || behind_page)) {
      listed.total += index.taken(subnet->id);
      continue;
    }
    index.each(subnet->id, [&](Ipv4 address, AnyId owner) { take(subnet, address, owner); });
  }
  return listed;
}

Result<std::vector<Used>> find_used(const RegionCell& region, AccountId account,
                                    std::string_view vpc,
                                    const std::vector<std::string>& addresses) {
  TRY(auto subnets, subnets_of(region, account, {.vpc = std::string(vpc)}));
  std::vector<Used> used;
  for (const std::string& text : addresses) {
    auto address = parse_ipv4(text);
    if (!address) return refuse(kNotAnAddress, text);
    for (const Subnet* subnet : subnets)
      if (auto owner = region.network.addresses.owner(subnet->id, *address))
        used.push_back({subnet, *address, *owner});
  }
  return used;
}

}  // namespace terrane::private_addresses
