// What holds for every policy of a security group, on one page: values, how they are written, and
// what may stand beside them.
//
// Policies are read from the first to the last; the first that fits decides, and what fits none is
// dropped. Limit: Limits::policies_per_security_group_direction.
//   Protocol   TCP, UDP, ICMP, ICMPV6, GRE or ALL, in any case; ALL where absent
//   Port       TCP, UDP: "22", "80,443", "3000-4000" or ALL; otherwise ALL; ALL where absent
//   who        exactly one of CidrBlock (an IP or a range; 0.0.0.0/n means 0.0.0.0/0),
//   Ipv6CidrBlock
//              (::/n means ::/0) and SecurityGroupId (of the same account and region)
//   Action     ACCEPT or DROP, in any case
// They are kept as above, in upper case. Address and service templates do not exist here.
// Each change adds one to the group's version. A version given with a change must be the current
// one; ModifySecurityGroupPolicies also takes the next, which is what the change makes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "region/network/security_group.h"
#include "region/region_cell.h"

namespace terrane::security_group_policy_rules {

inline constexpr ErrorKind kUnknownProtocol{
    "InvalidParameterValue.Malformed", "Protocol {} is none of TCP, UDP, ICMP, ICMPV6, GRE, ALL.",
    "Protocol {} 不在可选值 TCP、UDP、ICMP、ICMPV6、GRE、ALL 中。"};
inline constexpr ErrorKind kMalformedPort{
    "InvalidParameterValue.Malformed",
    "Port {} must be a port, a range such as 3000-4000, a list of up to 15 such as 80,443, or ALL.",
    "Port {} 应为端口、端口段（如 3000-4000）、端口列表（如 80,443，最多 15 个）或 ALL。"};
inline constexpr ErrorKind kPortRange{"InvalidParameterValue.Range",
                                      "Port {} must lie within 1 and 65535, lower end first.",
                                      "Port {} 应在 1 到 65535 之间，且起始端口不大于结束端口。"};
inline constexpr ErrorKind kPortWithoutPorts{
    "InvalidParameter.Coexist", "Protocol {} has no ports: leave Port {} out, or give ALL.",
    "协议 {} 没有端口，请勿填写 Port {}，或填写 ALL。"};
inline constexpr ErrorKind kMalformedCidr{
    "InvalidParameterValue.Malformed",
    "CidrBlock {} is neither an IPv4 address nor a range with no bit set behind the mask.",
    "CidrBlock {} 不是合法的 IPv4 地址或网段（掩码后的位必须为 0）。"};
inline constexpr ErrorKind kMalformedIpv6Cidr{
    "InvalidParameterValue.Malformed", "Ipv6CidrBlock {} is neither an IPv6 address nor a range.",
    "Ipv6CidrBlock {} 不是合法的 IPv6 地址或网段。"};
inline constexpr ErrorKind kIcmpWithIpv6{"InvalidParameter.Coexist",
                                         "ICMP does not go with Ipv6CidrBlock; use ICMPV6.",
                                         "ICMP 与 Ipv6CidrBlock 不能同时使用，请使用 ICMPV6。"};
inline constexpr ErrorKind kNobody{
    "InvalidParameterValue.Malformed",
    "A policy says whom it is about: give CidrBlock, Ipv6CidrBlock or SecurityGroupId.",
    "规则需指明对象：请填写 CidrBlock、Ipv6CidrBlock 或 SecurityGroupId。"};
inline constexpr ErrorKind kTooManyWho{
    "InvalidParameter.Coexist",
    "Give only one of CidrBlock, Ipv6CidrBlock, SecurityGroupId and AddressTemplate.",
    "CidrBlock、Ipv6CidrBlock、SecurityGroupId、AddressTemplate 只能填写一个。"};
inline constexpr ErrorKind kServiceAndProtocol{
    "InvalidParameter.Coexist", "Give ServiceTemplate, or Protocol and Port, not both.",
    "ServiceTemplate 与 Protocol、Port 不能同时填写。"};
inline constexpr ErrorKind kNoTemplate{
    "ResourceNotFound", "There is no template {}; give its addresses and ports instead.",
    "不存在模板 {}，请直接填写地址和端口。"};
inline constexpr ErrorKind kUnknownAction{"InvalidParameterValue.Malformed",
                                          "Action {} must be ACCEPT or DROP.",
                                          "Action {} 应为 ACCEPT 或 DROP。"};
inline constexpr ErrorKind kNoAction{"InvalidParameterValue.Malformed",
                                     "A policy needs an Action: ACCEPT or DROP.",
                                     "规则需指明 Action：ACCEPT 或 DROP。"};
inline constexpr ErrorKind kDescriptionLength{"InvalidParameterValue.TooLong",
                                              "PolicyDescription may have at most 100 characters.",
                                              "PolicyDescription 最多 100 个字符。"};
inline constexpr ErrorKind kDuplicate{"UnsupportedOperation.DuplicatePolicy",
                                      "The policy {} {} {} {} is there twice; keep one.",
                                      "规则 {} {} {} {} 重复，请只保留一条。"};
// CreateSecurityGroupWithPolicies does not document the code above.
inline constexpr ErrorKind kDuplicateInNewGroup{"InvalidParameterValue", kDuplicate.english,
                                                kDuplicate.chinese};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded", "Security group {} may have at most {} policies in one direction.",
    "安全组 {} 每个方向最多 {} 条规则。"};
inline constexpr ErrorKind kBothDirections{"InvalidParameter.Coexist",
                                           "Give Ingress or Egress, not both in one call.",
                                           "一次调用只能填写 Ingress 或 Egress 之一。"};
inline constexpr ErrorKind kNoPolicies{"InvalidParameterValue.Empty",
                                       "Give at least one policy in Ingress or Egress.",
                                       "Ingress 或 Egress 中至少填写一条规则。"};
inline constexpr ErrorKind kOnlyOne{
    "InvalidParameterValue.LimitExceeded",
    "ReplaceSecurityGroupPolicy replaces one policy; use ReplaceSecurityGroupPolicies for more.",
    "ReplaceSecurityGroupPolicy 一次只替换一条规则，多条请使用 ReplaceSecurityGroupPolicies。"};
inline constexpr ErrorKind kNoIndex{
    "InvalidParameterValue.Empty",
    "Each policy here needs its PolicyIndex, as DescribeSecurityGroupPolicies shows it.",
    "每条规则都需要 PolicyIndex，可通过 DescribeSecurityGroupPolicies 查询。"};
inline constexpr ErrorKind kMixedIndexes{
    "InvalidParameter.Coexist",
    "Name the policies by PolicyIndex or by their contents, all in the same way.",
    "规则应统一按 PolicyIndex 或统一按内容指定。"};
inline constexpr ErrorKind kDifferentIndexes{
    "InvalidParameterValue.Malformed",
    "New policies are put in one place: give all of them the same PolicyIndex, or none.",
    "新增规则只能插入同一位置：PolicyIndex 应全部相同或全部不填。"};
inline constexpr ErrorKind kSameIndex{"InvalidParameterValue.Malformed",
                                      "PolicyIndex {} is given twice.", "PolicyIndex {} 重复。"};
inline constexpr ErrorKind kIndexRange{"InvalidParameterValue.Range",
                                       "PolicyIndex {} must be a whole number from 0 to {}.",
                                       "PolicyIndex {} 应为 0 到 {} 的整数。"};
inline constexpr ErrorKind kNotFound{"ResourceNotFound",
                                     "Security group {} has no policy {} {} {} {}.",
                                     "安全组 {} 中没有规则 {} {} {} {}。"};
inline constexpr ErrorKind kStale{
    "UnsupportedOperation.VersionMismatch",
    "Security group {} is at version {}, not {}; read its policies again first.",
    "安全组 {} 的当前版本是 {}，而不是 {}，请重新查询规则。"};
inline constexpr ErrorKind kMalformedVersion{"InvalidParameterValue.Malformed",
                                             "Version {} must be a whole number from 0.",
                                             "Version {} 应为非负整数。"};
inline constexpr ErrorKind kUnknownUpdate{"InvalidParameterValue.Malformed",
                                          "UpdateType {} is none of Policy, Priority, Both.",
                                          "UpdateType {} 不在可选值 Policy、Priority、Both 中。"};
inline constexpr ErrorKind kOriginalsMissing{
    "InvalidParameterValue.Empty",
    "Moving policies needs OriginalSecurityGroupPolicySet: where each one is now, in the same "
    "order.",
    "调整优先级需要 OriginalSecurityGroupPolicySet，并与新规则逐条对应。"};

struct NewPolicy {
  std::optional<int64_t> index;
  std::string protocol;
  std::string port;
  std::string cidr;
  std::string ipv6_cidr;
  std::string group;
  std::string address_template;  // its ID, or its group's
  std::string service_template;
  std::string action;
  std::string description;
};

using Policies = std::vector<StoredPolicy>;

// The policy as it is kept.
Result<StoredPolicy> check_policy(const RegionCell& region, AccountId account,
                                  const NewPolicy& wanted, Time now);
// Whether there may be so many policies in one direction of a group.
Result<void> check_count(const RegionCell& region, SecurityGroupId group, size_t count);
// Whether no policy stands there twice; `kind` is how that is refused.
Result<void> check_distinct(const Policies& policies, const ErrorKind& kind = kDuplicate);

// Whether two policies say the same, whatever their descriptions.
bool same_policy(const StoredPolicy& a, const StoredPolicy& b);
// Whom a policy is about: its range, or its group's ID.
std::string who(const StoredPolicy& policy);

}  // namespace terrane::security_group_policy_rules
