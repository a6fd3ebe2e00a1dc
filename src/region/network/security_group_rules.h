// What holds for every security group, on one page: scope, limits, values, references, and what
// blocks deletion.
//
// Scope: one region, every zone; it associates only with instances of its region (M-30). ID: sg-.
// Limit: Limits::security_groups per account and region.
// Each account finds three in each region (network_setup.h): all ports open; 22, 80, 443, 3389 and
// ICMP open; private network only. The first is the default one: instances that name no group get
// it, and it stays. The others are groups like any other. Refers to: the groups its policies name.
// Referred to by: instances, and other groups' policies. Deletion waits for both. A group may name
// itself. Its policies have a page of their own (security_group_policy_rules.h).
#pragma once

#include <string_view>

#include "base/error.h"
#include "region/network/security_group.h"
#include "region/region_cell.h"

namespace terrane::security_group_rules {

inline constexpr ErrorKind kNotFound{
    "ResourceNotFound",
    "There is no security group {} in this region; DescribeSecurityGroups lists yours.",
    "本地域不存在安全组 {}，可通过 DescribeSecurityGroups 查询。"};
inline constexpr ErrorKind kMalformedId{
    "InvalidParameterValue.Malformed",
    "SecurityGroupId {} is not a security group's ID (sg- and 8 characters).",
    "SecurityGroupId {} 不是合法的安全组 ID（sg- 加 8 位字符）。"};
inline constexpr ErrorKind kNameLength{"InvalidParameterValue.TooLong",
                                       "GroupName must have 1 to 60 characters.",
                                       "GroupName 的长度应为 1 到 60 个字符。"};
inline constexpr ErrorKind kDescriptionLength{"InvalidParameterValue.TooLong",
                                              "GroupDescription may have at most 100 characters.",
                                              "GroupDescription 最多 100 个字符。"};
inline constexpr ErrorKind kNotAProject{"InvalidParameterValue",
                                        "ProjectId {} must be a whole number from 0.",
                                        "ProjectId {} 应为非负整数。"};
inline constexpr ErrorKind kNoSuchProject{
    "ResourceNotFound",
    "There is no project {}; DescribeProjects of service tag lists yours. Project 0 is the "
    "default.",
    "不存在项目 {}，可通过 tag 服务的 DescribeProjects 查询，默认项目为 0。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded",
    "This account has {} security groups in this region, which is the limit; delete one first.",
    "本账号在该地域已有 {} 个安全组，达到上限，请先删除。"};
inline constexpr ErrorKind kDefaultStays{
    "UnsupportedOperation",
    "Security group {} is the default one, which instances get that name none: it stays.",
    "安全组 {} 是默认安全组，未指定安全组的实例会使用它，不能删除。"};
inline constexpr ErrorKind kInUse{
    "ResourceInUse",
    "Security group {} is still used by {}; take it from that, or delete that, first.",
    "安全组 {} 仍被 {} 使用，请先解除关联或删除。"};
inline constexpr ErrorKind kNamesOthers{
    "UnsupportedOperation.RemoteRegionSgHasReferencedSg",
    "Security group {} names {} in a policy, which does not exist in another region; clone it "
    "within "
    "its region, or take that policy out first.",
    "安全组 {} 的规则引用了 {}，而它不存在于其他地域；请在同地域克隆，或先删除该规则。"};

Result<void> check_name(std::string_view name);
Result<void> check_description(std::string_view description);
// Reads the number of one of the account's projects; 0 where the text is empty.
Result<int64_t> check_project(const RegionCell& region, AccountId account, std::string_view text);
// Refused for the default group, and while anything uses it, with what it is.
Result<void> check_deletable(const RegionCell& region, const SecurityGroup& group);

}  // namespace terrane::security_group_rules
