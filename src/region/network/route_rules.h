// What holds for every route, on one page: destination, next hop, and what may stand beside it.
//
// Every table begins with the local routes, one for each range of its VPC: nobody makes, edits or
// deletes them, and a destination within such a range is refused, so that nothing shadows them. A
// wider one, such as 0.0.0.0/0, is accepted: the local routes are longer and win. Among the enabled
// routes of a table each destination stands once; a second way to it must stay disabled until the
// first is. Limit: Limits::routes_per_route_table, without the local ones. A next hop must be there
// when the route is made: what the cloud does not have of its kind is not found. If it goes later,
// the route stays and leads nowhere. To a peering connection lead only routes of the VPCs at its
// ends, while it is active, and to destinations within the other one's ranges.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "region/network/route_table.h"
#include "region/region_cell.h"

namespace terrane::route_rules {

inline constexpr ErrorKind kMissing{"MissingParameter", "A route needs {}; add it.",
                                    "路由策略缺少 {}，请补充。"};
inline constexpr ErrorKind kNotARange{
    "InvalidParameterValue.Malformed",
    "DestinationCidrBlock {} is not a range such as 192.168.0.0/16, with no bit set behind the "
    "mask.",
    "DestinationCidrBlock {} 不是合法的网段，例如 192.168.0.0/16，且掩码后的位必须为 0。"};
inline constexpr ErrorKind kNoIpv6{
    "InvalidParameterValue",
    "DestinationIpv6CidrBlock {} cannot be routed: no VPC here has an IPv6 range. Leave it out.",
    "DestinationIpv6CidrBlock {} 无法路由：此处的 VPC 没有 IPv6 网段，请勿填写。"};
inline constexpr ErrorKind kWithinVpc{
    "InvalidParameterValue.VpcCidrConflict",
    "Destination {} lies within {} of VPC {}, which the local route serves; choose one outside it.",
    "目的网段 {} 位于 {}（VPC {}）内，由本地路由负责，请选择其他网段。"};
inline constexpr ErrorKind kUnknownType{"InvalidParameterValue", "GatewayType {} is none of {}.",
                                        "GatewayType {} 不在可选值 {} 中。"};
inline constexpr ErrorKind kNotAnAddress{
    "InvalidParameterValue.Malformed",
    "GatewayId {} must be an instance's private IP or its ID for GatewayType NORMAL_CVM.",
    "GatewayType 为 NORMAL_CVM 时，GatewayId {} 应为实例的内网 IP 或实例 ID。"};
inline constexpr ErrorKind kNotZero{"InvalidParameterValue",
                                    "GatewayId {} must be \"0\" for GatewayType EIP.",
                                    "GatewayType 为 EIP 时，GatewayId 应为 \"0\"，而不是 {}。"};
inline constexpr ErrorKind kNoSuchHop{"ResourceNotFound", "VPC {} has no {} {} to route to.",
                                      "VPC {} 中没有可作为下一跳的 {} {}。"};
inline constexpr ErrorKind kPeeringNotActive{
    "InvalidParameterValue.RouteNextHopInvalid",
    "Peering connection {} is {}; routes lead to an ACTIVE one.",
    "对等连接 {} 的状态为 {}，仅 ACTIVE 状态可作为下一跳。"};
inline constexpr ErrorKind kNotInPeer{
    "InvalidParameterValue.CidrNotInPeerVpc",
    "Destination {} lies outside the ranges of {}, at the other end of peering connection {}.",
    "目的网段 {} 不在 {}（对等连接 {} 的对端 VPC）的网段内。"};
inline constexpr ErrorKind kDescriptionLength{"InvalidParameterValue",
                                              "RouteDescription may have at most 60 characters.",
                                              "RouteDescription 最多 60 个字符。"};
inline constexpr ErrorKind kDuplicate{"InvalidParameterValue.Duplicate",
                                      "Route table {} already leads {} to {} {}.",
                                      "路由表 {} 中已存在目的网段 {}、下一跳 {} {} 的路由。"};
inline constexpr ErrorKind kSecondWay{
    "UnsupportedOperation.Ecmp",
    "Route table {} already leads {} to {} {}; disable that route first.",
    "路由表 {} 中目的网段 {} 已指向 {} {}，请先禁用该路由。"};
inline constexpr ErrorKind kTooMany{"LimitExceeded", "Route table {} may have at most {} routes.",
                                    "路由表 {} 最多 {} 条路由。"};
inline constexpr ErrorKind kNotFound{
    "ResourceNotFound", "Route table {} has no route {}; DescribeRouteTables lists its routes.",
    "路由表 {} 中不存在路由 {}，可通过 DescribeRouteTables 查询。"};
inline constexpr ErrorKind kMalformedId{
    "InvalidParameterValue.Malformed",
    "{} is not a route's ID: give RouteId, or RouteItemId (rti- and 8 characters).",
    "{} 不是合法的路由 ID：请填写 RouteId，或 RouteItemId（rti- 加 8 位字符）。"};
inline constexpr ErrorKind kLocal{
    "UnsupportedOperation.SystemRoute",
    "A local route belongs to its VPC: it cannot be made, changed or deleted.",
    "本地路由属于 VPC，不能创建、修改或删除。"};

struct NewRoute {
  std::string destination;
  std::string ipv6_destination;
  std::string gateway_type;
  std::string gateway;
  std::string description;
  std::string route_type;  // USER or empty
  bool enabled = true;
};

// A route's RouteId is a number below 36^8, and its RouteItemId the same number as text. Local
// routes have RouteId 0 and no RouteItemId.
inline constexpr std::string_view kItemPrefix = "rti-";
std::string item_id(uint64_t route);
Result<uint64_t> parse_item_id(std::string_view text);

// The routes that every table of the VPC begins with; nothing of them is stored.
std::vector<StoredRoute> local_routes(const Vpc& vpc);
// "USER", or "LOCAL" for a local route.
std::string_view type_of(const StoredRoute& route);

// What is stored of the route, but for its ID: values and next hop are right for the VPC.
Result<StoredRoute> check_route(const RegionCell& region, const Vpc& vpc, const NewRoute& wanted);
// Whether `added` may stand beside the table's other routes.
Result<void> check_beside(const RouteTable& table, std::span<const StoredRoute> routes,
                          const StoredRoute& added);

}  // namespace terrane::route_rules
