// Changing what instances are made of and how they are charged. Each is refused as a whole or done
// as a whole. What needs an instance off reboots a running one where `force_stop` says so.
#pragma once

#include <optional>
#include <span>

#include "region/compute/instance_manager.h"

namespace terrane::instance_settings {

using Ids = std::span<const std::string_view>;

inline constexpr ErrorKind kNothingToChange{
    "MissingParameter", "Name at least one attribute to change, such as InstanceName.",
    "请至少指定一个要修改的属性，例如 InstanceName。"};
inline constexpr ErrorKind kNotPrepaid{"UnsupportedOperation.InstanceChargeType",
                                       "Instance {} is charged by {}; {} is for PREPAID instances.",
                                       "实例 {} 的计费模式为 {}，{} 仅适用于 PREPAID 实例。"};
inline constexpr ErrorKind kChargeTypeStays{
    "UnsupportedOperation.InstanceChargeType",
    "Instance {} is charged by {}, which cannot be changed to {}.",
    "实例 {} 的计费模式为 {}，不能修改为 {}。"};
inline constexpr ErrorKind kForwardedTo{
    "UnsupportedOperation.ModifyVPCWithCLB",
    "A load balancer forwards to instance {}; deregister it there before it moves.",
    "实例 {} 已绑定负载均衡，请先解绑再变更网络。"};
inline constexpr ErrorKind kZoneStays{
    "InvalidParameterValue",
    "Instance {} runs in zone {} and subnet {} lies in another: an instance never leaves its zone. "
    "Make "
    "an image of it and launch that there.",
    "实例 {} 位于可用区 {}，而子网 {} 属于其他可用区：实例不能更换可用区，"
    "请制作镜像后在目标可用区启动新实例。"};
inline constexpr ErrorKind kTooManyGroupsOfInstance{
    "LimitExceeded.AssociateUSGLimitExceeded",
    "Instance {} would have {} security groups, but may have {}; take some away first.",
    "实例 {} 将绑定 {} 个安全组，超出上限 {}，请先解绑部分安全组。"};
inline constexpr ErrorKind kLastGroupStays{
    "FailedOperation.SecurityGroupActionFailed",
    "Instance {} would have no security group left; give it another one first.",
    "实例 {} 将没有任何安全组，请先绑定其他安全组。"};
inline constexpr ErrorKind kDiskCannotShrink{"InvalidParameterValue",
                                             "Disk {} has {} GiB; it can grow, not shrink to {}.",
                                             "磁盘 {} 的容量为 {} GiB，只能扩容，不能缩小到 {}。"};
inline constexpr ErrorKind kNotADiskOfInstance{"UnsupportedOperation.InvalidDataDisk",
                                               "Disk {} is not one of instance {}'s data disks.",
                                               "磁盘 {} 不是实例 {} 的数据盘。"};
inline constexpr ErrorKind kDiskIsBusy{
    "OperationDenied.InstanceOperationInProgress",
    "Something else is under way on disk {}; DescribeDisks tells when it is done.",
    "云盘 {} 有其他操作正在进行，可通过 DescribeDisks 查询进度。"};
inline constexpr ErrorKind kNoDiskNamed{"MissingParameter.AtLeastOne",
                                        "Name DataDisks or SystemDisk to resize.",
                                        "请指定要扩容的 DataDisks 或 SystemDisk。"};
inline constexpr ErrorKind kOneOfTheTwo{"InvalidParameterValue",
                                        "Resize DataDisks or SystemDisk in one call, not both.",
                                        "DataDisks 与 SystemDisk 不能在一次调用中同时扩容。"};

inline constexpr ErrorKind kMalformedType{"InvalidInstanceType.Malformed",
                                          "{} is not an instance type's name, such as S5.LARGE8.",
                                          "{} 不是合法的机型名称，例如 S5.LARGE8。"};
inline constexpr ErrorKind kNoSuchTypeInZone{
    "ResourceNotFound.InvalidZoneInstanceType",
    "Zone {} has no instance type {}; DescribeZoneInstanceConfigInfos lists what it offers.",
    "可用区 {} 没有机型 {}，可通过 DescribeZoneInstanceConfigInfos 查询。"};

struct Attributes {  // what is absent stays
  std::optional<std::string_view> name;
  std::optional<std::string_view> user_data;
  std::optional<Ids> security_groups;
  std::optional<std::string_view> host_name;
  std::optional<bool> is_protected;
  bool reboot = false;  // at once, for the host name to take effect
};
// Source: cvm.ModifyInstancesAttribute.
Result<void> modify_attributes(Change& change, Ids ids, const Attributes& wanted);
// Source: cvm.ModifyInstancesProject.
Result<void> modify_project(Change& change, Ids ids, int64_t project);

// Source: cvm.AssociateSecurityGroups, DisassociateSecurityGroups.
Result<void> associate_groups(Change& change, Ids ids, Ids groups);
Result<void> disassociate_groups(Change& change, Ids ids, Ids groups);

// Source: cvm.AssociateInstancesKeyPairs, DisassociateInstancesKeyPairs.
Result<void> associate_keys(Change& change, Ids ids, Ids keys, bool force_stop);
Result<void> disassociate_keys(Change& change, Ids ids, Ids keys, bool force_stop);
// Source: cvm.ResetInstancesPassword.
Result<void> reset_password(Change& change, Ids ids, std::string_view password, bool force_stop);

// Moves to another subnet of the same zone (M-22). `addresses`: none, or one for each instance.
// Source: cvm.ModifyInstancesVpcAttribute.
Result<void> move_to_subnet(Change& change, Ids ids, std::string_view vpc, std::string_view subnet,
                            Ids addresses, bool force_stop);
// Source: cvm.ResetInstancesInternetMaxBandwidth.
Result<void> reset_bandwidth(Change& change, Ids ids, const WantedInternet& wanted);

// Takes another host where its own has no room. Source: cvm.ResetInstancesType.
Result<void> reset_type(Change& change, Ids ids, std::string_view type, bool force_stop);

struct DiskGrowth {
  std::string_view id;  // empty: the system disk
  int64_t size_gib = 0;
};
// Source: cvm.ResizeInstanceDisks. `online`: a running instance goes on.
Result<void> resize_disks(Change& change, std::string_view id, std::span<const DiskGrowth> data,
                          std::optional<int64_t> system_gib, bool force_stop, bool online);

// `action` is for prepaid instances only. Error: kNotPrepaid.
Result<void> check_prepaid(const Instance& instance, std::string_view action);
// Source: cvm.ModifyInstancesRenewFlag, RenewInstances, ModifyInstancesChargeType.
Result<void> modify_renew_flag(Change& change, Ids ids, std::string_view flag);
Result<void> renew(Change& change, Ids ids, int64_t months, std::string_view flag);
Result<void> modify_charge_type(Change& change, Ids ids, const Charging& wanted);

}  // namespace terrane::instance_settings
