// What holds for every target group, on one page: scope, limits, values, references, and what
// blocks deletion.
//
// Scope: one region, every zone of it. ID: lbtg-. Limit: Limits::target_groups per account. It
// belongs to a VPC; its members are named by private addresses of that VPC, whatever zone they are
// in (M-14). Of type v1, a listener or a rule forwards to it alone; of type v2, to several, each by
// its weight. It is associated with listeners and rules of load balancers of its VPC whose
// TargetType says so. Refers to: its VPC, its members' instances and interfaces. Referred to by:
// listeners and rules; deletion waits for them.
#pragma once

#include <string_view>

#include "region/balancer/load_balancer_rules.h"
#include "region/balancer/target_rules.h"

namespace terrane::target_group_rules {

inline constexpr size_t kNameLength = 50;
inline constexpr size_t kPerCall = 20;

inline constexpr ErrorKind kNotFound{
    "InvalidParameter",
    "There is no target group {} in this region; DescribeTargetGroups lists "
    "yours.",
    "本地域不存在目标组 {}，可通过 DescribeTargetGroups 查询。"};
inline constexpr ErrorKind kMalformedId{"InvalidParameter",
                                        "{} is not a target group's ID (lbtg- and 8 characters).",
                                        "{} 不是合法的目标组 ID（lbtg- 加 8 位字符）。"};
inline constexpr ErrorKind kNoneNamed{"InvalidParameter", "Name at least one target group.",
                                      "至少指定一个目标组。"};
inline constexpr ErrorKind kTooManyNamed{"InvalidParameterValue",
                                         "{} may hold at most {} elements; send several calls.",
                                         "{} 最多包含 {} 个元素，请分多次调用。"};
inline constexpr ErrorKind kNameLengthRange{"InvalidParameterValue",
                                            "TargetGroupName must have 1 to {} characters.",
                                            "TargetGroupName 的长度应为 1 到 {} 个字符。"};
inline constexpr ErrorKind kUnknownType{"InvalidParameterValue", "Type must be v1 or v2, not {}.",
                                        "Type 应为 v1 或 v2，而不是 {}。"};
inline constexpr ErrorKind kUnknownProtocol{
    "InvalidParameterValue",
    "A target group of type v2 needs a Protocol: TCP, UDP, HTTP, HTTPS or GRPC, not {}.",
    "v2 类型目标组需要填写 Protocol：TCP、UDP、HTTP、HTTPS 或 GRPC，而不是 {}。"};
inline constexpr ErrorKind kOnlyWeighted{"InvalidParameterValue",
                                         "{} goes with target groups of type v2 only.",
                                         "{} 仅适用于 v2 类型目标组。"};
inline constexpr ErrorKind kNotOffered{"InvalidParameterValue",
                                       "{} is not offered in this cloud; leave it out.",
                                       "本云未提供 {}，请勿填写。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded",
    "This account has {} target groups in this region, which is the limit; delete one first.",
    "本账号在该地域已有 {} 个目标组，达到上限，请先删除。"};
inline constexpr ErrorKind kMemberPort{
    "InvalidParameterValue", "Member {} names no port, and its target group has none to give it.",
    "成员 {} 未填写端口，且目标组没有默认端口。"};
inline constexpr ErrorKind kMemberTwice{"InvalidParameterValue",
                                        "Member {} with port {} is in the target group already.",
                                        "成员 {} 端口 {} 已在目标组中。"};
inline constexpr ErrorKind kNoMember{"InvalidParameterValue",
                                     "Member {} with port {} is not in target group {}.",
                                     "成员 {} 端口 {} 不在目标组 {} 中。"};
inline constexpr ErrorKind kMembersLimit{"LimitExceeded",
                                         "Target group {} would have {} members, and may have {}.",
                                         "目标组 {} 将有 {} 个成员，上限为 {}。"};
inline constexpr ErrorKind kNewPortMissing{"InvalidParameterValue", "Member {} needs a NewPort.",
                                           "成员 {} 需要 NewPort。"};
inline constexpr ErrorKind kWeightMissing{"InvalidParameterValue", "Member {} needs a Weight.",
                                          "成员 {} 需要 Weight。"};
inline constexpr ErrorKind kInUse{"FailedOperation",
                                  "{} forwards to target group {}; disassociate it first.",
                                  "{} 仍绑定目标组 {}，请先解除关联。"};
inline constexpr ErrorKind kOtherVpc{
    "InvalidParameterValue",
    "Target group {} is of VPC {}; load balancer {} forwards within its own, {}.",
    "目标组 {} 属于 VPC {}，而负载均衡实例 {} 只能转发到其所在的 VPC {}。"};
inline constexpr ErrorKind kTakesTargets{
    "FailedOperation", "{} does not forward to target groups of type {}: its TargetType is {}.",
    "{} 不能绑定 {} 类型目标组：其 TargetType 为 {}。"};
inline constexpr ErrorKind kBoundAlready{
    "InvalidParameterValue", "{} forwards to target group {} already.", "{} 已绑定目标组 {}。"};
inline constexpr ErrorKind kHasAnother{
    "InvalidParameterValue",
    "{} forwards to target group {}, and to one of type v1 at a time; disassociate that first.",
    "{} 已绑定目标组 {}，v1 类型只能绑定一个，请先解除关联。"};
inline constexpr ErrorKind kNotBound{
    "InvalidParameterValue", "{} does not forward to target group {}.", "{} 未绑定目标组 {}。"};

Result<void> check_name(std::string_view name);
Result<void> check_quota(const RegionCell& region, AccountId account);
Result<void> check_protocol(std::string_view protocol);
// Whose health is checked so: the listener's protocol that goes with the group's.
ListenerProtocol checked_as(std::string_view protocol);

}  // namespace terrane::target_group_rules
