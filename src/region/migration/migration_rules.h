// What holds for every migration, on one page: what may move, where to, and what is in its way.
//
// Scope: one region; from one of its zones to another. What moves: an instance that runs or is
// stopped, with its cloud data disks, its configuration, its elastic IP and its place behind load
// balancers (M-23). It is a new instance there: the zone of one that was started never changes
// (M-22). It is charged by the hour where the original is paid in advance; it can be changed after.
//
// The private address is kept only by moving the whole subnet, whose range then lies in the new
// zone. A subnet that is given up holds no instance, so all of its instances move; what else it
// holds is in the way. Until the end its originals wait, stopped, in another subnet of the old
// zone: so none is lost when the migration is undone, and one that is paid in advance has a place
// until it expires.
//
// What is on its way is left alone: its account changes neither the instances nor the subnet, nor
// puts anything into that. Up to the fourth step everything is undone where something fails, and
// nobody sees that it was tried; from then on it goes on to its end.
#pragma once

#include <string_view>

#include "region/migration/migration_tables.h"
#include "region/region_cell.h"

namespace terrane::migration_rules {

// How long a step waits for instances before it is given up.
inline constexpr Duration kPatience = hours(1);
// How soon it is looked again at what nobody tells of, and at what could not be undone.
inline constexpr Duration kLookAgain = seconds(60);

// --- What is asked. ---
inline constexpr ErrorKind kNone{
    "ResourceNotFound.Migration",
    "No migration of instance {} is known in this region; DescribeMigrations lists yours.",
    "本地域没有实例 {} 的迁移记录，可通过 DescribeMigrations 查询。"};
inline constexpr ErrorKind kNoInstance{
    "ResourceNotFound.Instance",
    "There is no instance {} in this region; DescribeInstances lists yours.",
    "本地域不存在实例 {}，可通过 DescribeInstances 查询。"};
inline constexpr ErrorKind kNoSuchZone{"InvalidParameterValue.Zone",
                                       "Zone {} is not a zone of {}; DescribeZones lists them.",
                                       "可用区 {} 不属于地域 {}，可通过 DescribeZones 查询。"};
inline constexpr ErrorKind kSameZone{"InvalidParameterValue.Zone",
                                     "Instance {} is in zone {} already; name another zone.",
                                     "实例 {} 已在可用区 {}，请指定其他可用区。"};
inline constexpr ErrorKind kSubnetWithKeptAddress{
    "InvalidParameterCombination",
    "SubnetId goes with a new private address; to keep the address, the subnet of the instance "
    "moves. Leave one of the two out.",
    "保留内网 IP 时迁移的是实例所在子网，不能再指定 SubnetId，请去掉其中之一。"};
inline constexpr ErrorKind kOriginalSubnetAlone{
    "InvalidParameterCombination",
    "OriginalSubnetId is where originals wait while their subnet moves; it goes with "
    "KeepPrivateIpAddress.",
    "OriginalSubnetId 为子网迁移期间原实例的存放子网，需与 KeepPrivateIpAddress 同时使用。"};
inline constexpr ErrorKind kOriginalSubnetMoves{
    "InvalidParameterCombination",
    "Originals cannot wait in subnet {}, which moves itself; name another of their zone.",
    "子网 {} 本身需要迁移，不能存放原实例，请指定其所在可用区的其他子网。"};
inline constexpr ErrorKind kNoSubnet{
    "ResourceNotFound.Subnet", "There is no subnet {} in this region; DescribeSubnets lists yours.",
    "本地域不存在子网 {}，可通过 DescribeSubnets 查询。"};
inline constexpr ErrorKind kUnfitSubnet{
    "InvalidParameterValue.SubnetId",
    "Subnet {} is not one of VPC {} in zone {}; DescribeSubnets lists those.",
    "子网 {} 不属于 VPC {} 的可用区 {}，可通过 DescribeSubnets 查询。"};
inline constexpr ErrorKind kNoImage{
    "ResourceNotFound.Image", "There is no image {} in this region; DescribeImages lists them.",
    "本地域不存在镜像 {}，可通过 DescribeImages 查询。"};

// --- What is in its way. ---
inline constexpr ErrorKind kIsMoving{
    "OperationDenied.InstanceOperationInProgress",
    "Instance {} is on its way to another zone; DescribeMigrations shows how far it is, and "
    "CancelMigration takes it back.",
    "实例 {} 正在迁移可用区，可通过 DescribeMigrations 查询进度，或通过 CancelMigration 取消。"};
inline constexpr ErrorKind kSubnetIsMoving{
    "MutexOperation.TaskRunning",
    "Subnet {} is on its way to another zone; DescribeMigrations shows how far it is, and "
    "CancelMigration takes it back.",
    "子网 {} 正在迁移可用区，可通过 DescribeMigrations 查询进度，或通过 CancelMigration 取消。"};
inline constexpr ErrorKind kState{
    "UnsupportedOperation.InstanceState",
    "Instance {} is {}; an instance moves while it is RUNNING or STOPPED.",
    "实例 {} 的状态为 {}，仅 RUNNING 或 STOPPED 的实例可以迁移。"};
inline constexpr ErrorKind kHasInterface{
    "ResourceInUse.NetworkInterface",
    "Network interface {} is attached to instance {} and stays in its zone; detach it first.",
    "弹性网卡 {} 已挂载到实例 {} 且不能更换可用区，请先解绑。"};
inline constexpr ErrorKind kHasMoreAddresses{
    "ResourceInUse.PrivateIpAddress",
    "Instance {} has private addresses besides its first, which cannot move; take them away by "
    "UnassignPrivateIpAddresses first.",
    "实例 {} 有辅助内网 IP，不能一并迁移，请先通过 UnassignPrivateIpAddresses 退还。"};
inline constexpr ErrorKind kProtected{
    "UnsupportedOperation.InstancesProtected",
    "Instance {} is protected, so the original cannot be destroyed: set DisableApiTermination to "
    "false by ModifyInstancesAttribute first, or leave DestroyOriginal out.",
    "实例 {} 已开启实例保护，不能销毁原实例：请先将 DisableApiTermination 设为 false，"
    "或不指定 DestroyOriginal。"};
inline constexpr ErrorKind kSubnetHolds{
    "ResourceInUse.Subnet",
    "Subnet {} holds {}, which cannot move with its instances; delete it, or move it to another "
    "subnet first.",
    "子网 {} 中有 {}，不能随实例迁移，请先删除或移到其他子网。"};
inline constexpr ErrorKind kNoSubnetThere{
    "ResourceNotFound.Subnet",
    "VPC {} has no subnet with a free address in zone {}; create one there, or keep the private "
    "address.",
    "VPC {} 在可用区 {} 没有可用的子网，请先创建，或选择保留内网 IP。"};
inline constexpr ErrorKind kNowhereToWait{
    "ResourceInsufficient.CidrBlock",
    "VPC {} has neither another subnet in zone {} with {} free addresses, nor a free range for "
    "one, where originals wait while their subnet moves. Add a range to the VPC by "
    "CreateAssistantCidr, or delete a subnet.",
    "VPC {} 在可用区 {} 没有其他可容纳 {} 个地址的子网，也没有可用网段供原实例在子网迁移期间存放，"
    "请通过 CreateAssistantCidr 扩充网段，或删除子网。"};
inline constexpr ErrorKind kImageLacksDisk{
    "InvalidParameterValue.ImageId",
    "Image {} holds no snapshot of disk {}, which would stay behind; leave ImageId out to have an "
    "image made of the whole instance, or detach the disk.",
    "镜像 {} 不含云盘 {} 的快照，其数据将无法迁移：请不指定 ImageId，或先卸载该云盘。"};

// --- Why one was undone. ---
inline constexpr ErrorKind kCancelled{"Cancelled", "It was cancelled.", "迁移已被取消。"};
inline constexpr ErrorKind kOriginalLost{"InternalError.OriginalInstance",
                                         "Instance {} is no longer fit to be moved: it is {}.",
                                         "实例 {} 已不能迁移：其状态为 {}。"};
inline constexpr ErrorKind kImageLost{"InternalError.Image",
                                      "The image {} that was made of instance {} is gone.",
                                      "镜像 {}（实例 {}）已被删除。"};
inline constexpr ErrorKind kStartFailed{
    "InternalError.NewInstance",
    "Instance {}, which was to take over from {}, did not start: it is {}.",
    "接替实例 {} 未能启动（原实例 {}），其状态为 {}。"};
inline constexpr ErrorKind kTookTooLong{
    "InternalError.Timeout", "Waiting for instance {} took longer than an hour: it is still {}.",
    "等待实例 {} 超过一小时，其状态仍为 {}。"};

// --- Taking one back. ---
inline constexpr ErrorKind kHasEnded{
    "UnsupportedOperation.MigrationEnded",
    "The migration of instance {} has ended; there is nothing to cancel.",
    "实例 {} 的迁移已结束，无需取消。"};
inline constexpr ErrorKind kHasSwitched{
    "UnsupportedOperation.MigrationSwitched",
    "The new instances have taken over from {} and its like; it can be cancelled no more. Migrate "
    "the new instance back instead.",
    "新实例已接替 {}，不能再取消，可将新实例迁移回原可用区。"};

// The instance by itself could be taken to another zone.
Result<void> check_instance(const RegionCell& region, const Instance& instance, bool destroys);
// What the subnet holds besides instances, which do move.
std::optional<AnyId> in_the_way(const RegionCell& region, SubnetId subnet);

// What a call did leaves alone what is on its way. What the region does by itself belongs to no
// request, and may do everything.
Result<void> check_untouched(const Change& change);

}  // namespace terrane::migration_rules
