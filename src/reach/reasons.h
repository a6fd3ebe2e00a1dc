// Everything that can decide a flow, on one page. Codes are permanent: clients and drills compare
// them. Words stand for what they are about as {id}, {address}, {rule}, {route}, {state}, {other}.
#pragma once

#include <string_view>

namespace terrane::reach {

struct Reason {
  std::string_view code;
  bool reachable;
  std::string_view english, chinese;                // what decided
  std::string_view remedy_english, remedy_chinese;  // what to do to have it otherwise
};

// The flow reaches its target.
inline constexpr Reason kAccepted{"SecurityGroupRule",
                                  true,
                                  "{id} accepts it: {rule}.",
                                  "{id} 放行：{rule}。",
                                  "To refuse it, put a DROP rule before this one.",
                                  "如需拒绝，请在该规则之前添加 DROP 规则。"};
inline constexpr Reason kUnfiltered{"NoSecurityGroup",
                                    true,
                                    "{id} has no security group that could refuse it.",
                                    "{id} 没有可拒绝它的安全组。",
                                    "To refuse it, associate a security group.",
                                    "如需拒绝，请关联安全组。"};
inline constexpr Reason kItself{"Itself",
                                true,
                                "{id} is both ends: nothing leaves it.",
                                "两端均为 {id}，流量不离开它。",
                                "Nothing stands between the two.",
                                "两端之间没有任何限制。"};

// It does not.
inline constexpr Reason kDropped{"SecurityGroupRule",
                                 false,
                                 "{id} drops it: {rule}.",
                                 "{id} 拒绝：{rule}。",
                                 "Put an ACCEPT rule for it before this one, or delete this one.",
                                 "请在该规则之前添加 ACCEPT 规则，或删除该规则。"};
inline constexpr Reason kNoRule{"SecurityGroupDefault",
                                false,
                                "No {rule} rule of {id} fits; what none fits is dropped.",
                                "{id} 中没有匹配的{rule}规则，未匹配的流量会被拒绝。",
                                "Add an ACCEPT rule to {id} with CreateSecurityGroupPolicies.",
                                "请通过 CreateSecurityGroupPolicies 在 {id} 中添加 ACCEPT 规则。"};
inline constexpr Reason kSilent{"ResourceState",
                                false,
                                "{id} is {state} and neither sends nor answers.",
                                "{id} 处于 {state} 状态，不收发任何流量。",
                                "Bring it back up, for an instance by StartInstances.",
                                "请先恢复其运行，例如对实例调用 StartInstances。"};
inline constexpr Reason kZoneWithoutPower{
    "ZonePower",
    false,
    "Zone {state} has no power, so {id} is off.",
    "可用区 {state} 断电，{id} 已停机。",
    "Use what is in another zone; an operator heals the zone with `terrane zone heal {state}`.",
    "请使用其他可用区的资源；运营者可通过 terrane zone heal {state} 恢复。"};
inline constexpr Reason kRackWithoutPower{
    "RackPower",
    false,
    "The rack in zone {state} that {id} is on has no power, so {id} is off.",
    "{id} 在可用区 {state} 所在的机架断电，{id} 已停机。",
    "Use what is on another rack; an operator finds it with `terrane fault list --zone {state}`, "
    "and "
    "heals it.",
    "请使用其他机架上的资源；运营者可通过 terrane fault list --zone {state} 查询并恢复。"};
inline constexpr Reason kHostWithoutPower{
    "HostPower",
    false,
    "The host in zone {state} that {id} is on has no power, so {id} is off.",
    "{id} 在可用区 {state} 的宿主机断电，{id} 已停机。",
    "Use what is on another host; an operator finds it with `terrane fault list --zone {state}`, "
    "and "
    "heals it.",
    "请使用其他宿主机上的资源；运营者可通过 terrane fault list --zone {state} 查询并恢复。"};
inline constexpr Reason kZoneWithoutNetwork{
    "ZoneNetwork",
    false,
    "Zone {state} has no network: {id} runs there, but nothing reaches it and it reaches nothing.",
    "可用区 {state} 网络中断：{id} 仍在运行，但无法收发任何流量。",
    "Use what is in another zone; an operator heals the zone with `terrane zone heal {state}`.",
    "请使用其他可用区的资源；运营者可通过 terrane zone heal {state} 恢复。"};
inline constexpr Reason kRegionDown{
    "RegionFault",
    false,
    "Region {state} is down, and {id} with it: nothing reaches it and it reaches nothing.",
    "地域 {state} 整体故障，{id} 无法收发任何流量。",
    "Use what is in another region; an operator heals it with `terrane region heal {state}`.",
    "请使用其他地域的资源；运营者可通过 terrane region heal {state} 恢复。"};
inline constexpr Reason kProductDown{
    "ProductFault",
    false,
    "Product {state} has failed in the region, and {id} serves nobody.",
    "该地域的产品 {state} 发生故障，{id} 无法提供服务。",
    "Use what is in another region until an operator heals the fault, which DescribeFaults lists.",
    "请使用其他地域的资源，直至运营者恢复故障（见 DescribeFaults）。"};
inline constexpr Reason kGone{"ResourceGone",
                              false,
                              "{id} is no longer there.",
                              "{id} 已不存在。",
                              "Name a resource that is there.",
                              "请指定存在的资源。"};
inline constexpr Reason kPortClosed{"PortNotServed",
                                    false,
                                    "{id} serves TCP port {rule} and nothing else.",
                                    "{id} 仅提供 TCP 端口 {rule}。",
                                    "Ask for that port.",
                                    "请使用该端口。"};

inline constexpr Reason kNoListener{
    "NoListener",
    false,
    "{id} has no listener for that.",
    "{id} 没有对应的监听器。",
    "Create one with CreateListener, or ask for a port that has one.",
    "请通过 CreateListener 创建监听器，或使用已有监听器的端口。"};
inline constexpr Reason kNoTarget{"NoTarget",
                                  false,
                                  "{id} has no target to forward it to.",
                                  "{id} 没有可转发的后端。",
                                  "Register one with RegisterTargets, with a weight above 0.",
                                  "请通过 RegisterTargets 绑定权重大于 0 的后端。"};
inline constexpr Reason kNoHealthyTarget{
    "NoHealthyTarget",
    false,
    "None of the targets of {id} can be reached from it: {other} cannot.",
    "{id} 的后端均不可达，例如 {other}。",
    "Ask who reaches {other}: it must be up, and its security groups must admit the clients and "
    "the "
    "balancer's checks.",
    "请检查 {other}：其须处于运行状态，且安全组须放行客户端与健康检查。"};

inline constexpr Reason kAccountsApart{
    "AccountsIsolated",
    false,
    "{id} and {other} belong to two accounts, which have no private path between them.",
    "{id} 与 {other} 属于不同账号，之间没有内网通路。",
    "Create a peering connection that both accounts accept and route to it on both sides, or give "
    "both ends a public address.",
    "请建立双方账号均接受的对等连接并在两侧配置路由，或为两端配置公网 IP。"};
inline constexpr Reason kRegionsApart{
    "RegionsIsolated",
    false,
    "{id} and {other} are in two regions, which have no private path between them by default.",
    "{id} 与 {other} 位于不同地域，默认没有内网通路。",
    "Create a peering connection between the two VPCs and route to it on both sides, or give both "
    "ends a public address.",
    "请在两个 VPC 之间建立对等连接并在两侧配置路由，或为两端配置公网 IP。"};
inline constexpr Reason kVpcsApart{
    "VpcsIsolated",
    false,
    "{id} and {other} are in two VPCs, and no route of the first leads to the second.",
    "{id} 与 {other} 位于不同 VPC，且前者没有通往后者的路由。",
    "Create a peering connection between the two VPCs and route to it on both sides.",
    "请在两个 VPC 之间建立对等连接，并在两侧配置路由。"};

inline constexpr Reason kNoRoute{"NoRoute",
                                 false,
                                 "Route table {id} has no route to {address}.",
                                 "路由表 {id} 中没有通往 {address} 的路由。",
                                 "Add one to {id} with CreateRoutes.",
                                 "请通过 CreateRoutes 在 {id} 中添加路由。"};
inline constexpr Reason kRouteLeadsNowhere{
    "NextHopGone",
    false,
    "Route {route} of {id} leads to what is no longer there.",
    "路由表 {id} 中路由 {route} 的下一跳已不存在。",
    "Give that route another next hop with "
    "ReplaceRoutes.",
    "请通过 ReplaceRoutes 更换该路由的下一跳。"};
inline constexpr Reason kRouteLoop{"RouteLoop",
                                   false,
                                   "Route {route} of {id} sends it round in a circle.",
                                   "路由表 {id} 中路由 {route} 形成环路。",
                                   "Give one of the routes on the way another next hop.",
                                   "请更换途中某条路由的下一跳。"};
inline constexpr Reason kNoReplyRoute{
    "NoReplyRoute",
    false,
    "It arrives, but route table {id} on the target's side has no route by {other} back to "
    "{address}, so replies are lost.",
    "流量可以到达，但目的端路由表 {id} 中没有经 {other} 返回 {address} 的路由，回包会丢失。",
    "Add a route that covers {address} with next hop {other} to {id}.",
    "请在 {id} 中添加覆盖 {address}、下一跳为 {other} 的路由。"};
inline constexpr Reason kPeeringInactive{"PeeringNotActive",
                                         false,
                                         "Peering connection {id} is {state}, not active.",
                                         "对等连接 {id} 处于 {state} 状态，未生效。",
                                         "Have the other side accept it, or create it anew.",
                                         "请由对端接受该连接，或重新创建。"};

inline constexpr Reason kLinkCut{
    "LinkCut",
    false,
    "The link to region {state} is cut, and peering connection {id} runs over it.",
    "通往地域 {state} 的链路已中断，对等连接 {id} 经由该链路。",
    "Heal the link; meanwhile public addresses can be spoken to, which the Internet leads to.",
    "请恢复该链路，在此之前可通过公网地址通信。"};

inline constexpr Reason kUnused{"AddressUnused",
                                false,
                                "Nothing has the address {address} there.",
                                "该网络中没有资源使用地址 {address}。",
                                "Name an address that a resource has.",
                                "请指定已被资源使用的地址。"};
inline constexpr Reason kAnothers{
    "AddressOfAnother",
    false,
    "Routes lead {address} to {id}, not to {other}.",
    "路由将 {address} 引向 {id}，而不是 {other}。",
    "Ranges of the two networks overlap: move one of them, or use a public address.",
    "两个网络的网段重叠，请调整其中一个，或使用公网 IP。"};
inline constexpr Reason kNoPublicAddress{
    "NoPublicAddress",
    false,
    "{id} has no public address, so no path leads from it to the Internet.",
    "{id} 没有公网 IP，无法访问公网。",
    "Bind an elastic IP to it with AssociateAddress.",
    "请通过 AssociateAddress 为其绑定弹性公网 IP。"};
inline constexpr Reason kNotOnInternet{
    "PrivateAddressOnly",
    false,
    "{address} is a private address, to which the Internet has no path.",
    "{address} 是内网地址，公网无法到达。",
    "Speak to a public address: bind an elastic IP with "
    "AssociateAddress.",
    "请使用公网地址，可通过 AssociateAddress 绑定弹性公网 IP。"};
inline constexpr Reason kPublicAddressIsolated{
    "PublicAddressIsolated",
    false,
    "{id} is isolated and carries nothing until it is renewed.",
    "{id} 已被隔离，续费前不承载流量。",
    "Renew it with RenewAddresses, or bind another.",
    "请通过 RenewAddresses 续费，或绑定其他公网 IP。"};

}  // namespace terrane::reach
