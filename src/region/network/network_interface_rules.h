// What holds for every network interface, on one page: scope, limits, values, references, and what
// blocks deletion.
//
// Scope: the zone of its subnet, for good (M-35). ID: eni-. Limits: Limits::network_interfaces
// elastic ones in a VPC, Limits::private_addresses_per_network_interface addresses on each, and
// what an instance of so many cores takes (may_have). A zone that is sold out takes interfaces:
// they need no machine. Refers to: its VPC, its subnet, its security groups (one at least; the
// account's default one where none is named) and the instance it is attached to, which is of the
// same VPC and zone. When that goes, it is attached to nothing, and keeps its addresses.
// Deletion waits until it is attached to nothing, and takes elastic IPs from its addresses.
//
// An instance's primary interface comes and goes with it: it is never attached, detached or
// deleted, and its security groups are the instance's. It takes further addresses like any other.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "region/network/network_interfaces.h"

namespace terrane::network_interface_rules {

inline constexpr size_t kAddressesPerCall = 10;
inline constexpr size_t kInterfacesPerCall = 100;

inline constexpr ErrorKind kNameLength{"InvalidParameterValue.TooLong",
                                       "NetworkInterfaceName must have 1 to 60 characters.",
                                       "NetworkInterfaceName 的长度应为 1 到 60 个字符。"};
inline constexpr ErrorKind kDescriptionLength{
    "InvalidParameterValue.TooLong", "NetworkInterfaceDescription may have at most 60 characters.",
    "NetworkInterfaceDescription 最多 60 个字符。"};
inline constexpr ErrorKind kOtherVpc{"UnsupportedOperation.ResourceMismatch",
                                     "Subnet {} is not one of VPC {}'s.",
                                     "子网 {} 不属于 VPC {}。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded.NetworkInterfaceLimitExceeded",
    "VPC {} has {} elastic network interfaces, which is the limit; delete one first.",
    "VPC {} 已有 {} 个弹性网卡，达到上限，请先删除。"};
inline constexpr ErrorKind kTooManyToAttach{"LimitExceeded", kTooMany.english, kTooMany.chinese};
inline constexpr ErrorKind kUnknownQos{"InvalidParameterValue.Malformed",
                                       "QosLevel {} is none of DEFAULT, PT, AU and AG.",
                                       "QosLevel {} 不在可选值 DEFAULT、PT、AU、AG 中。"};
inline constexpr ErrorKind kNotOffered{
    "UnsupportedOperation", "{} is not offered here; leave it out.", "不支持 {}，请勿填写。"};

// --- Addresses. ---
inline constexpr ErrorKind kNotAnAddress{"InvalidParameterValue.Malformed",
                                         "{} is not an IPv4 address.", "{} 不是合法的 IPv4 地址。"};
inline constexpr ErrorKind kOutsideSubnet{"InvalidParameterValue.Range",
                                          "Address {} is not in subnet {} ({}).",
                                          "地址 {} 不在子网 {}（{}）内。"};
inline constexpr ErrorKind kReserved{
    "InvalidParameterValue.Reserved",
    "Address {} of subnet {} is reserved: the first two and the last are never given.",
    "地址 {} 是子网 {} 的保留地址（网段的前两个和最后一个）。"};
inline constexpr ErrorKind kTaken{"ResourceInUse", "Address {} of subnet {} is taken by {}.",
                                  "地址 {} 在子网 {} 中已被 {} 占用。"};
inline constexpr ErrorKind kTwiceInNew{"InvalidParameterValue", "Address {} is given twice.",
                                       "地址 {} 重复。"};
inline constexpr ErrorKind kTwice{"InvalidParameterValue.DuplicatePara",
                                  "Address {} is given twice.", "地址 {} 重复。"};
inline constexpr ErrorKind kTwoPrimary{"InvalidParameterValue",
                                       "Address {} and {} are both Primary; one may be.",
                                       "地址 {} 与 {} 均指定为主 IP，只能有一个。"};
inline constexpr ErrorKind kNotPrimary{
    "InvalidParameterValue.Malformed",
    "Address {} cannot be Primary: network interface {} has its primary address.",
    "地址 {} 不能指定为主 IP：弹性网卡 {} 已有主 IP。"};
inline constexpr ErrorKind kTooManyNamed{"InvalidParameterValue.LimitExceeded",
                                         "PrivateIpAddresses may name at most {} addresses.",
                                         "PrivateIpAddresses 单次最多指定 {} 个地址。"};
inline constexpr ErrorKind kNoneWanted{
    "MissingParameter", "Give PrivateIpAddresses, or SecondaryPrivateIpAddressCount from 1.",
    "请填写 PrivateIpAddresses，或大于 0 的 SecondaryPrivateIpAddressCount。"};
inline constexpr ErrorKind kTooManyAddresses{
    "LimitExceeded", "A network interface may have {} addresses here and would have {}.",
    "该弹性网卡的 IP 配额为 {}，本次操作将达到 {}。"};
inline constexpr ErrorKind kSubnetFull{
    "ResourceInsufficient.Subnet",
    "Subnet {} has {} free addresses, but {} are needed; use another subnet.",
    "子网 {} 仅剩 {} 个可用地址，需要 {} 个，请更换子网。"};
inline constexpr ErrorKind kNoneNamed{"InvalidParameterValue.Malformed",
                                      "PrivateIpAddresses is empty; name at least one address.",
                                      "PrivateIpAddresses 为空，请至少指定一个地址。"};
inline constexpr ErrorKind kNotOnInterface{
    "ResourceNotFound", "Network interface {} has no address {}.", "弹性网卡 {} 上没有地址 {}。"};
inline constexpr ErrorKind kInstancesOwn{
    "UnsupportedOperation", "Address {} is instance {}'s own, which takes no description.",
    "地址 {} 是实例 {} 自身的主 IP，不支持设置描述。"};
inline constexpr ErrorKind kPrimaryStays{
    "UnsupportedOperation", "Address {} is the primary one of network interface {}: it stays.",
    "地址 {} 是弹性网卡 {} 的主 IP，不能释放。"};

// --- What it is attached to. ---
inline constexpr ErrorKind kMalformedInstanceId{
    "InvalidParameterValue.Malformed",
    "InstanceId {} is not an instance's ID (ins- and 8 "
    "characters).",
    "InstanceId {} 不是合法的实例 ID（ins- 加 8 位字符）。"};
inline constexpr ErrorKind kInstanceNotFound{
    "ResourceNotFound", "There is no instance {} in this region; DescribeInstances lists yours.",
    "本地域不存在实例 {}，可通过 DescribeInstances 查询。"};
inline constexpr ErrorKind kInstanceOfOtherVpc{
    "UnsupportedOperation.VpcMismatch",
    "Network interface {} lies in {} and instance {} in {}; attach it within its VPC.",
    "弹性网卡 {} 属于 {}，而实例 {} 属于 {}，只能绑定同一 VPC 的实例。"};
inline constexpr ErrorKind kInstanceInOtherZone{
    "UnsupportedOperation.ZoneMismatch",
    "Network interface {} lies in zone {} and instance {} in {}; attach it within its zone.",
    "弹性网卡 {} 位于可用区 {}，而实例 {} 位于 {}，只能绑定同一可用区的实例。"};
inline constexpr ErrorKind kSubnetOfOtherZone{"UnsupportedOperation.ResourceMismatch",
                                              kInstanceInOtherZone.english,
                                              kInstanceInOtherZone.chinese};
inline constexpr ErrorKind kInstanceState{
    "UnsupportedOperation.InvalidState",
    "Instance {} is {}; its network interfaces change while it runs or is stopped.",
    "实例 {} 的状态为 {}，仅运行中或已关机的实例可变更网卡。"};
inline constexpr ErrorKind kAttachedAlready{
    "UnsupportedOperation.AttachmentAlreadyExists",
    "Network interface {} is attached to {}; detach it first.",
    "弹性网卡 {} 已绑定 {}，请先解绑。"};
inline constexpr ErrorKind kTooManyOnInstance{
    "LimitExceeded", "Instance {} may have {} network interfaces, the primary one among them.",
    "实例 {} 最多绑定 {} 个网卡（含主网卡）。"};
inline constexpr ErrorKind kUnsupportedAttachType{
    "UnsupportedOperation.UnsupportedInstanceFamily",
    "AttachType {} is offered by no instance type here; leave it out, or use 0.",
    "此处没有机型支持 AttachType {}，请勿填写或填 0。"};
inline constexpr ErrorKind kNotAttached{"UnsupportedOperation.InvalidState",
                                        "Network interface {} is not attached to instance {}.",
                                        "弹性网卡 {} 未绑定实例 {}。"};
inline constexpr ErrorKind kNoSuchAttachment{"UnsupportedOperation.AttachmentNotFound",
                                             kNotAttached.english, kNotAttached.chinese};
inline constexpr ErrorKind kPrimaryInterfaceStays{
    "UnsupportedOperation",
    "Network interface {} is the primary one of instance {}: it comes and goes with it.",
    "弹性网卡 {} 是实例 {} 的主网卡，随实例创建和销毁。"};
inline constexpr ErrorKind kStillAttached{
    "UnsupportedOperation.InvalidState",
    "Network interface {} is attached to instance {}; detach it first.",
    "弹性网卡 {} 已绑定实例 {}，请先解绑。"};
inline constexpr ErrorKind kHoldsInstance{
    "UnsupportedOperation.ElasticNetworkInterface",
    "Instance {} has elastic network interface {}; detach it before the instance moves.",
    "实例 {} 绑定了弹性网卡 {}，请先解绑再迁移。"};
inline constexpr ErrorKind kHoldsSubnet{
    "EniNotAllowedChangeSubnet",
    "The primary interface of instance {} has further addresses of its subnet; take them away by "
    "UnassignPrivateIpAddresses before the instance moves.",
    "实例 {} 的主网卡有辅助 IP，请先通过 UnassignPrivateIpAddresses 释放再迁移。"};
inline constexpr ErrorKind kTooManyForType{
    "LimitExceeded.EniNumLimit",
    "Instance {} has {} network interfaces, but type {} may have {}; detach some first.",
    "实例 {} 有 {} 个网卡，而机型 {} 最多 {} 个，请先解绑。"};
inline constexpr ErrorKind kTooManyAddressesForType{
    "LimitExceeded.EniLimitInstanceType",
    "Network interface {} has {} addresses, but on type {} it may have {}; take some away first.",
    "弹性网卡 {} 有 {} 个地址，而机型 {} 最多 {} 个，请先释放。"};

// --- Security groups. ---
inline constexpr ErrorKind kTooManyGroups{
    "LimitExceeded", "A network interface may have at most {} security groups.",
    "每个弹性网卡最多绑定 {} 个安全组。"};
inline constexpr ErrorKind kLastGroupStays{
    "UnsupportedOperation",
    "Network interface {} would have no security group left; give it another one first.",
    "弹性网卡 {} 将没有任何安全组，请先绑定其他安全组。"};
inline constexpr ErrorKind kTooManyInterfacesNamed{
    "InvalidParameterValue.LimitExceeded",
    "NetworkInterfaceIds may name at most {} interfaces in one call.",
    "NetworkInterfaceIds 单次最多指定 {} 个弹性网卡。"};
inline constexpr ErrorKind kNoInterfaceNamed{
    "InvalidParameterValue.Malformed",
    "NetworkInterfaceIds is empty; name at least one network interface.",
    "NetworkInterfaceIds 为空，请至少指定一个弹性网卡。"};

Result<void> check_name(std::string_view name);
Result<void> check_description(std::string_view description);
Result<void> check_qos(std::string_view qos);  // empty: the default one

// What an instance of so many cores may have: interfaces, the primary one among them, and addresses
// on each.
struct InterfaceLimits {
  size_t interfaces;
  size_t addresses;
};
InterfaceLimits may_have(const RegionCell& region, uint32_t cores);
// How many addresses the interface may have where it is.
size_t address_limit(const RegionCell& region, const Interface& interface);
// The instance could have so many cores with the interfaces it has.
Result<void> check_fits(const RegionCell& region, const Instance& instance, uint32_t cores,
                        std::string_view type);
// The instance may move to another subnet.
Result<void> check_may_move(const RegionCell& region, const Instance& instance);

// The account's instance of this ID, in a state in which its interfaces may change.
Result<const Instance*> find_instance(const RegionCell& region, AccountId account,
                                      std::string_view id);
Result<void> check_state(const Instance& instance);
// The account's security groups of these IDs, each once; the default one where none is named.
Result<std::vector<SecurityGroupId>> find_groups(const RegionCell& region, AccountId account,
                                                 std::span<const std::string_view> ids);

}  // namespace terrane::network_interface_rules
