// What holds for every routing table, on one page: scope, limits, references, and what blocks
// deletion.
//
// Scope: made in a named VPC, and follows its location (M-36). ID: rtb-. Limit:
// Limits::route_tables_per_vpc, the main one included.
// Each VPC has one main table from its first moment: subnets use it unless told otherwise, and it
// goes only with the VPC. Refers to: its VPC. Referred to by: the subnets that use it; deletion
// waits for them. Its routes have a page of their own (route_rules.h).
#pragma once

#include <string_view>

#include "base/error.h"
#include "region/network/route_table.h"
#include "region/region_cell.h"

namespace terrane::route_table_rules {

inline constexpr ErrorKind kNotFound{
    "ResourceNotFound",
    "There is no route table {} in this region; DescribeRouteTables lists yours.",
    "本地域不存在路由表 {}，可通过 DescribeRouteTables 查询。"};
inline constexpr ErrorKind kMalformedId{
    "InvalidParameterValue.Malformed",
    "RouteTableId {} is not a route table's ID (rtb- and 8 characters).",
    "RouteTableId {} 不是合法的路由表 ID（rtb- 加 8 位字符）。"};
inline constexpr ErrorKind kNotInVpc{"ResourceNotFound",
                                     "VPC {} has no route table {}; name one of its own or none.",
                                     "VPC {} 中不存在路由表 {}，请填写该 VPC 的路由表或留空。"};
inline constexpr ErrorKind kOtherVpc{
    "UnsupportedOperation.VpcMismatch",
    "Subnet {} lies in {} and route table {} in {}; a subnet uses a route table of its own VPC.",
    "子网 {} 属于 {}，而路由表 {} 属于 {}；子网只能关联所在 VPC 的路由表。"};
inline constexpr ErrorKind kNameLength{"InvalidParameterValue.TooLong",
                                       "RouteTableName must have 1 to 60 characters.",
                                       "RouteTableName 的长度应为 1 到 60 个字符。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded", "VPC {} has {} route tables, which is the limit; delete one first.",
    "VPC {} 已有 {} 个路由表，达到上限，请先删除。"};
inline constexpr ErrorKind kMainStays{
    "UnsupportedOperation.DelDefaultRoute",
    "Route table {} is the main one of VPC {} and goes only with it.",
    "路由表 {} 是 VPC {} 的默认路由表，只能随 VPC 一起删除。"};
inline constexpr ErrorKind kInUse{
    "UnsupportedOperation.DelRouteWithSubnet",
    "Route table {} is still used by {}; give that another with ReplaceRouteTableAssociation "
    "first.",
    "路由表 {} 仍被 {} 使用，请先通过 ReplaceRouteTableAssociation 更换。"};

Result<void> check_name(std::string_view name);
// Refused for a main table, and while a subnet uses it, with which.
Result<void> check_deletable(const RegionCell& region, const RouteTable& table);

}  // namespace terrane::route_table_rules
