// Launching instances: everything is checked, then each gets a host, an address and a name, in one
// transaction. Source: cvm.RunInstances.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "region/compute/instance_charge_rules.h"
#include "region/compute/instance_disk_rules.h"
#include "region/compute/instance_internet_rules.h"
#include "region/compute/instance_login_rules.h"
#include "region/compute/instance_network_rules.h"
#include "region/image/images.h"

namespace terrane {

inline constexpr ErrorKind kZoneMissing{
    "MissingParameter",
    "Placement.Zone is required: an instance is created under a named zone only. DescribeZones "
    "lists "
    "this region's.",
    "缺少 Placement.Zone：实例必须指定可用区，可通过 DescribeZones 查询。"};
inline constexpr ErrorKind kZoneOfAnotherRegion{
    "InvalidZone.MismatchRegion", "Zone {} is not one of region {}'s; DescribeZones lists those.",
    "可用区 {} 不属于地域 {}，可通过 DescribeZones 查询。"};
inline constexpr ErrorKind kZoneSoldOut{
    "ResourceInsufficient.AvailabilityZoneSoldOut",
    "Zone {} is sold out: it sells no new instances. Use another zone of the region.",
    "可用区 {} 已售罄，不再提供新的实例，请更换可用区。"};
inline constexpr ErrorKind kZoneWithoutPower{
    "ResourceInsufficient.AvailabilityZoneSoldOut",
    "Zone {} has no power (fault {}): no instance can be made there until it is healed. Use "
    "another "
    "zone of the region.",
    "可用区 {} 断电（故障 {}），恢复前无法创建实例，请更换可用区。"};
inline constexpr ErrorKind kZoneFull{
    "ResourceInsufficient.SpecifiedInstanceType",
    "Zone {} has no room for {} more instances of {}; use another zone or a smaller type.",
    "可用区 {} 的资源不足以再创建 {} 台 {} 实例，请更换可用区或较小的机型。"};
inline constexpr ErrorKind kLessThanMinimum{
    "ResourceInsufficient.InsufficientOfferingMinimum",
    "Zone {} has room for {} of the MinCount {} instances; ask for fewer, or use another zone.",
    "可用区 {} 的资源仅够 {} 台，少于 MinCount {}，请减少数量或更换可用区。"};
inline constexpr ErrorKind kNoPlaceApart{
    "ResourceInsufficient.SpecifiedInstanceType",
    "No host of zone {} with room for {} is far enough from the others of placement group {}.",
    "可用区 {} 中没有既能容纳 {} 又满足置放群组 {} 分散要求的主机。"};
inline constexpr ErrorKind kUnknownType{
    "InvalidParameterValue.InstanceTypeNotFound",
    "There is no instance type {}; DescribeInstanceTypeConfigs lists those there are.",
    "不存在机型 {}，可通过 DescribeInstanceTypeConfigs 查询。"};
inline constexpr ErrorKind kTypeNotInZone{
    "ResourceUnavailable.InstanceType",
    "Zone {} does not offer {}; DescribeZoneInstanceConfigInfos lists what each zone offers.",
    "可用区 {} 未提供机型 {}，可通过 DescribeZoneInstanceConfigInfos 查询。"};
inline constexpr ErrorKind kImageMissing{
    "MissingParameter", "ImageId is required; DescribeImages lists the images of this region.",
    "缺少 ImageId，可通过 DescribeImages 查询本地域的镜像。"};
inline constexpr ErrorKind kCountRange{"InvalidParameterValue.Range",
                                       "InstanceCount is {}, but must be 1 to {} in one call.",
                                       "InstanceCount 为 {}，单次取值范围为 1 到 {}。"};
inline constexpr ErrorKind kMinCountRange{
    "InvalidParameterValue.InvalidParameterMinCount",
    "MinCount is {}, but must be 1 to InstanceCount, which is {}.",
    "MinCount 为 {}，取值范围为 1 到 InstanceCount（{}）。"};
inline constexpr ErrorKind kNoSuchProject{
    "InvalidProjectId.NotFound",
    "There is no project {}; DescribeProjects of service tag lists yours. Project 0 is the "
    "default.",
    "不存在项目 {}，可通过 tag 服务的 DescribeProjects 查询，默认项目为 0。"};
inline constexpr ErrorKind kOnePlacementGroup{"LimitExceeded.DisasterRecoverGroup",
                                              "An instance may be in one placement group only.",
                                              "每台实例只能加入一个置放群组。"};
inline constexpr ErrorKind kPlacementGroupNotFound{
    "FailedOperation.DisasterRecoverGroupNotFound",
    "There is no placement group {} in this region; DescribeDisasterRecoverGroups lists yours.",
    "本地域不存在置放群组 {}，可通过 DescribeDisasterRecoverGroups 查询。"};
inline constexpr ErrorKind kPlacementGroupFull{
    "ResourceInsufficient.DisasterRecoverGroupCvmQuota",
    "Placement group {} may hold {} instances and would hold {}; use another.",
    "置放群组 {} 最多容纳 {} 台实例，本次操作将达到 {} 台，请更换。"};

inline constexpr ErrorKind kNoRoomToGrow{
    "ResourcesSoldOut.SpecifiedInstanceType",
    "Zone {} has no host with room for instance {} as it would be; choose a smaller size.",
    "可用区 {} 中没有主机能容纳变更后的实例 {}，请选择较小的配置。"};

inline constexpr ErrorKind kNoRoomWithoutPower{
    "ResourcesSoldOut.SpecifiedInstanceType",
    "Instance {} cannot change what it takes of its host, which has no power (fault {}); do it "
    "when "
    "that is healed, or start another instance.",
    "实例 {} 的宿主机断电（故障 {}），恢复前无法调整其配置，也可启动新实例。"};

// What is asked for; the texts belong to the request. Empty and absent members take their defaults.
struct LaunchRequest {
  std::string_view zone;
  int64_t project = 0;
  std::string_view type;
  std::string_view image;
  int64_t count = 1;
  std::optional<int64_t> min_count;  // launches fewer than `count`, where there is no more room
  std::string_view charge;
  std::optional<int64_t> period_months;
  std::string_view renew_flag;
  WantedDisk system_disk;
  std::vector<WantedDisk> data_disks;
  std::string_view vpc;
  std::string_view subnet;
  std::span<const std::string_view> addresses;
  std::span<const std::string_view> security_groups;
  WantedInternet internet;
  Login login;
  std::string_view name;
  std::string_view host_name;
  std::string_view user_data;
  std::span<const std::string_view> placement_groups;
  std::vector<TagPair> tags;
  bool is_protected = false;
};

// The instances in the order of their numbers.
Result<std::vector<const Instance*>> launch(Change& change, const LaunchRequest& request);

// --- Parts of it that others need, too. ---

Result<const Zone*> check_zone(const RegionCell& region, std::string_view id);
// The type, offered in the zone; empty: the first of the catalogue that is.
Result<const InstanceType*> check_type(const RegionCell& region, const Zone& zone,
                                       std::string_view name);
Result<void> check_project(const RegionCell& region, AccountId account, int64_t project);
Result<void> check_count(const Limits& limits, const LaunchRequest& request, ChargeType charge);

// A host for one more instance, spread from the group's others (null: no group). `moving`, if not
// null, is the instance that is placed anew and does not count as one of them.
Result<HostIndex> choose_host(const RegionCell& region, const Zone& zone, const Room& need,
                              std::string_view type, const PlacementGroup* group,
                              const Instance* moving = nullptr);
// A host for an instance that takes `need` from now on: its own, where there is room for the
// difference, else another of its zone. Errors: kNoRoomToGrow, kNoRoomWithoutPower.
Result<HostIndex> host_for(const RegionCell& region, const Instance& instance, const Room& need);
Result<const PlacementGroup*> find_group_to_join(const RegionCell& region, AccountId account,
                                                 std::string_view id, uint32_t more);

}  // namespace terrane
