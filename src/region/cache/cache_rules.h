// What holds for every cache, on one page: scope, limits, values, references, and what blocks its
// end.
//
// Scope: one zone, for good, in regions that offer Cloud Memcached (M-16, M-17). ID: cmem-. Limit:
// Limits::caches per account and region. Refers to: its VPC, and its subnet, which lies in its
// zone. Security groups do not apply to it. Nothing blocks its end; a prepaid one is returned first
// (isolated), and deleted by the second call, or after kKeptIsolated.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "model/price.h"
#include "region/cache/cache.h"
#include "region/region_cell.h"

namespace terrane::cache_rules {

inline constexpr uint32_t kPort = 9101;
inline constexpr int64_t kMemoryMost = 64;  // GiB
inline constexpr size_t kNameLimit = 60;
inline constexpr int kLongestPeriodOfCaches = 36;  // months

// --- Which cache. ---
inline constexpr ErrorKind kMalformedId{"InvalidParameterValue.CacheId",
                                        "{} is not a cache's ID (cmem- and 8 characters).",
                                        "{} 不是合法的云缓存实例 ID（cmem- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "ResourceNotFound.Cache",
    "There is no cache {} in this region; memcached's DescribeInstances lists yours.",
    "本地域不存在云缓存实例 {}，可通过 memcached 的 DescribeInstances 查询。"};
inline constexpr ErrorKind kNoneNamed{"InvalidParameterValue.CacheIds",
                                      "CacheIds is empty; name at least one cache.",
                                      "CacheIds 为空，请至少指定一个云缓存实例。"};
inline constexpr ErrorKind kIsolated{"UnsupportedOperation.CacheIsolated",
                                     "Cache {} was returned; renew it by RenewCaches first.",
                                     "云缓存实例 {} 已退还，请先通过 RenewCaches 续费。"};

// --- Where. ---
inline constexpr ErrorKind kNoSuchZone{
    "InvalidParameterValue.Zone", "Zone {} is not one of region {}'s; DescribeZones lists those.",
    "可用区 {} 不属于地域 {}，可通过 DescribeZones 查询。"};
inline constexpr ErrorKind kZoneSoldOut{
    "ResourcesSoldOut.Zone",
    "Zone {} is sold out: it sells no new caches. Use another zone of the region.",
    "可用区 {} 已售罄，不再提供新的云缓存实例，请更换可用区。"};
inline constexpr ErrorKind kZoneWithoutPower{
    "ResourcesSoldOut.Zone",
    "Zone {} has no power (fault {}): no cache can be made there until it is healed. Use another "
    "zone of the region.",
    "可用区 {} 断电（故障 {}），恢复前无法创建云缓存实例，请更换可用区。"};
inline constexpr ErrorKind kVpcAndSubnet{"InvalidParameterValue.SubnetId",
                                         "Give VpcId and SubnetId together, or neither.",
                                         "VpcId 与 SubnetId 必须同时指定或同时省略。"};
inline constexpr ErrorKind kVpcNotFound{
    "ResourceNotFound.Vpc", "There is no VPC {} in this region; DescribeVpcs lists yours.",
    "本地域不存在 VPC {}，可通过 DescribeVpcs 查询。"};
inline constexpr ErrorKind kSubnetNotFound{
    "ResourceNotFound.Subnet", "There is no subnet {} in this region; DescribeSubnets lists yours.",
    "本地域不存在子网 {}，可通过 DescribeSubnets 查询。"};
inline constexpr ErrorKind kSubnetOfAnotherVpc{"InvalidParameterValue.SubnetId",
                                               "Subnet {} is not one of VPC {}'s.",
                                               "子网 {} 不属于 VPC {}。"};
inline constexpr ErrorKind kSubnetOfAnotherZone{
    "InvalidParameterValue.SubnetId",
    "Subnet {} lies in another zone than {}; use one of that zone.",
    "子网 {} 不在可用区 {}，请使用该可用区的子网。"};
inline constexpr ErrorKind kNoDefaultSubnet{
    "InvalidParameterValue.SubnetId",
    "The default VPC has no default subnet in zone {}; name a VPC and a subnet.",
    "默认 VPC 在可用区 {} 没有默认子网，请指定 VPC 和子网。"};
inline constexpr ErrorKind kAddress{
    "InvalidParameterValue.Address",
    "Address {} is not a free one of subnet {} ({}); the first two and the last are reserved.",
    "地址 {} 不是子网 {}（{}）中的可用地址，前两个和最后一个地址为保留地址。"};
inline constexpr ErrorKind kSubnetFull{"ResourceInsufficient.Subnet",
                                       "Subnet {} has no free address left; use another subnet.",
                                       "子网 {} 已无可用地址，请更换子网。"};

// --- What. ---
inline constexpr ErrorKind kTooMany{
    "LimitExceeded.Caches",
    "This account has {} caches in this region, which is the limit; delete one first.",
    "本账号在该地域已有 {} 个云缓存实例，达到上限，请先删除。"};
inline constexpr ErrorKind kName{"InvalidParameterValue.Name",
                                 "Name may have at most {} characters.", "Name 最多 {} 个字符。"};
inline constexpr ErrorKind kMemory{"InvalidParameterValue.MemoryGiB",
                                   "MemoryGiB is {}, but must be 1 to {}.",
                                   "MemoryGiB 为 {}，取值范围为 1 到 {}。"};
inline constexpr ErrorKind kNoSuchProject{
    "ResourceNotFound.Project",
    "There is no project {}; DescribeProjects of service tag lists yours. Project 0 is the "
    "default.",
    "不存在项目 {}，可通过 tag 服务的 DescribeProjects 查询，默认项目为 0。"};
inline constexpr ErrorKind kNothingToChange{
    "MissingParameter", "Name what changes: Name, MemoryGiB, ProjectId or RenewFlag.",
    "请至少指定一项：Name、MemoryGiB、ProjectId 或 RenewFlag。"};

// --- Paying. ---
inline constexpr ErrorKind kChargeType{
    "InvalidParameterValue.ChargeType",
    "ChargeType {} is not offered; use POSTPAID_BY_HOUR or PREPAID.",
    "不支持 ChargeType {}，可选：POSTPAID_BY_HOUR、PREPAID。"};
inline constexpr ErrorKind kPeriod{"InvalidParameterValue.Period",
                                   "Period {} is not offered; use 1 to 12, 24 or 36 months.",
                                   "不支持购买时长 {}，可选：1 到 12、24、36 个月。"};
inline constexpr ErrorKind kRenewFlag{
    "InvalidParameterValue.RenewFlag",
    "RenewFlag {} does not exist; use NOTIFY_AND_AUTO_RENEW, NOTIFY_AND_MANUAL_RENEW or "
    "DISABLE_NOTIFY_AND_MANUAL_RENEW.",
    "不存在续费标识 {}，可选：NOTIFY_AND_AUTO_RENEW、NOTIFY_AND_MANUAL_RENEW、"
    "DISABLE_NOTIFY_AND_MANUAL_RENEW。"};
inline constexpr ErrorKind kNotPrepaid{
    "UnsupportedOperation.ChargeType",
    "Cache {} is charged by the hour; there is nothing to renew.",
    "云缓存实例 {} 为按量计费，无需续费。"};

// The account's cache of this ID. Errors: kMalformedId, kNotFound.
Result<const Cache*> find(const RegionCell& region, AccountId account, std::string_view id);
// The same of several, each once. Errors: those above, kNoneNamed.
Result<std::vector<const Cache*>> find_all(const RegionCell& region, AccountId account,
                                           std::span<const std::string_view> ids);

Result<const Zone*> check_zone(const RegionCell& region, std::string_view id);
// The subnet of the zone that the two name; neither: the zone's default subnet of the default VPC.
Result<const Subnet*> find_subnet(const RegionCell& region, AccountId account, const Zone& zone,
                                  std::string_view vpc, std::string_view subnet);
// The address, which must be free; any, where the text is empty.
Result<Ipv4> check_address(const RegionCell& region, const Subnet& subnet, std::string_view text);
Result<void> check_quota(const RegionCell& region, AccountId account);
Result<void> check_name(std::string_view name);
Result<uint32_t> check_memory(int64_t gib);
Result<ChargeType> check_charge_type(std::string_view type);
Result<int> check_period(int64_t months);
Result<RenewFlag> check_renew_flag(std::string_view flag);

Money hourly_price(const Prices& prices, const Cache& cache);

}  // namespace terrane::cache_rules
