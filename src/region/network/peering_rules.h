// What holds for every VPC peering connection, on one page: scope, limits, values, references, and
// what blocks deletion.
//
// It joins two VPCs, of one region or two, of one account or two (M-12); nothing else leads from
// one account's VPC to another's (M-13). ID: pcx-, the same at both ends. The account's own other
// VPC accepts by itself; another account has seven days to. The ranges of the two VPCs, assistant
// ones among them, are apart: at the request, as far as it can be seen there, and again where it is
// accepted. Assistant ranges that come later are kept apart from what is known of the other side;
// if both sides take one range at the same moment, each one's own route serves it.
// Two VPCs have one connection. Requests that cross each other: that with the lower ID stays.
// Limit: Limits::peering_connections_per_vpc, of those that a VPC requested or accepted. What
// others request of it ties and costs nothing.
//
// Nobody learns of another account's VPC: whatever hinders the connection at the other side is
// answered by one and the same state.
// Refers to: the VPCs at its ends that are in the region, which wait with their deletion. Referred
// to by routes, which stay when it goes, and lead nowhere then. Either account may delete it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "region/network/peering_connection.h"
#include "region/region_cell.h"

namespace terrane::peering_rules {

inline constexpr int64_t kBandwidthMbps = 10'000;
inline constexpr std::string_view kType = "VPC_PEER";

inline constexpr ErrorKind kMalformedId{
    "InvalidParameterValue.Malformed",
    "PeeringConnectionId {} is not a peering connection's ID (pcx- and 8 characters).",
    "PeeringConnectionId {} 不是合法的对等连接 ID（pcx- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "ResourceNotFound",
    "There is no peering connection {} in this region; DescribeVpcPeeringConnections lists yours.",
    "本地域不存在对等连接 {}，可通过 DescribeVpcPeeringConnections 查询。"};

// --- Values. ---
inline constexpr ErrorKind kNoName{"InvalidParameterValue.Empty",
                                   "PeeringConnectionName is empty; give 1 to 60 characters.",
                                   "PeeringConnectionName 为空，长度应为 1 到 60 个字符。"};
inline constexpr ErrorKind kNameLength{"InvalidParameterValue",
                                       "PeeringConnectionName may have at most 60 characters.",
                                       "PeeringConnectionName 最多 60 个字符。"};
inline constexpr ErrorKind kNoSuchRegion{
    "InvalidParameterValue",
    "There is no region {}; DestinationRegion takes its short code, such as gz, or its ID.",
    "不存在地域 {}，DestinationRegion 应为地域简称（如 gz）或地域 ID。"};
inline constexpr ErrorKind kNotAUin{"InvalidParameterValue.Malformed",
                                    "DestinationUin {} is not an account's number.",
                                    "DestinationUin {} 不是合法的账号 ID。"};
inline constexpr ErrorKind kBandwidth{"InvalidParameterValue",
                                      "Bandwidth {} must be from 1 to {} Mbps.",
                                      "Bandwidth {} 应为 1 到 {} Mbps。"};
inline constexpr ErrorKind kUnknownCharge{
    "InvalidParameterValue", "ChargeType {} is none of POSTPAID_BY_DAY_MAX, POSTPAID_BY_MONTH_95.",
    "ChargeType {} 不在可选值 POSTPAID_BY_DAY_MAX、POSTPAID_BY_MONTH_95 中。"};
inline constexpr ErrorKind kUnknownQos{"InvalidParameterValue",
                                       "QosLevel {} is none of PT, AU and AG.",
                                       "QosLevel {} 不在可选值 PT、AU、AG 中。"};
inline constexpr ErrorKind kTypeNotOffered{"UnsupportedOperation",
                                           "Type {} is not offered; leave it out, or use VPC_PEER.",
                                           "不支持 Type {}，请勿填写或使用 VPC_PEER。"};

// --- Which two VPCs. ---
inline constexpr ErrorKind kWithItself{"InvalidParameterValue.Combination",
                                       "VPC {} cannot be connected with itself.",
                                       "VPC {} 不能与自身建立对等连接。"};
inline constexpr ErrorKind kNoSuchVpc{
    "ResourceNotFound",
    "Account {} has no VPC {} in region {}; check DestinationUin and "
    "DestinationRegion.",
    "账号 {} 在地域 {} 中不存在 VPC {}，请检查 DestinationUin 和 DestinationRegion。"};
inline constexpr ErrorKind kExists{"UnsupportedOperation.VpcPeerAlreadyExist",
                                   "VPC {} and VPC {} have peering connection {}.",
                                   "VPC {} 与 VPC {} 已有对等连接 {}。"};
inline constexpr ErrorKind kOverlap{
    "UnsupportedOperation.VpcPeerCidrConflict",
    "{} of VPC {} overlaps {} of VPC {}; only VPCs whose ranges are apart can be connected.",
    "网段 {}（VPC {}）与网段 {}（VPC {}）重叠，仅网段不重叠的 VPC 可建立对等连接。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded.VpcPeerTotalLimitExceeded",
    "VPC {} has {} peering connections, which is the limit; delete one first.",
    "VPC {} 已有 {} 个对等连接，达到上限，请先删除。"};
inline constexpr ErrorKind kTooManyAtDestination{"LimitExceeded.VpcPeerAvaLimitExceeded",
                                                 kTooMany.english, kTooMany.chinese};

// --- Who may do what, when. ---
inline constexpr ErrorKind kNotTheAccepter{
    "UnsupportedOperation.VpcPeerPurviewError",
    "Peering connection {} is decided by account {} in region {}, at the other end.",
    "对等连接 {} 由对端账号 {} 在地域 {} 处理。"};
inline constexpr ErrorKind kNotTheRequester{
    "UnsupportedOperation",
    "Peering connection {} is changed by account {} in region {}, which "
    "requested it.",
    "对等连接 {} 只能由发起方账号 {} 在地域 {} 修改。"};
inline constexpr ErrorKind kDecided{
    "UnsupportedOperation.VpcPeerInvalidStateChange",
    "Peering connection {} is {}; only a PENDING one is accepted or rejected.",
    "对等连接 {} 的状态为 {}，仅 PENDING 状态可接受或拒绝。"};
inline constexpr ErrorKind kVpcGone{
    "UnsupportedOperation.VpcPeerInvalidStateChange",
    "Peering connection {} cannot be accepted: VPC {} is gone. Reject it.",
    "无法接受对等连接 {}：VPC {} 已删除，请拒绝。"};
inline constexpr ErrorKind kOverlapsNow{
    "UnsupportedOperation.VpcPeerInvalidStateChange",
    "Peering connection {} cannot be accepted: {} of the other VPC overlaps {} of VPC {}.",
    "无法接受对等连接 {}：对端网段 {} 与网段 {}（VPC {}）重叠。"};
inline constexpr ErrorKind kTooManyNow{
    "UnsupportedOperation.VpcPeerInvalidStateChange",
    "Peering connection {} cannot be accepted: VPC {} has {} of them, which is the limit.",
    "无法接受对等连接 {}：VPC {} 已有 {} 个对等连接，达到上限。"};
inline constexpr ErrorKind kExistsNow{
    "UnsupportedOperation.VpcPeerInvalidStateChange",
    "Peering connection {} cannot be accepted: the two VPCs have {}.",
    "无法接受对等连接 {}：两个 VPC 已有对等连接 {}。"};

Result<void> check_name(std::string_view name);
// A region by its short code, as connections name it, or by its ID.
Result<const Region*> find_region(const Catalogue& catalogue, std::string_view text);
Result<AccountId> parse_uin(std::string_view text);
// What is not given takes its default.
struct WantedTerms {
  std::string name;
  std::optional<int64_t> bandwidth_mbps;
  std::string_view charge;
  std::string_view qos;
  std::string_view type;
};
Result<PeeringTerms> check_terms(const WantedTerms& wanted);
Result<int64_t> check_bandwidth(int64_t mbps);
Result<std::string> check_charge(std::string_view charge);

// --- What is there. ---
// Calls visit(connection) for each that the account has an end of in this region.
template <class Visit>
void each_of(const RegionCell& region, AccountId account, Visit visit) {
  for (const PeeringConnection* connection : region.network.peering_connections.of(account))
    if (connection) visit(*connection);
  for (const auto& [sequence, connection] : region.network.peering_offers.of(account))
    visit(*connection);
}
// That of the two ends which is the VPC's, of this region; null if neither is.
const PeeringEnd* end_of(const PeeringConnection& connection, VpcId vpc);
const PeeringEnd& other_end(const PeeringConnection& connection, const PeeringEnd& end);
// The ranges at an end, as far as this region knows them.
std::vector<Cidr> ranges_at(const RegionCell& region, const PeeringConnection& connection,
                            const PeeringEnd& end);
// The account's connection of the two ends that is pending or active, but for one; null if none is.
const PeeringConnection* live_between(const RegionCell& region, AccountId account,
                                      const PeeringEnd& one, const PeeringEnd& other,
                                      PeeringConnectionId but);
// Connections that the VPC requested and that are pending or active, or that it accepted.
std::vector<const PeeringConnection*> tied_to(const RegionCell& region, VpcId vpc);
bool has_too_many(const RegionCell& region, VpcId vpc);

struct Overlap {
  Cidr one, other;
};
std::optional<Overlap> find_overlap(const std::vector<Cidr>& some, const std::vector<Cidr>& others);

// The accepter's VPC is here, and apart from the requester's.
Result<void> check_apart(const RegionCell& region, const PeeringConnection& connection);
// The connection, which is pending here, could become active.
Result<void> check_acceptable(const RegionCell& region, const PeeringConnection& connection);

}  // namespace terrane::peering_rules
