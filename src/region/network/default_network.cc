#include "region/network/default_network.h"

#include <algorithm>

#include "region/network/subnet_manager.h"
#include "region/network/vpc_manager.h"

namespace terrane::default_network {
namespace {

constexpr std::string_view kRange = "172.16.0.0/16";
constexpr uint8_t kSubnetMask = 20;  // room for 16 zones

}  // namespace

const Vpc* find_vpc(const RegionCell& region, AccountId account) {
  for (const Vpc* vpc : region.network.vpcs.of(account))
    if (vpc && vpc->is_default) return vpc;
  return nullptr;
}

const Subnet* find_subnet(const RegionCell& region, AccountId account, uint32_t zone) {
  const Vpc* vpc = find_vpc(region, account);
  if (!vpc) return nullptr;
  const Subnet* found = nullptr;
  region.cell.ledger().each(vpc->id, Kind::kSubnet, [&](AnyId id) {
    const Subnet* subnet = region.network.subnets.find(SubnetId(id));
    if (subnet->is_default && subnet->zone == zone) found = subnet;
  });
  return found;
}

Result<Cidr> free_range(const RegionCell& region, const Vpc& vpc) {
  auto subnets = subnet_manager::in_vpc(region, vpc.id);
  Cidr candidate{vpc.cidr.base, kSubnetMask};
  for (; vpc.cidr.contains(candidate); candidate.base.bits += uint32_t(candidate.size()))
    if (std::ranges::none_of(subnets,
                             [&](const Subnet* taken) { return taken->cidr.overlaps(candidate); }))
      return candidate;
  return refuse(kNoRoom, to_text(vpc.id), std::to_string(kSubnetMask));
}

bool has_room(const RegionCell& region, const Vpc& vpc) {
  return region.cell.ledger().count(vpc.id, Kind::kSubnet) <
             region.catalogue.limits().subnets_per_vpc &&
         free_range(region, vpc);
}

Result<const Vpc*> have_vpc(Change& change) {
  if (const Vpc* vpc = find_vpc(change.region, change.account)) return vpc;
  return vpc_manager::create(
      change, {.name = "Default-VPC", .cidr = std::string(kRange), .is_default = true});
}

Result<const Subnet*> have_subnet(Change& change, const Zone& zone) {
  if (const Subnet* subnet = find_subnet(change.region, change.account, zone.number)) return subnet;
  TRY(const Vpc* vpc, have_vpc(change));
  TRY(Cidr range, free_range(change.region, *vpc));
  return subnet_manager::create(change, to_text(vpc->id),
                                {.name = "Default-Subnet-" + zone.id,
                                 .cidr = to_text(range),
                                 .zone = zone.id,
                                 .is_default = true});
}

}  // namespace terrane::default_network
