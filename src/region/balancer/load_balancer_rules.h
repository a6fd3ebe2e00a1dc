// What holds for every load balancer, on one page: scope, limits, values, references, and what
// blocks deletion.
//
// Scope: one region, every zone of it (M-33). ID: clb-. Limit: Limits::load_balancers of each type,
// open and internal, per account. An open one has a public address, an internal one an address of
// its subnet, for life; an elastic IP bound to that is let go with it. It belongs to a VPC, and
// forwards to instances of that VPC in any zone; to none of another region (M-14) or account
// (M-13). Its master zone is the one it works in while that is well; the backup zones take over.
// Refers to: its VPC, its subnet, its security groups. Its listeners and their rules go with it.
// Deletion is refused while it is protected, and, unless forced, with kTargetsAtRisk targets or
// more. A change is refused while another is under way.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/tag_rules.h"
#include "region/balancer/balancer_tables.h"
#include "region/charging/term.h"
#include "region/region_cell.h"

namespace terrane::load_balancer_rules {

inline constexpr size_t kNameLength = 60;
inline constexpr int64_t kPerCall = 20;
inline constexpr size_t kIdsPerCall = 20;
inline constexpr size_t kGroupsLimit = 50;
inline constexpr uint32_t kBandwidthLimit = 2048;
inline constexpr size_t kTargetsAtRisk = 20;

inline constexpr ErrorKind kNotFound{
    "InvalidParameter.LBIdNotFound",
    "There is no load balancer {} in this region; DescribeLoadBalancers lists yours.",
    "本地域不存在负载均衡实例 {}，可通过 DescribeLoadBalancers 查询。"};
inline constexpr ErrorKind kMalformedId{"InvalidParameter.FormatError",
                                        "{} is not a load balancer's ID (clb- and 8 characters).",
                                        "{} 不是合法的负载均衡实例 ID（clb- 加 8 位字符）。"};
inline constexpr ErrorKind kInOperation{
    "FailedOperation.ResourceInOperating",
    "Load balancer {} is being changed by another task; try again when DescribeTaskStatus says "
    "that is over.",
    "负载均衡实例 {} 正在执行其他任务，请待其完成后重试。"};
inline constexpr ErrorKind kIsolated{
    "FailedOperation", "Load balancer {} is isolated: its period is over, so it cannot be changed.",
    "负载均衡实例 {} 已到期隔离，不能变更。"};
inline constexpr ErrorKind kNoneNamed{"MissingParameter", "Name at least one load balancer.",
                                      "至少指定一个负载均衡实例。"};
inline constexpr ErrorKind kTooManyNamed{"InvalidParameterValue.Length",
                                         "{} may hold at most {} elements; send several calls.",
                                         "{} 最多包含 {} 个元素，请分多次调用。"};
inline constexpr ErrorKind kUnknownType{"InvalidParameterValue",
                                        "LoadBalancerType must be OPEN or INTERNAL, not {}.",
                                        "LoadBalancerType 应为 OPEN 或 INTERNAL，而不是 {}。"};
inline constexpr ErrorKind kNameLengthRange{"InvalidParameterValue.Length",
                                            "LoadBalancerName must have 1 to {} characters.",
                                            "LoadBalancerName 的长度应为 1 到 {} 个字符。"};
inline constexpr ErrorKind kNotOffered{"UnsupportedOperation",
                                       "{} is not offered in this cloud; leave it out.",
                                       "本云未提供 {}，请勿填写。"};
inline constexpr ErrorKind kCountRange{"InvalidParameterValue.Range",
                                       "Number is {}, but must be 1 to {}.",
                                       "Number 为 {}，取值范围为 1 到 {}。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded",
    "This account has {} load balancers of type {} in this region, and may have {}; delete one "
    "first.",
    "本账号在该地域已有 {} 个 {} 类型负载均衡实例，上限为 {}，请先删除。"};
inline constexpr ErrorKind kNoVpc{"InvalidParameterValue",
                                  "There is no VPC {} in this region; DescribeVpcs lists yours.",
                                  "本地域不存在 VPC {}，可通过 DescribeVpcs 查询。"};
inline constexpr ErrorKind kNoDefaultVpc{
    "InvalidParameterValue", "This account has no default VPC in this region; name one by VpcId.",
    "本账号在该地域没有默认 VPC，请通过 VpcId 指定。"};
inline constexpr ErrorKind kNoSubnet{
    "InvalidParameterValue", "There is no subnet {} in VPC {}; DescribeSubnets lists yours.",
    "不存在子网 {}，或其不属于 VPC {}，可通过 DescribeSubnets 查询。"};
inline constexpr ErrorKind kSubnetMissing{
    "MissingParameter", "An INTERNAL load balancer needs a SubnetId, which its address is of.",
    "INTERNAL 类型需要指定 SubnetId。"};
inline constexpr ErrorKind kAddressMalformed{"InvalidParameter.FormatError",
                                             "Vip {} is not an IPv4 address.",
                                             "Vip {} 不是合法的 IPv4 地址。"};
inline constexpr ErrorKind kAddressUnfit{
    "InvalidParameterValue",
    "Vip {} cannot be had: it must be a free address of subnet {}, not one of the range's first "
    "two, nor its last.",
    "Vip {} 不可用：应为子网 {} 中未被占用的地址，且不能是网段的前两个和最后一个。"};
inline constexpr ErrorKind kAddressForOne{
    "InvalidParameterValue", "Vip names one address of a subnet: for one INTERNAL load balancer.",
    "Vip 仅适用于创建单个 INTERNAL 类型实例。"};
inline constexpr ErrorKind kSubnetFull{"ResourceInsufficient",
                                       "Subnet {} has no free address left; use another.",
                                       "子网 {} 已无可用地址，请更换子网。"};
inline constexpr ErrorKind kNoneLeft{"ResourceInsufficient",
                                     "Region {} has no public address left; release some first.",
                                     "地域 {} 的公网 IP 已用尽，请先释放。"};
inline constexpr ErrorKind kNoSuchZone{"InvalidParameterValue",
                                       "{} is not a zone of {}; DescribeZones lists them.",
                                       "可用区 {} 不属于地域 {}，可通过 DescribeZones 查询。"};
inline constexpr ErrorKind kZoneSoldOut{"ResourceInsufficient",
                                        "Zone {} is sold out; use another zone of the region.",
                                        "可用区 {} 已售罄，请更换可用区。"};
inline constexpr ErrorKind kSameZone{"InvalidParameterValue",
                                     "The backup zone must be another than the master zone, {}.",
                                     "备可用区不能与主可用区 {} 相同。"};
inline constexpr ErrorKind kUnknownInternetCharge{
    "InvalidParameterValue",
    "InternetChargeType {} does not go with a load balancer of this type; use "
    "TRAFFIC_POSTPAID_BY_HOUR, BANDWIDTH_POSTPAID_BY_HOUR, or BANDWIDTH_PREPAID for prepaid ones.",
    "网络计费类型 {} 不适用，可选 TRAFFIC_POSTPAID_BY_HOUR、BANDWIDTH_POSTPAID_BY_HOUR，"
    "包年包月实例可选 BANDWIDTH_PREPAID。"};
inline constexpr ErrorKind kNoPackage{
    "InvalidParameterValue", "This account has no bandwidth package {}; no action makes one.",
    "本账号没有带宽包 {}。"};
inline constexpr ErrorKind kBandwidthRange{
    "InvalidParameterValue.Range", "InternetMaxBandwidthOut is {}, but must be 1 to {} Mbps.",
    "InternetMaxBandwidthOut 为 {}，取值范围为 1 到 {} Mbps。"};
inline constexpr ErrorKind kInternalHasNoInternet{
    "InvalidParameterValue", "An INTERNAL load balancer has no way to the Internet to charge.",
    "INTERNAL 类型没有公网，不能设置公网计费。"};
inline constexpr ChargingErrors kChargingErrors{
    .unknown = {"InvalidParameterValue",
                "LBChargeType, which an inquiry calls LoadBalancerChargeType, must be PREPAID or "
                "POSTPAID_BY_HOUR, not {}.",
                "LBChargeType（询价时为 LoadBalancerChargeType）应为 PREPAID 或 "
                "POSTPAID_BY_HOUR，而不是 {}。"},
    .period_missing = {"MissingParameter",
                       "A PREPAID load balancer needs LBChargePrepaid with a Period.",
                       "PREPAID 类型需要在 LBChargePrepaid 中指定 Period。"},
    .period = {"InvalidParameterValue",
               "Period {} is not offered; use 1 to 12, 24, 36, 48 or 60 months.",
               "不支持购买时长 {}，可选：1 到 12、24、36、48、60 个月。"},
    .renew_flag = {"InvalidParameterValue",
                   "RenewFlag must be NOTIFY_AND_AUTO_RENEW, NOTIFY_AND_MANUAL_RENEW or "
                   "DISABLE_NOTIFY_AND_MANUAL_RENEW, not {}.",
                   "RenewFlag 应为 NOTIFY_AND_AUTO_RENEW、NOTIFY_AND_MANUAL_RENEW 或 "
                   "DISABLE_NOTIFY_AND_MANUAL_RENEW，而不是 {}。"}};
inline constexpr ErrorKind kUnknownPerformance{
    "InvalidParameterValue",
    "SlaType {} does not exist; the types are clb.c1.small, clb.c2.medium, clb.c3.small, "
    "clb.c3.medium, clb.c4.small, clb.c4.medium, clb.c4.large, clb.c4.xlarge, or SHARED.",
    "不存在性能容量型规格 {}，可选 clb.c1.small、clb.c2.medium、clb.c3.small、clb.c3.medium、"
    "clb.c4.small、clb.c4.medium、clb.c4.large、clb.c4.xlarge 或 SHARED。"};
inline constexpr ErrorKind kNoSuchProject{"InvalidParameterValue",
                                          "There is no project {}; DescribeProjects of service tag "
                                          "lists yours. Project 0 is the default.",
                                          "不存在项目 {}，可通过 tag 服务的 DescribeProjects "
                                          "查询，默认项目为 0。"};
inline constexpr ErrorKind kGroupNotFound{
    "InvalidParameterValue",
    "There is no security group {} in this region; DescribeSecurityGroups lists yours.",
    "本地域不存在安全组 {}，可通过 DescribeSecurityGroups 查询。"};
inline constexpr ErrorKind kMalformedGroupId{
    "InvalidParameter.FormatError", "{} is not a security group's ID (sg- and 8 characters).",
    "{} 不是合法的安全组 ID（sg- 加 8 位字符）。"};
inline constexpr ErrorKind kTooManyGroups{"LimitExceeded",
                                          "A load balancer may have at most {} security groups.",
                                          "每个负载均衡实例最多绑定 {} 个安全组。"};
inline constexpr ErrorKind kTargetsElsewhere{
    "InvalidParameterValue",
    "A load balancer forwards within its own region and VPC only: {} in {}, not {} in {}.",
    "负载均衡只能转发到其所在的地域和 VPC：{}（{}），而不是 {}（{}）。"};
inline constexpr ErrorKind kProtected{
    "FailedOperation",
    "Load balancer {} is protected against deletion; set DeleteProtect to false first.",
    "负载均衡实例 {} 已开启删除保护，请先将 DeleteProtect 设为 false。"};
inline constexpr ErrorKind kManyTargets{
    "FailedOperation.TargetNumCheckRisk",
    "Load balancer {} has {} targets; deregister them first, or set ForceDelete.",
    "负载均衡实例 {} 绑定了 {} 个后端，请先解绑，或设置 ForceDelete。"};
inline constexpr ErrorKind kLogMalformed{
    "InvalidParameterValue",
    "LogSetId and LogTopicId go together: both, or both empty to turn the log off.",
    "LogSetId 与 LogTopicId 需同时填写，或同时为空以关闭日志。"};
inline constexpr ErrorKind kLogType{"InvalidParameterValue", "LogType must be ACCESS, not {}.",
                                    "LogType 应为 ACCESS，而不是 {}。"};

inline constexpr TagErrors kTagErrors{
    .key_length = {"InvalidParameterValue.Length", "Tag key {} must have 1 to 127 characters.",
                   "标签键 {} 的长度应为 1 到 127 个字符。"},
    .reserved_key = {"InvalidParameterValue",
                     "Tag key {} is reserved: keys may not start with \"qcloud\" or \"tencent\".",
                     "标签键 {} 为系统保留，不能以 qcloud 或 tencent 开头。"},
    .value_length = {"InvalidParameterValue.Length",
                     "The value of tag {} may have at most 255 characters.",
                     "标签 {} 的值最多 255 个字符。"},
    .key_twice = {"InvalidParameterValue", "Tag key {} is given twice; keep one.",
                  "标签键 {} 重复，请只保留一个。"},
    .too_many = {"LimitExceeded", "It may have at most {} tags.", "最多 {} 个标签。"}};

// True for INTERNAL.
Result<bool> check_type(std::string_view type);
inline std::string_view type_name(bool internal) {
  return internal ? "INTERNAL" : "OPEN";
}
Result<void> check_name(std::string_view name);
Result<void> check_quota(const RegionCell& region, AccountId account, bool internal, uint32_t more);
// By name or public number; sold-out zones take no new ones (M-2).
Result<const Zone*> check_zone(const RegionCell& region, std::string_view zone);
// The type's name as it is kept; empty for a shared one.
Result<std::string> check_performance(std::string_view type);
// How many units of capacity a performance type has; 0 for a shared one.
uint32_t capacity_of(std::string_view performance);
Result<std::vector<SecurityGroupId>> check_groups(const RegionCell& region, AccountId account,
                                                  std::span<const std::string_view> ids);

Result<Charging> check_charge(const WantedCharging& wanted);

struct WantedTraffic {
  std::string_view charge;  // empty: by traffic
  std::optional<int64_t> bandwidth_mbps;
};
struct Traffic {
  std::string charge;
  uint32_t bandwidth_mbps = 0;
};
Result<Traffic> check_traffic(const WantedTraffic& wanted, bool internal, bool prepaid);

}  // namespace terrane::load_balancer_rules
