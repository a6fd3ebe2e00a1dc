// What holds for every target, on one page: whom a load balancer may forward to.
//
// An instance of the load balancer's own VPC, in any zone of its region (M-14, M-33); or what has a
// private address in that VPC, an instance or a network interface, by that address. Never one of
// another region or account: for the caller those do not exist (M-8, M-13). A target is told apart
// by its port, too. Limit: Limits::targets_per_listener_or_rule. When an instance or an interface
// goes, its targets go with it.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "region/balancer/balancer_tables.h"
#include "region/region_cell.h"

namespace terrane::target_rules {

inline constexpr int64_t kWeightLimit = 100;
inline constexpr uint32_t kDefaultWeight = 10;
inline constexpr size_t kTargetsPerCall = 100;
inline constexpr size_t kTargetsPerBatch = 500;

inline constexpr ErrorKind kNoneNamed{"MissingParameter", "Targets must hold at least one target.",
                                      "Targets 至少包含一个后端。"};
inline constexpr ErrorKind kTooManyNamed{"InvalidParameterValue.Length",
                                         "Targets may hold at most {} targets; send several calls.",
                                         "Targets 最多包含 {} 个后端，请分多次调用。"};
inline constexpr ErrorKind kUnnamed{
    "MissingParameter", "A target is named by its InstanceId or its EniIp: give one of the two.",
    "后端需要填写 InstanceId 或 EniIp 之一。"};
inline constexpr ErrorKind kNamedTwice{
    "InvalidParameter", "A target is named by its InstanceId or its EniIp, not by both.",
    "后端的 InstanceId 与 EniIp 不能同时填写。"};
inline constexpr ErrorKind kUnknownType{"InvalidParameterValue",
                                        "A target's Type must be CVM or ENI, not {}.",
                                        "后端的 Type 应为 CVM 或 ENI，而不是 {}。"};
inline constexpr ErrorKind kMalformedInstance{"InvalidParameter.FormatError",
                                              "{} is not an instance's ID (ins- and 8 characters).",
                                              "{} 不是合法的实例 ID（ins- 加 8 位字符）。"};
inline constexpr ErrorKind kNoInstance{
    "InvalidParameterValue",
    "There is no instance {} in this region; DescribeInstances lists yours.",
    "本地域不存在实例 {}，可通过 DescribeInstances 查询。"};
inline constexpr ErrorKind kOtherVpc{
    "InvalidParameterValue",
    "Instance {} is in VPC {}; the load balancer forwards within its own, {}.",
    "实例 {} 位于 VPC {}，而负载均衡只能转发到其所在的 VPC {}。"};
inline constexpr ErrorKind kInstanceGoing{
    "FailedOperation", "Instance {} is isolated or being terminated; it cannot be a target.",
    "实例 {} 已隔离或正在退还，不能作为后端。"};
inline constexpr ErrorKind kMalformedAddress{
    "InvalidParameter.FormatError", "{} is not an IPv4 address.", "{} 不是合法的 IPv4 地址。"};
inline constexpr ErrorKind kNoAddress{
    "InvalidParameterValue",
    "No instance or network interface has the private address {} in VPC {}.",
    "没有实例或弹性网卡使用内网地址 {}（VPC {}）。"};
inline constexpr ErrorKind kPortRange{"InvalidParameterValue",
                                      "A target's Port is {}, but must be 1 to 65535.",
                                      "后端端口为 {}，取值范围为 1 到 65535。"};
inline constexpr ErrorKind kWeightRange{"InvalidParameterValue",
                                        "A target's Weight is {}, but must be 0 to {}.",
                                        "后端权重为 {}，取值范围为 0 到 {}。"};
inline constexpr ErrorKind kTwice{"InvalidParameterValue.Duplicate",
                                  "Target {} with port {} is given twice.",
                                  "后端 {} 端口 {} 重复。"};
inline constexpr ErrorKind kBoundAlready{
    "InvalidParameterValue.Duplicate",
    "{} forwards to {} with port {} already; ModifyTargetWeight changes its weight.",
    "{} 已绑定后端 {} 端口 {}，可通过 ModifyTargetWeight 修改权重。"};
inline constexpr ErrorKind kNotBound{"InvalidParameter", "{} does not forward to {} with port {}.",
                                     "{} 未绑定后端 {} 端口 {}。"};
inline constexpr ErrorKind kTooMany{"LimitExceeded", "{} would have {} targets, and may have {}.",
                                    "{} 将有 {} 个后端，上限为 {}。"};
inline constexpr ErrorKind kByGroups{
    "FailedOperation",
    "{} forwards to target groups; register with a group, or change its TargetType.",
    "{} 绑定的是目标组，请将后端注册到目标组，或修改 TargetType。"};
inline constexpr ErrorKind kWeightMissing{
    "MissingParameter", "Give a Weight, for each target or for all.", "请填写 Weight。"};

// What a request says of a target; the texts are its own.
struct WantedTarget {
  std::string_view type;
  std::string_view instance;
  std::string_view address;
  int64_t port = 0;
  std::optional<int64_t> weight;

  std::string_view name() const { return instance.empty() ? address : instance; }
};

Result<uint16_t> check_port(int64_t port);
Result<uint32_t> check_weight(std::optional<int64_t> weight);
// The target that is meant, in this VPC.
Result<Target> check_target(const RegionCell& region, AccountId account, VpcId vpc,
                            const WantedTarget& wanted, Time now);
// What has this private address in the VPC.
Result<Target> find_by_address(const RegionCell& region, VpcId vpc, std::string_view address);
// Whether the request names this target.
bool names(const WantedTarget& wanted, const Target& target);
// The target's own private address.
Ipv4 address_of(const RegionCell& region, const Target& target);

}  // namespace terrane::target_rules
