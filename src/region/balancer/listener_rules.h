// What holds for every listener, on one page: scope, limits, values, references, and what blocks
// deletion.
//
// Scope: its load balancer's. ID: lbl-. Limit: Limits::listeners_per_load_balancer. Of the ports of
// one balancer, a listener has one, or a range, for itself: UDP apart from all others. HTTPS and
// TCP_SSL show a certificate; with SNI, the domains' rules do. Refers to: its load balancer, its
// targets' instances and interfaces, its target groups, its certificates. Its rules go with it.
#pragma once

#include <optional>
#include <string_view>

#include "region/balancer/forwarding_rules.h"

namespace terrane::listener_rules {

inline constexpr size_t kNameLength = 60;
inline constexpr size_t kPortsPerCall = 50;

inline constexpr ErrorKind kNotFound{
    "InvalidParameter.ListenerIdNotFound",
    "There is no listener {} of load balancer {}; DescribeListeners lists those it has.",
    "不存在监听器 {}（负载均衡实例 {}），可通过 DescribeListeners 查询。"};
inline constexpr ErrorKind kMalformedId{"InvalidParameter.FormatError",
                                        "{} is not a listener's ID (lbl- and 8 characters).",
                                        "{} 不是合法的监听器 ID（lbl- 加 8 位字符）。"};
inline constexpr ErrorKind kUnknownProtocol{
    "InvalidParameterValue", "Protocol must be TCP, UDP, TCP_SSL, HTTP or HTTPS, not {}.",
    "Protocol 应为 TCP、UDP、TCP_SSL、HTTP 或 HTTPS，而不是 {}。"};
inline constexpr ErrorKind kNoPorts{"MissingParameter", "Ports must name at least one port.",
                                    "Ports 至少包含一个端口。"};
inline constexpr ErrorKind kTooManyPorts{"InvalidParameterValue.Length",
                                         "Ports may hold at most {} ports; send several calls.",
                                         "Ports 最多包含 {} 个端口，请分多次调用。"};
inline constexpr ErrorKind kPortRange{"InvalidParameterValue",
                                      "Port is {}, but must be 1 to 65535.",
                                      "端口为 {}，取值范围为 1 到 65535。"};
inline constexpr ErrorKind kPortTaken{
    "InvalidParameter.PortCheckFailed",
    "Listener {} has port {} of load balancer {} already; choose another.",
    "监听器 {} 已占用端口 {}（负载均衡实例 {}），请更换端口。"};
inline constexpr ErrorKind kEndPort{
    "InvalidParameterValue",
    "EndPort makes one listener of TCP or UDP of a range: it must be above the one port in Ports.",
    "EndPort 用于创建单个 TCP 或 UDP 端口段监听器，应大于 Ports 中的唯一端口。"};
inline constexpr ErrorKind kNamesPerPort{
    "InvalidParameterValue.Length", "ListenerNames has {} names for {} ports; give one for each.",
    "ListenerNames 含 {} 个名称，而端口数为 {}，请为每个端口指定一个名称。"};
inline constexpr ErrorKind kNameLengthRange{"InvalidParameterValue.Length",
                                            "A listener's name may have at most {} characters.",
                                            "监听器名称最多 {} 个字符。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded", "Load balancer {} has {} listeners, and may have {}; delete one first.",
    "负载均衡实例 {} 已有 {} 个监听器，上限为 {}，请先删除。"};
inline constexpr ErrorKind kSniNeedsHttps{"InvalidParameterValue",
                                          "SniSwitch is 0 or 1, and 1 for HTTPS listeners only.",
                                          "SniSwitch 为 0 或 1，且仅 HTTPS 监听器可为 1。"};
inline constexpr ErrorKind kSniStays{"InvalidParameterValue",
                                     "SNI of listener {} is on; it cannot be turned off again.",
                                     "监听器 {} 已开启 SNI，不能关闭。"};
inline constexpr ErrorKind kByRules{
    "InvalidParameterValue",
    "{} is for listeners that forward by themselves; a listener of HTTP or HTTPS has it in its "
    "rules.",
    "{} 仅适用于四层监听器，HTTP 或 HTTPS 监听器请在转发规则中设置。"};

Result<ListenerProtocol> check_protocol(std::string_view name);
Result<uint16_t> check_port(int64_t port);
Result<void> check_port_free(const RegionCell& region, LoadBalancerId balancer,
                             ListenerProtocol protocol, uint16_t first, uint16_t last);
Result<void> check_quota(const RegionCell& region, LoadBalancerId balancer, size_t more);
Result<void> check_name(std::string_view name);

}  // namespace terrane::listener_rules
