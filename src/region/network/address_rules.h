// What holds for every elastic IP, on one page: scope, limits, values, references, and what blocks
// its release.
//
// Scope: one region, every zone (M-29). ID: eip-. Limits: Limits::addresses per account and region,
// Limits::address_allocations_per_day allocations a day, kAssignmentsPerDay times a day an ordinary
// public address in the place of an elastic IP that is taken away. Refers to: the instance, the
// network interface or the internal load balancer it is bound to, which may go: the address is then
// bound to nothing. Released only while it is bound to nothing; one charged by the month is
// returned first (isolated), and released by the second call.
//
// It is moved in one call: associating an address that is bound elsewhere takes it from there
// (M-15). An instance has one public address: an ordinary one must go, or become an elastic IP
// (TransformAddress), before an elastic IP is bound to it.
#pragma once

#include <optional>
#include <string_view>

#include "base/error.h"
#include "region/network/address.h"
#include "region/region_cell.h"

namespace terrane::address_rules {

inline constexpr uint32_t kAssignmentsPerDay = 10;
inline constexpr uint32_t kChargeChanges = 2;  // of one address, ever

// --- Which address. ---
inline constexpr ErrorKind kMalformedId{"InvalidParameterValue.AddressIdMalformed",
                                        "{} is not an elastic IP's ID (eip- and 8 characters).",
                                        "{} 不是合法的弹性公网 IP ID（eip- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "InvalidAddressId.NotFound",
    "There is no elastic IP {} in this region; DescribeAddresses lists yours.",
    "本地域不存在弹性公网 IP {}，可通过 DescribeAddresses 查询。"};
inline constexpr ErrorKind kNoneNamed{"MissingParameter",
                                      "AddressIds is empty; name at least one elastic IP.",
                                      "AddressIds 为空，请至少指定一个弹性公网 IP。"};
inline constexpr ErrorKind kIsolated{
    "OperationDenied.AddressInArrears",
    "Elastic IP {} was returned; renew it by RenewAddresses first.",
    "弹性公网 IP {} 已退还并处于隔离状态，请先通过 RenewAddresses 续费。"};

// --- How many. ---
inline constexpr ErrorKind kCountRange{"InvalidParameterValue.Range",
                                       "AddressCount is {}, but must be 1 to {}.",
                                       "AddressCount 为 {}，取值范围为 1 到 {}。"};
inline constexpr ErrorKind kTooMany{
    "AddressQuotaLimitExceeded",
    "This account may have {} elastic IPs in this region and would have {}; release some first.",
    "本账号在该地域的弹性公网 IP 配额为 {}，本次操作将达到 {}，请先释放。"};
inline constexpr ErrorKind kTooManyToday{
    "AddressQuotaLimitExceeded.DailyAllocate",
    "This account may ask for {} public addresses a day in this region; try again tomorrow.",
    "本账号在该地域每天最多申请 {} 次公网 IP，请明天再试。"};
inline constexpr ErrorKind kNoneLeft{"ResourceInsufficient",
                                     "Region {} has no public address left; try again later.",
                                     "地域 {} 已无可用的公网 IP，请稍后再试。"};

// --- What kinds of addresses there are. ---
inline constexpr ErrorKind kProviderNotOffered{
    "UnsupportedOperation.UnsupportedRegion",
    "InternetServiceProvider {} is not offered in this region; leave it out, or use BGP.",
    "该地域不提供线路类型 {}，请不填或使用 BGP。"};
inline constexpr ErrorKind kTypeNotOffered{
    "UnsupportedOperation.UnsupportedRegion",
    "AddressType {} is not offered in this region; leave it out, or use EIP.",
    "该地域不提供 IP 类型 {}，请不填或使用 EIP。"};
inline constexpr ErrorKind kNoAnycast{
    "UnauthorizedOperation.AnycastEip",
    "Anycast addresses are not offered here; leave AnycastZone out, and use AddressType EIP.",
    "不提供 Anycast IP，请勿指定 AnycastZone，并使用 AddressType EIP。"};
inline constexpr ErrorKind kNoEgress{"InvalidParameterValue.UnsupportedEgress",
                                     "Egress {} is not offered here; leave it out.",
                                     "不支持网络出口 {}，请勿填写。"};
inline constexpr ErrorKind kNoDedicatedCluster{
    "InvalidParameterValue.InvalidDedicatedClusterId",
    "There is no dedicated cluster {}; leave DedicatedClusterId out.",
    "不存在专属集群 {}，请勿填写 DedicatedClusterId。"};
inline constexpr ErrorKind kNoSuchResource{"InvalidParameterValue.ResourceNotSupport",
                                           "{} is not offered here; leave it out.",
                                           "不支持 {}，请勿填写。"};
inline constexpr ErrorKind kNoIpCharge{
    "InvalidParameterValue.Combination",
    "IPChargeType goes with residential addresses only, which are not offered; leave it out.",
    "IPChargeType 仅适用于原生 IP，本云不提供，请勿填写。"};
inline constexpr ErrorKind kMalformedPackageId{
    "InvalidParameterValue.BandwidthPackageIdMalformed",
    "{} is not a bandwidth package's ID (bwp- and 8 characters).",
    "{} 不是合法的带宽包 ID（bwp- 加 8 位字符）。"};
inline constexpr ErrorKind kPackageNotFound{
    "InvalidParameterValue.BandwidthPackageNotFound",
    "There is no bandwidth package {} in this region; charge by traffic or by bandwidth.",
    "本地域不存在带宽包 {}，请使用按流量或按带宽计费。"};

// --- Names. ---
inline constexpr ErrorKind kNameLength{"InvalidParameterValue.TooLong",
                                       "AddressName may have at most 128 characters.",
                                       "AddressName 最多 128 个字符。"};
inline constexpr ErrorKind kNewNameLength{"InvalidParameterValue.Range", kNameLength.english,
                                          kNameLength.chinese};

// --- What it is bound to. ---
inline constexpr ErrorKind kNoTarget{
    "InvalidParameterValue.MissingAssociateEntity",
    "Name what to bind the elastic IP to: InstanceId, of an instance or an internal load balancer, "
    "or NetworkInterfaceId with PrivateIpAddress.",
    "请指定绑定对象：InstanceId（实例或内网负载均衡），或 NetworkInterfaceId 与 "
    "PrivateIpAddress。"};
inline constexpr ErrorKind kTwoTargets{"InvalidParameterConflict",
                                       "Give InstanceId or NetworkInterfaceId, not both.",
                                       "InstanceId 与 NetworkInterfaceId 不能同时指定。"};
inline constexpr ErrorKind kNoPrivateAddress{
    "MissingParameter", "NetworkInterfaceId needs PrivateIpAddress: one of the interface's.",
    "指定 NetworkInterfaceId 时必须指定该网卡的 PrivateIpAddress。"};
inline constexpr ErrorKind kPrivateAddressOfInstance{
    "InvalidParameterValue.Combination",
    "PrivateIpAddress goes with NetworkInterfaceId; what InstanceId names is bound by its own "
    "address.",
    "PrivateIpAddress 需与 NetworkInterfaceId 同时使用，指定 InstanceId 时无需填写。"};
inline constexpr ErrorKind kNotOnInterface{
    "InvalidNetworkInterfaceId.NotFound",
    "There is no network interface {} with address {} in this region; DescribeNetworkInterfaces "
    "lists yours.",
    "本地域不存在弹性网卡 {} 或其上没有内网 IP {}，可通过 DescribeNetworkInterfaces 查询。"};
inline constexpr ErrorKind kMalformedInstanceId{
    "InvalidParameterValue.InstanceIdMalformed",
    "{} is not an instance's ID (ins- and 8 characters).",
    "{} 不是合法的实例 ID（ins- 加 8 位字符）。"};
inline constexpr ErrorKind kInstanceNotFound{
    "InvalidInstanceId.NotFound",
    "There is no instance {} in this region; DescribeInstances lists yours.",
    "本地域不存在实例 {}，可通过 DescribeInstances 查询。"};
inline constexpr ErrorKind kBalancerNotFound{
    "InvalidInstanceId.NotFound",
    "There is no load balancer {} in this region; DescribeLoadBalancers lists yours.",
    "本地域不存在负载均衡实例 {}，可通过 DescribeLoadBalancers 查询。"};
inline constexpr ErrorKind kBalancerIsOpen{
    "InvalidParameterValue.InstanceHasWanIP",
    "Load balancer {} is open: it has a public address of its own for life, {}. Elastic IPs are "
    "bound to internal ones.",
    "负载均衡实例 {} 为公网类型，已有固定公网地址 {}，弹性公网 IP 只能绑定内网负载均衡。"};
inline constexpr ErrorKind kBalancerHasAnother{
    "InvalidParameterValue.LBAlreadyBindEip",
    "Load balancer {} has elastic IP {}; take that away first.",
    "负载均衡实例 {} 已绑定弹性公网 IP {}，请先解绑。"};
inline constexpr ErrorKind kBalancerIsBusy{
    "OperationDenied.MutexTaskRunning",
    "Load balancer {} is being changed by another task; try again when DescribeTaskStatus says "
    "that is over.",
    "负载均衡实例 {} 正在执行其他任务，请待其完成后重试。"};
inline constexpr ErrorKind kBalancerIsIsolated{
    "InvalidParameterValue.InvalidInstanceState",
    "Load balancer {} is isolated: its period is over. Renew it first.",
    "负载均衡实例 {} 已到期隔离，请先续费。"};
inline constexpr ErrorKind kOtherRegion{
    "InvalidParameterValue.AddressNotApplicable",
    "An elastic IP is bound to what its own region has: this one is of {}, not of {}.",
    "弹性公网 IP 只能绑定其所在地域的资源：该 IP 属于 {}，而不是 {}。"};
inline constexpr ErrorKind kInstanceState{
    "InvalidParameterValue.InvalidInstanceState",
    "Instance {} is {}; an elastic IP is bound to it while it runs or is stopped.",
    "实例 {} 的状态为 {}，仅运行中或已关机的实例可绑定弹性公网 IP。"};
inline constexpr ErrorKind kStoppedFreeOfCharge{
    "UnsupportedOperation.InstanceStatusNotPermit",
    "Instance {} is stopped free of charge; start it first.",
    "实例 {} 处于关机不收费状态，请先开机。"};
inline constexpr ErrorKind kHasOrdinaryAddress{
    "InvalidParameterValue.InstanceHasWanIP",
    "Instance {} has an ordinary public address; make that an elastic IP by TransformAddress.",
    "实例 {} 已有普通公网 IP，请先通过 TransformAddress 将其转换为弹性公网 IP。"};
inline constexpr ErrorKind kInstanceHasAnother{
    "InvalidInstanceId.AlreadyBindEip", "Instance {} has elastic IP {}; take that away first.",
    "实例 {} 已绑定弹性公网 IP {}，请先解绑。"};
inline constexpr ErrorKind kAddressHasAnother{
    "InvalidPrivateIpAddress.AlreadyBindEip",
    "Address {} of network interface {} has elastic IP {}; take that away first.",
    "内网 IP {}（弹性网卡 {}）已绑定弹性公网 IP {}，请先解绑。"};
inline constexpr ErrorKind kNoOrdinaryAddress{"InvalidParameterValue.InstanceHasNoWanIP",
                                              "Instance {} has no ordinary public address.",
                                              "实例 {} 没有普通公网 IP。"};
inline constexpr ErrorKind kChargeStaysWithInstance{
    "UnsupportedOperation.InvalidAddressInternetChargeType",
    "The public address of instance {} is paid in advance with it and stays with it.",
    "实例 {} 的公网 IP 按带宽包年包月计费，不能转换。"};
inline constexpr ErrorKind kBoundToNothing{"InvalidAddressIdStatus.NotPermit",
                                           "Elastic IP {} is bound to nothing.",
                                           "弹性公网 IP {} 未绑定任何资源。"};
inline constexpr ErrorKind kOnlyForInstances{
    "InvalidParameterValue.OnlySupportedForMasterNetworkCard",
    "ReallocateNormalPublicIp is for an instance's own address only; elastic IP {} is bound to {}.",
    "ReallocateNormalPublicIp 仅适用于实例主网卡的主内网 IP，弹性公网 IP {} 绑定在 {} 上。"};
inline constexpr ErrorKind kStillBound{"InvalidAddressState",
                                       "Elastic IP {} is bound to {}; take it away first.",
                                       "弹性公网 IP {} 已绑定 {}，请先解绑。"};
inline constexpr ErrorKind kDirectNeedsInstance{
    "UnsupportedOperation.AddressStatusNotPermit",
    "EipDirectConnection is for an elastic IP that is bound to an instance; {} is not.",
    "EipDirectConnection 仅适用于已绑定实例的弹性公网 IP，{} 未绑定实例。"};
inline constexpr ErrorKind kDirectIsNoTruth{"InvalidParameterValue",
                                            "EipDirectConnection must be TRUE or FALSE, not {}.",
                                            "EipDirectConnection 应为 TRUE 或 FALSE，而不是 {}。"};
inline constexpr ErrorKind kMalformedInterfaceId{
    "InvalidParameterValue.NetworkInterfaceIdMalformed",
    "{} is not a network interface's ID (eni- and 8 characters).",
    "{} 不是合法的弹性网卡 ID（eni- 加 8 位字符）。"};
inline constexpr ErrorKind kMalformedResourceId{
    "InvalidParameterValue.ResourceIdMalformed",
    "{} is not a resource's ID: a prefix and 8 characters of digits and lower-case letters.",
    "{} 不是合法的资源 ID：应为前缀加 8 位小写字母或数字。"};

// Errors: kMalformedInstanceId, kInstanceNotFound.
Result<const Instance*> find_instance(const RegionCell& region, AccountId account,
                                      std::string_view id);

// What an account may say of the kind of address it wants; empty members were not given. Only
// ordinary ones are offered.
struct WantedKind {
  std::string_view provider;
  std::string_view type;
  std::string_view anycast_zone;
  std::string_view egress;
  std::string_view dedicated_cluster;
  std::string_view anti_ddos_package;
  std::string_view ip_charge;
  bool named_address = false;  // a certain address, by VipCluster
};
Result<void> check_kind(const WantedKind& wanted);
Result<void> check_name(std::string_view name, const ErrorKind& too_long);

// `more` addresses stay within what the account may have, and may ask for in a day.
Result<void> check_quota(const RegionCell& region, AccountId account, uint32_t more, Time now);
// The account's counts of this day; zero where the day is a new one.
AccountAddresses usage_of(const RegionCell& region, AccountId account, Time now);

// The instance is in a state in which an elastic IP may be bound to it.
Result<void> check_state(const Instance& instance);

}  // namespace terrane::address_rules
