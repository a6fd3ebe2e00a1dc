// What listeners and forwarding rules may be told of forwarding, on one page: how they choose among
// targets, how long sessions stay, how targets are checked, and which certificates they show.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "region/balancer/balancer_tables.h"
#include "region/region_cell.h"

namespace terrane::forwarding_rules {

inline constexpr ErrorKind kUnknownScheduler{"InvalidParameterValue",
                                             "Scheduler {} does not go with {}; use {}.",
                                             "调度方式 {} 不适用于 {}，可选：{}。"};
inline constexpr ErrorKind kSessionRange{
    "InvalidParameterValue", "SessionExpireTime is {}, but must be 0, or {} to {} seconds.",
    "SessionExpireTime 为 {}，取值为 0，或 {} 到 {} 秒。"};
inline constexpr ErrorKind kSessionType{"InvalidParameterValue",
                                        "SessionType must be NORMAL, not {}.",
                                        "SessionType 应为 NORMAL，而不是 {}。"};
inline constexpr ErrorKind kCheckSwitch{"InvalidParameterValue",
                                        "HealthCheck.HealthSwitch must be 0 or 1, not {}.",
                                        "HealthCheck.HealthSwitch 应为 0 或 1，而不是 {}。"};
inline constexpr ErrorKind kCheckRange{"InvalidParameterValue",
                                       "HealthCheck.{} is {}, but must be {} to {}.",
                                       "HealthCheck.{} 为 {}，取值范围为 {} 到 {}。"};
inline constexpr ErrorKind kTimeoutAboveInterval{
    "InvalidParameterValue",
    "HealthCheck.TimeOut, {} seconds, must not be longer than IntervalTime, {} seconds.",
    "HealthCheck.TimeOut（{} 秒）不能大于 IntervalTime（{} 秒）。"};
inline constexpr ErrorKind kCheckType{"InvalidParameterValue",
                                      "HealthCheck.CheckType {} does not go with {}; use {}.",
                                      "HealthCheck.CheckType {} 不适用于 {}，可选：{}。"};
inline constexpr ErrorKind kCheckMethod{
    "InvalidParameterValue", "HealthCheck.HttpCheckMethod must be HEAD or GET, not {}.",
    "HealthCheck.HttpCheckMethod 应为 HEAD 或 GET，而不是 {}。"};
inline constexpr ErrorKind kCheckVersion{
    "InvalidParameterValue", "HealthCheck.HttpVersion must be HTTP/1.0 or HTTP/1.1, not {}.",
    "HealthCheck.HttpVersion 应为 HTTP/1.0 或 HTTP/1.1，而不是 {}。"};
inline constexpr ErrorKind kCheckPath{
    "InvalidParameterValue",
    "HealthCheck.HttpCheckPath must begin with / and have at most {} "
    "characters.",
    "HealthCheck.HttpCheckPath 应以 / 开头，最多 {} 个字符。"};
inline constexpr ErrorKind kCheckContext{
    "InvalidParameterValue",
    "A CUSTOM check needs ContextType HEX or TEXT, SendContext and RecvContext of at most {} "
    "characters.",
    "CUSTOM 检查需要 ContextType（HEX 或 TEXT）以及不超过 {} 个字符的 SendContext 和 "
    "RecvContext。"};
inline constexpr ErrorKind kNoTls{"InvalidParameterValue", "{} shows no certificate; leave it out.",
                                  "{} 不使用证书，请勿填写。"};
inline constexpr ErrorKind kTlsMissing{
    "MissingParameter", "{} needs a certificate: Certificate with SSLMode and CertId.",
    "{} 需要证书：请在 Certificate 中填写 SSLMode 和 CertId。"};
inline constexpr ErrorKind kTlsMode{"InvalidParameterValue",
                                    "SSLMode must be UNIDIRECTIONAL or MUTUAL, not {}.",
                                    "SSLMode 应为 UNIDIRECTIONAL 或 MUTUAL，而不是 {}。"};
inline constexpr ErrorKind kNoAuthority{
    "MissingParameter", "SSLMode MUTUAL needs CertCaId, whose certificates clients show.",
    "SSLMode 为 MUTUAL 时需要填写 CertCaId。"};
inline constexpr ErrorKind kInlineCertificate{
    "InvalidParameterValue",
    "Certificates are uploaded by UploadCertificate of service ssl first, and named by their ID.",
    "请先通过 ssl 服务的 UploadCertificate 上传证书，再通过证书 ID 引用。"};
inline constexpr ErrorKind kMalformedCertificate{
    "InvalidParameter.FormatError", "{} is not a certificate's ID (cert- and 8 characters).",
    "{} 不是合法的证书 ID（cert- 加 8 位字符）。"};
inline constexpr ErrorKind kNoCertificate{
    "InvalidParameterValue",
    "There is no certificate {}; DescribeCertificates of service ssl lists yours.",
    "不存在证书 {}，可通过 ssl 服务的 DescribeCertificates 查询。"};
inline constexpr ErrorKind kCertificateType{
    "InvalidParameterValue", "Certificate {} is of type {}; one of type {} is needed.",
    "证书 {} 的类型为 {}，此处需要 {} 类型。"};
inline constexpr ErrorKind kTooManyCertificates{
    "InvalidParameterValue.Length",
    "MultiCertInfo.CertList may hold at most {} certificates, of "
    "different algorithms.",
    "MultiCertInfo.CertList 最多包含 {} 张不同算法的证书。"};
inline constexpr ErrorKind kTargetKind{
    "InvalidParameterValue", "TargetType must be NODE, TARGETGROUP or TARGETGROUP-V2, not {}.",
    "TargetType 应为 NODE、TARGETGROUP 或 TARGETGROUP-V2，而不是 {}。"};
inline constexpr ErrorKind kTargetKindInUse{
    "FailedOperation", "{} still forwards to targets; take them away before TargetType changes.",
    "{} 仍绑定后端，请先解绑再修改 TargetType。"};

std::string_view name_of(Scheduler scheduler);
std::string_view name_of(TargetKind kind);
std::string_view name_of(ListenerProtocol protocol);

// What a request says of a health check; absent members stay, or take the defaults.
struct WantedCheck {
  std::optional<int64_t> enabled;
  std::optional<int64_t> timeout;
  std::optional<int64_t> interval;
  std::optional<int64_t> healthy_after;
  std::optional<int64_t> unhealthy_after;
  std::optional<int64_t> http_codes;
  std::optional<int64_t> port;  // -1: the target's own
  std::optional<int64_t> source_type;
  std::string_view http_path;
  std::string_view http_domain;
  std::string_view http_method;
  std::string_view http_version;
  std::string_view type;
  std::string_view context_type;
  std::string_view send_context;
  std::string_view receive_context;
  std::string_view extended_code;
};
// `before` changed by what is wanted, for targets of this protocol.
// Whether it asks by HTTP(S) or gRPC: only such a check has a path, a method and codes.
bool is_by_http(const HealthCheck& check);
Result<HealthCheck> check_health_check(ListenerProtocol protocol, const WantedCheck& wanted,
                                       HealthCheck before = {});

Result<Scheduler> check_scheduler(ListenerProtocol protocol, std::string_view name);
Result<uint32_t> check_session(ListenerProtocol protocol, int64_t seconds);
Result<TargetKind> check_target_kind(std::string_view name);

struct WantedTls {
  bool given = false;
  bool has_inline = false;  // the certificate itself instead of its ID
  std::string_view mode;
  std::string_view certificate;
  std::span<const std::string_view> more;
  std::string_view authority;
};
// `where` names what shows the certificates, for messages.
Result<TlsSettings> check_tls(const RegionCell& region, AccountId account, const WantedTls& wanted,
                              std::string_view where);

}  // namespace terrane::forwarding_rules
