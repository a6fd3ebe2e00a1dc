// What holds for every VPC, on one page: scope, limits, values, references, and what blocks
// deletion.
//
// Scope: one region, every zone (M-34). ID: vpc-. Limit: Limits::vpcs per account and region.
// Referred to by: subnets, route tables, network interfaces, peering connections, and whatever has
// an address in it. Deletion waits for all but the main route table, which goes along. The default
// VPC may be deleted like any other; CreateDefaultVpc brings it back.
//
// Its addresses are its range and its assistant ranges (assistant_cidr_rules.h); subnets lie in one
// of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "region/network/vpc.h"
#include "region/region_cell.h"

namespace terrane::vpc_rules {

inline constexpr ErrorKind kNotFound{"ResourceNotFound",
                                     "There is no VPC {} in this region; DescribeVpcs lists yours.",
                                     "本地域不存在 VPC {}，可通过 DescribeVpcs 查询。"};
inline constexpr ErrorKind kMalformedId{"InvalidParameterValue.Malformed",
                                        "VpcId {} is not a VPC's ID (vpc- and 8 characters).",
                                        "VpcId {} 不是合法的 VPC ID（vpc- 加 8 位字符）。"};
inline constexpr ErrorKind kNameLength{"InvalidParameterValue.TooLong",
                                       "VpcName must have 1 to 60 characters.",
                                       "VpcName 的长度应为 1 到 60 个字符。"};
inline constexpr ErrorKind kNotARange{
    "InvalidParameterValue.Malformed",
    "CidrBlock {} is not a range such as 10.0.0.0/16, with no bit set behind the mask.",
    "CidrBlock {} 不是合法的网段，例如 10.0.0.0/16，且掩码后的位必须为 0。"};
inline constexpr ErrorKind kNotPrivate{
    "InvalidParameterValue",
    "CidrBlock {} must lie within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, with a mask of 12 "
    "to 28 bits.",
    "CidrBlock {} 必须位于 10.0.0.0/8、172.16.0.0/12 或 192.168.0.0/16 内，掩码为 12 到 28 位。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded",
    "This account has {} VPCs in this region, which is the limit; delete one first.",
    "本账号在该地域已有 {} 个 VPC，达到上限，请先删除。"};
inline constexpr ErrorKind kInUse{"ResourceInUse", "VPC {} still holds {}; delete it first.",
                                  "VPC {} 中仍有 {}，请先删除。"};
inline constexpr ErrorKind kDnsServers{"InvalidParameterValue.Malformed",
                                       "DnsServers takes up to 4 IP addresses; {} is not one.",
                                       "DnsServers 最多 4 个 IP 地址，{} 不是合法地址。"};

Result<void> check_name(std::string_view name);
// The VPC's range and its assistant ranges.
std::vector<Cidr> ranges_of(const Vpc& vpc);
// A range as it is written; check_range() wants it private, too.
Result<Cidr> read_range(std::string_view text);
Result<Cidr> check_range(std::string_view text);

Result<void> check_dns_servers(const std::vector<std::string>& servers);
// Refused while anything lives in it, with what it is.
Result<void> check_deletable(const RegionCell& region, const Vpc& vpc);

}  // namespace terrane::vpc_rules
