// Where an instance joins the private network: a subnet of its zone (M-22, M-35), an address of
// that subnet, and security groups of its region (M-30).
#pragma once

#include <span>

#include "region/compute/instance.h"
#include "region/region_cell.h"

namespace terrane {

inline constexpr ErrorKind kMalformedVpcId{"InvalidParameterValue.VpcIdMalformed",
                                           "{} is not a VPC's ID (vpc- and 8 characters).",
                                           "{} 不是合法的 VPC ID（vpc- 加 8 位字符）。"};
inline constexpr ErrorKind kVpcNotFound{
    "InvalidParameterValue.VpcIdNotExist",
    "There is no VPC {} in this region; DescribeVpcs lists yours.",
    "本地域不存在 VPC {}，可通过 DescribeVpcs 查询。"};
inline constexpr ErrorKind kMalformedSubnetId{"InvalidParameterValue.SubnetIdMalformed",
                                              "{} is not a subnet's ID (subnet- and 8 characters).",
                                              "{} 不是合法的子网 ID（subnet- 加 8 位字符）。"};
inline constexpr ErrorKind kSubnetNotFound{
    "InvalidParameterValue.SubnetNotExist",
    "There is no subnet {} in this region; DescribeSubnets lists yours.",
    "本地域不存在子网 {}，可通过 DescribeSubnets 查询。"};
inline constexpr ErrorKind kSubnetOfAnotherVpc{"InvalidParameterValue.VpcIdSubnetIdNotMatch",
                                               "Subnet {} is not one of VPC {}'s.",
                                               "子网 {} 不属于 VPC {}。"};
inline constexpr ErrorKind kSubnetOfAnotherZone{
    "InvalidParameterValue.SubnetIdZoneIdNotMatch",
    "Subnet {} lies in another zone than {}; use one of that zone.",
    "子网 {} 不在可用区 {}，请使用该可用区的子网。"};
inline constexpr ErrorKind kNoDefaultSubnet{
    "InvalidParameterValue.SubnetNotExist",
    "The default VPC has no default subnet in zone {}; name a VPC and a subnet.",
    "默认 VPC 在可用区 {} 没有默认子网，请指定 VPC 和子网。"};
inline constexpr ErrorKind kMalformedAddress{"InvalidParameterValue.IPAddressMalformed",
                                             "{} is not an IPv4 address.",
                                             "{} 不是合法的 IPv4 地址。"};
inline constexpr ErrorKind kAddressOutsideSubnet{
    "VpcAddrNotInSubNet", "Address {} is not in subnet {} ({}).", "地址 {} 不在子网 {}（{}）内。"};
inline constexpr ErrorKind kAddressTaken{
    "VpcIpIsUsed",
    "Address {} of subnet {} is taken, or reserved as the range's first two and last.",
    "地址 {} 在子网 {} 中已被占用，或属于保留地址（网段的前两个和最后一个）。"};
inline constexpr ErrorKind kAddressTwice{"InvalidParameterValue.Duplicate",
                                         "Address {} is given twice.", "地址 {} 重复。"};
inline constexpr ErrorKind kAddressesPerInstance{
    "InvalidParameterCombination",
    "VirtualPrivateCloud.PrivateIpAddresses has {} addresses for {} instances; give one for each.",
    "PrivateIpAddresses 含 {} 个地址，而实例数为 {}，请为每台实例指定一个地址。"};
inline constexpr ErrorKind kSubnetFull{
    "FailedOperation.NoAvailableIpAddressCountInSubnet",
    "Subnet {} has {} free addresses, but {} are needed; use another subnet.",
    "子网 {} 仅剩 {} 个可用地址，需要 {} 个，请更换子网。"};
inline constexpr ErrorKind kGroupNotFound{
    "InvalidSecurityGroupId.NotFound",
    "There is no security group {} in this region; DescribeSecurityGroups lists yours.",
    "本地域不存在安全组 {}，可通过 DescribeSecurityGroups 查询。"};
inline constexpr ErrorKind kMalformedGroupId{
    "InvalidSgId.Malformed", "{} is not a security group's ID (sg- and 8 characters).",
    "{} 不是合法的安全组 ID（sg- 加 8 位字符）。"};
inline constexpr ErrorKind kTooManyGroups{"InvalidParameterValue.LimitExceeded",
                                          "An instance may have at most {} security groups.",
                                          "每台实例最多绑定 {} 个安全组。"};

// The subnet that a VPC and a subnet's ID name; neither, or DEFAULT: the default subnet of the zone
// in the account's default VPC, which plays the part of the basic network (M-10).
Result<const Subnet*> find_subnet(const RegionCell& region, AccountId account, const Zone& zone,
                                  std::string_view vpc, std::string_view subnet);

// Addresses that may be given: in the subnet, free, each once.
Result<std::vector<Ipv4>> check_addresses(const RegionCell& region, const Subnet& subnet,
                                          std::span<const std::string_view> texts);

// The account's security groups of these IDs, each once, in their order.
Result<std::vector<SecurityGroupId>> find_groups(const RegionCell& region, AccountId account,
                                                 std::span<const std::string_view> ids,
                                                 const ErrorKind& malformed);
}  // namespace terrane
