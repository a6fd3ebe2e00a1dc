#include "region/compute/instance_network_rules.h"

#include <algorithm>

#include "region/network/default_network.h"

namespace terrane {
namespace {

bool names_none(std::string_view id) {
  return id.empty() || id == "DEFAULT";
}

}  // namespace

Result<const Subnet*> find_subnet(const RegionCell& region, AccountId account, const Zone& zone,
                                  std::string_view vpc, std::string_view subnet) {
  if (names_none(vpc) && names_none(subnet)) {
    if (const Subnet* own = default_network::find_subnet(region, account, zone.number)) return own;
    return refuse(kNoDefaultSubnet, zone.id);
  }
  auto vpc_id = VpcId::parse(vpc);
  if (!vpc_id) return refuse(kMalformedVpcId, vpc);
  auto subnet_id = SubnetId::parse(subnet);
  if (!subnet_id) return refuse(kMalformedSubnetId, subnet);
  const Vpc* found_vpc = region.network.vpcs.find(*vpc_id);
  if (!found_vpc || found_vpc->account != account) return refuse(kVpcNotFound, vpc);
  const Subnet* found = region.network.subnets.find(*subnet_id);
  if (!found || found->account != account) return refuse(kSubnetNotFound, subnet);
  if (found->vpc != *vpc_id) return refuse(kSubnetOfAnotherVpc, subnet, vpc);
  if (found->zone != zone.number) return refuse(kSubnetOfAnotherZone, subnet, zone.id);
  return found;
}

Result<std::vector<Ipv4>> check_addresses(const RegionCell& region, const Subnet& subnet,
                                          std::span<const std::string_view> texts) {
  std::vector<Ipv4> addresses;
  for (std::string_view text : texts) {
    auto address = parse_ipv4(text);
    if (!address) return refuse(kMalformedAddress, text);
    if (!subnet.cidr.contains(*address))
      return refuse(kAddressOutsideSubnet, text, to_text(subnet.id), to_text(subnet.cidr));
    if (AddressIndex::reserved(subnet.cidr, *address) ||
        region.network.addresses.owner(subnet.id, *address))
      return refuse(kAddressTaken, text, to_text(subnet.id));
    if (std::ranges::find(addresses, *address) != addresses.end())
      return refuse(kAddressTwice, text);
    addresses.push_back(*address);
  }
  return addresses;
}

Result<std::vector<SecurityGroupId>> find_groups(const RegionCell& region, AccountId account,
                                                 std::span<const std::string_view> ids,
                                                 const ErrorKind& malformed) {
  std::vector<SecurityGroupId> groups;
  for (std::string_view text : ids) {
    auto id = SecurityGroupId::parse(text);
    if (!id) return refuse(malformed, text);
    const SecurityGroup* group = region.network.security_groups.find(*id);
    if (!group || group->account != account) return refuse(kGroupNotFound, text);
    if (std::ranges::find(groups, *id) == groups.end()) groups.push_back(*id);
  }
  size_t limit = region.catalogue.limits().security_groups_per_instance;
  if (groups.size() > limit) return refuse(kTooManyGroups, std::to_string(limit));
  return groups;
}

}  // namespace terrane
