// What holds for every placement group, on one page.
//
// Scope: one region; spreads within each zone. ID: ps-. Limit: Limits::placement_groups per account
// and region; members by level (members_limit). An instance is in one group at most. Referred to
// by: instances; deletion waits until none is left.
#pragma once

#include "base/error.h"
#include "region/compute/instance_launch.h"
#include "region/compute/instance_tags.h"
#include "region/compute/placement_group.h"
#include "region/region_cell.h"

namespace terrane::placement_group_rules {

inline constexpr ErrorKind kMalformedId{"InvalidParameterValue.DisasterRecoverGroupIdMalformed",
                                        "{} is not a placement group's ID (ps- and 8 characters).",
                                        "{} 不是合法的置放群组 ID（ps- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "ResourceNotFound.InvalidPlacementSet",
    "There is no placement group {} in this region; DescribeDisasterRecoverGroups lists yours.",
    "本地域不存在置放群组 {}，可通过 DescribeDisasterRecoverGroups 查询。"};
inline constexpr ErrorKind kNameLength{"InvalidParameterValue.TooLong",
                                       "Name must have 1 to 60 characters.",
                                       "Name 的长度应为 1 到 60 个字符。"};
inline constexpr ErrorKind kUnknownLevel{"InvalidParameterValue.Range",
                                         "Type must be HOST, SW or RACK, not {}.",
                                         "Type 应为 HOST、SW 或 RACK，而不是 {}。"};
inline constexpr ErrorKind kAffinityRange{"InvalidParameterValue.Range",
                                          "Affinity must be 1 to 10, not {}.",
                                          "Affinity 的取值范围为 1 到 10，而不是 {}。"};
inline constexpr ErrorKind kNewAffinityRange{"InvalidParameterValue", kAffinityRange.english,
                                             kAffinityRange.chinese};
inline constexpr ErrorKind kOnlySpread{
    "InvalidParameterValue.Range",
    "Strategy must be SPREAD: partitions are not offered by this cloud.",
    "Strategy 应为 SPREAD，本云不提供分区策略。"};
inline constexpr ErrorKind kTooMany{
    "ResourceInsufficient.InsufficientGroupQuota",
    "This account has {} placement groups in this region, which is the limit; delete one first.",
    "本账号在该地域已有 {} 个置放群组，达到上限，请先删除。"};
inline constexpr ErrorKind kNoneNamed{
    "MissingParameter", "DisasterRecoverGroupIds is empty; name at least one placement group.",
    "DisasterRecoverGroupIds 为空，请至少指定一个置放群组。"};
inline constexpr ErrorKind kTooManyNamed{
    "InvalidParameterValue.LimitExceeded",
    "DisasterRecoverGroupIds may name at most {} placement groups in one call.",
    "DisasterRecoverGroupIds 单次最多包含 {} 个置放群组。"};
inline constexpr size_t kDeletedPerCall = 100;
inline constexpr ErrorKind kNotEmpty{
    "FailedOperation.PlacementSetNotEmpty",
    "Placement group {} still holds instance {}; take its instances out first.",
    "置放群组 {} 中仍有实例 {}，请先将实例移出。"};
inline constexpr ErrorKind kTooClose{
    "ResourceInsufficient.DisasterRecoverGroupCvmQuota",
    "Instances of placement group {} share more than the new affinity {} allows.",
    "置放群组 {} 中实例的分布不满足新的亲和度 {}。"};
inline constexpr ErrorKind kAlreadyIn{"FailedOperation.AlreadyInDisasterRecoverGroup",
                                      "Instance {} is in placement group {} already.",
                                      "实例 {} 已在置放群组 {} 中。"};
inline constexpr ErrorKind kNotIn{"FailedOperation.DisasterRecoverGroupNotMatch",
                                  "Instance {} is not in placement group {}.",
                                  "实例 {} 不在置放群组 {} 中。"};
inline constexpr ErrorKind kNeedsForce{
    "InvalidParameterValue.NotSupported",
    "Instance {} would have to move to another host to join placement group {}; allow it with "
    "Force.",
    "实例 {} 需要更换宿主机才能加入置放群组 {}，请将 Force 设为 true。"};

// With the codes that CreateDisasterRecoverGroup documents, and those any action may answer.
inline constexpr TagErrors kTagErrors{
    .key_length = {"InvalidParameterValue.TooLong", kCvmTagErrors.key_length.english,
                   kCvmTagErrors.key_length.chinese},
    .reserved_key = {"InvalidParameterValue", kCvmTagErrors.reserved_key.english,
                     kCvmTagErrors.reserved_key.chinese},
    .value_length = {"InvalidParameterValue.TooLong", kCvmTagErrors.value_length.english,
                     kCvmTagErrors.value_length.chinese},
    .key_twice = {"InvalidParameterValue", kCvmTagErrors.key_twice.english,
                  kCvmTagErrors.key_twice.chinese},
    .too_many = {"LimitExceeded", kCvmTagErrors.too_many.english, kCvmTagErrors.too_many.chinese}};

Result<void> check_name(std::string_view name);
Result<SpreadLevel> check_level(std::string_view type);  // HOST, SW or RACK
std::string_view level_name(SpreadLevel level);
Result<uint32_t> check_affinity(int64_t affinity, const ErrorKind& out_of_range);
// Whether the hosts of a zone's members obey the group's level and affinity.
bool obeys_spread(const ZoneCapacity& capacity, SpreadLevel level, uint32_t affinity,
                  std::span<const HostIndex> members);
// The group's members' hosts in one zone, `left_out` not among them.
std::vector<HostIndex> member_hosts(const RegionCell& region, const PlacementGroup& group,
                                    uint32_t zone, const Instance* left_out);

}  // namespace terrane::placement_group_rules
