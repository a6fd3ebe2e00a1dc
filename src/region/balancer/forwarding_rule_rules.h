// What holds for every forwarding rule, on one page: scope, limits, values, references, and what
// blocks deletion.
//
// Scope: its listener's, of HTTP or HTTPS. ID: loc-. Limit: Limits::forwarding_rules_per_listener.
// A domain and a URL lead to one rule of a listener. A listener that has rules has a default
// domain: its first, until told otherwise; when that goes, the one that is named, or else the
// oldest that is left. Where the listener has SNI, each domain has its own certificate, else none
// has. Refers to: its listener, its targets' instances and interfaces, its target groups, its
// certificates. Nothing blocks its deletion.
#pragma once

#include <string_view>

#include "region/balancer/forwarding_rules.h"

namespace terrane::forwarding_rule_rules {

inline constexpr size_t kDomainLength = 80;
inline constexpr size_t kUrlLength = 200;
inline constexpr size_t kRulesPerCall = 50;

inline constexpr ErrorKind kNotFound{
    "InvalidParameter.LocationNotFound",
    "There is no forwarding rule {} of listener {}; DescribeListeners lists those it has.",
    "不存在转发规则 {}（监听器 {}），可通过 DescribeListeners 查询。"};
inline constexpr ErrorKind kMalformedId{"InvalidParameter.FormatError",
                                        "{} is not a forwarding rule's ID (loc- and 8 characters).",
                                        "{} 不是合法的转发规则 ID（loc- 加 8 位字符）。"};
inline constexpr ErrorKind kNoRules{
    "InvalidParameter",
    "Listener {} of {} forwards by itself; only those of HTTP and HTTPS have rules.",
    "监听器 {} 的协议为 {}，仅 HTTP 和 HTTPS 监听器有转发规则。"};
inline constexpr ErrorKind kNoneGiven{"MissingParameter", "Rules must hold at least one rule.",
                                      "Rules 至少包含一条转发规则。"};
inline constexpr ErrorKind kTooManyAtOnce{"InvalidParameterValue.Length",
                                          "Rules may hold at most {} rules; send several calls.",
                                          "Rules 最多包含 {} 条转发规则，请分多次调用。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded", "Listener {} has {} forwarding rules, and may have {}; delete one first.",
    "监听器 {} 已有 {} 条转发规则，上限为 {}，请先删除。"};
inline constexpr ErrorKind kDomainMissing{"MissingParameter",
                                          "A forwarding rule needs Domain or Domains.",
                                          "转发规则需要填写 Domain 或 Domains。"};
inline constexpr ErrorKind kDomainUnfit{
    "InvalidParameterValue",
    "Domain {} must have 1 to {} letters, digits, dots, dashes or underscores, with one * at its "
    "beginning or end at most.",
    "域名 {} 的长度应为 1 到 {} 个字符，只能包含字母、数字、点、连字符和下划线，"
    "开头或结尾可有一个 *。"};
inline constexpr ErrorKind kUrlUnfit{
    "InvalidParameterValue",
    "Url {} must begin with /, or with ~ as a regular expression, and have at most {} characters.",
    "Url {} 应以 / 开头，或以 ~ 开头表示正则，最多 {} 个字符。"};
inline constexpr ErrorKind kTaken{"InvalidParameterValue",
                                  "Forwarding rule {} has domain {} with URL {} already.",
                                  "转发规则 {} 已使用域名 {} 和 URL {}。"};
inline constexpr ErrorKind kNoSuchDomain{"InvalidParameterValue",
                                         "Listener {} has no rule of domain {}.",
                                         "监听器 {} 没有域名为 {} 的转发规则。"};
inline constexpr ErrorKind kNoneNamed{"MissingParameter",
                                      "Name the forwarding rules: by LocationIds, or by Domain.",
                                      "请通过 LocationIds 或 Domain 指定转发规则。"};
inline constexpr ErrorKind kNoRuleNamed{
    "MissingParameter",
    "Listener {} is of {}: name one of its rules, by LocationId or by Domain and Url.",
    "监听器 {} 的协议为 {}，请通过 LocationId 或 Domain 和 Url 指定转发规则。"};
inline constexpr ErrorKind kNeedsHttps{
    "InvalidParameterValue", "{} goes with HTTPS listeners only.", "{} 仅适用于 HTTPS 监听器。"};
inline constexpr ErrorKind kCertificateIsListeners{
    "InvalidParameterValue",
    "Listener {} shows one certificate for all domains; turn on its SNI for a domain's own.",
    "监听器 {} 的所有域名使用同一证书，如需域名独立证书请先开启 SNI。"};
inline constexpr ErrorKind kForwardType{"InvalidParameterValue",
                                        "ForwardType must be HTTP, HTTPS or GRPC, not {}.",
                                        "ForwardType 应为 HTTP、HTTPS 或 GRPC，而不是 {}。"};
inline constexpr ErrorKind kDefaultStays{
    "InvalidParameterValue",
    "A listener has a default domain always: make another the default instead.",
    "监听器必须有默认域名，请将其他域名设为默认域名。"};
inline constexpr ErrorKind kAuthenticationFailure{
    "InvalidParameterValue", "OAuthFailureStatus must be BYPASS or REJECT, not {}.",
    "OAuthFailureStatus 应为 BYPASS 或 REJECT，而不是 {}。"};

Result<void> check_domain(std::string_view domain);
Result<void> check_url(std::string_view url);
Result<void> check_forward_type(std::string_view type);
// No other rule of the listener (`own` is none) has one of the domains with this URL.
Result<void> check_free(const RegionCell& region, ListenerId listener,
                        const std::vector<std::string>& domains, std::string_view url,
                        ForwardingRuleId own = {});
Result<void> check_quota(const RegionCell& region, ListenerId listener, size_t more);

}  // namespace terrane::forwarding_rule_rules
