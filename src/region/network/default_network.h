// The default VPC, with a default subnet in each zone: the part of the basic network is played by
// it. An instance that names no VPC lands there, so instances of one account reach each other by
// private IP across zones (M-10).
//
// An account has at most one in each region. It is made by itself (network_setup.h), is an ordinary
// VPC otherwise, and once deleted comes back only by CreateDefaultVpc.
#pragma once

#include "region/region_cell.h"

namespace terrane::default_network {

// What CreateDefaultVpc and CheckDefaultSubnet document; a zone of no use is ResourceNotFound
// there.
inline constexpr ErrorKind kNoSuchZone{"ResourceNotFound",
                                       "Zone {} is not a zone of {}; DescribeZones lists them.",
                                       "可用区 {} 不属于地域 {}，可通过 DescribeZones 查询。"};
inline constexpr ErrorKind kNoRoom{
    "ResourceInsufficient.CidrBlock",
    "The default VPC {} has no free range of {} bits for a default subnet; delete a subnet of it "
    "first.",
    "默认 VPC {} 中没有可用于默认子网的 /{} 网段，请先删除其中的子网。"};

// The account's default VPC, and its default subnet in a zone (by public number); null if there is
// none.
const Vpc* find_vpc(const RegionCell& region, AccountId account);
const Subnet* find_subnet(const RegionCell& region, AccountId account, uint32_t zone);
// The range a default subnet would get in the VPC. Errors: kNoRoom.
Result<Cidr> free_range(const RegionCell& region, const Vpc& vpc);
// Whether there is one, and the VPC may have one more subnet.
bool has_room(const RegionCell& region, const Vpc& vpc);

// The same, made where missing. Errors: kNoRoom and the limits of VPCs and subnets.
Result<const Vpc*> have_vpc(Change& change);
Result<const Subnet*> have_subnet(Change& change, const Zone& zone);

}  // namespace terrane::default_network
