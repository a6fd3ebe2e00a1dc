// What holds for every subnet, on one page: scope, limits, values, references, and what blocks
// deletion.
//
// Scope: one zone of its VPC's region, for good (M-35). ID: subnet-. Limit:
// Limits::subnets_per_vpc. Range: within one range of its VPC, apart from every other subnet of
// that VPC, mask of 29 bits at most. The first two addresses and the last are never given
// (address_index.h). A zone that is sold out takes subnets: they need no machine. Refers to: its
// VPC, and the route table of that VPC which its traffic leaves by. Referred to by: instances, and
// later whatever else has an address in it. Deletion waits for all of them (M-23).
#pragma once

#include <string_view>

#include "base/error.h"
#include "region/network/subnet.h"
#include "region/region_cell.h"

namespace terrane::subnet_rules {

inline constexpr ErrorKind kNotFound{
    "ResourceNotFound", "There is no subnet {} in this region; DescribeSubnets lists yours.",
    "本地域不存在子网 {}，可通过 DescribeSubnets 查询。"};
inline constexpr ErrorKind kMalformedId{
    "InvalidParameterValue.Malformed",
    "SubnetId {} is not a subnet's ID (subnet- and 8 characters).",
    "SubnetId {} 不是合法的子网 ID（subnet- 加 8 位字符）。"};
inline constexpr ErrorKind kNameLength{"InvalidParameterValue.TooLong",
                                       "SubnetName must have 1 to 60 characters.",
                                       "SubnetName 的长度应为 1 到 60 个字符。"};
inline constexpr ErrorKind kNotARange{
    "InvalidParameterValue.Malformed",
    "CidrBlock {} is not a range such as 10.0.1.0/24, with no bit set behind the mask.",
    "CidrBlock {} 不是合法的网段，例如 10.0.1.0/24，且掩码后的位必须为 0。"};
inline constexpr ErrorKind kOutsideVpc{"InvalidParameterValue.SubnetRange",
                                       "CidrBlock {} must lie within a range of VPC {}: {}.",
                                       "CidrBlock {} 必须位于 VPC {} 的网段内：{}。"};
inline constexpr ErrorKind kTooSmall{
    "InvalidParameterValue.SubnetRange",
    "CidrBlock {} is too small: a subnet's mask has at most {} bits.",
    "CidrBlock {} 过小，子网掩码最长为 {} 位。"};
inline constexpr ErrorKind kOverlaps{
    "InvalidParameterValue.SubnetConflict",
    "CidrBlock {} overlaps {} of subnet {}; choose a range apart from it.",
    "CidrBlock {} 与网段 {}（子网 {}）重叠，请选择其他网段。"};
inline constexpr ErrorKind kNoSuchZone{"InvalidParameterValue.ZoneConflict",
                                       "Zone {} is not a zone of {}; DescribeZones lists them.",
                                       "可用区 {} 不属于地域 {}，可通过 DescribeZones 查询。"};
inline constexpr ErrorKind kTooMany{"LimitExceeded",
                                    "VPC {} has {} subnets, which is the limit; delete one first.",
                                    "VPC {} 已有 {} 个子网，达到上限，请先删除。"};
inline constexpr ErrorKind kNoDedicatedCluster{
    "ResourceNotFound", "There is no dedicated cluster {} in this region; leave CdcId out.",
    "本地域不存在专属集群 {}，请勿填写 CdcId。"};
inline constexpr ErrorKind kInUse{"ResourceInUse",
                                  "Subnet {} still holds {}; move or delete it first.",
                                  "子网 {} 中仍有 {}，请先迁移或删除。"};

inline constexpr uint8_t kLongestMask = 29;

Result<void> check_name(std::string_view name);
// Within the VPC and apart from its other subnets.
Result<Cidr> check_range(const RegionCell& region, const Vpc& vpc, std::string_view text);
Result<const Zone*> check_zone(const RegionCell& region, std::string_view id);
// Refused while anything has an address in it, with what it is.
Result<void> check_deletable(const RegionCell& region, const Subnet& subnet);

}  // namespace terrane::subnet_rules
