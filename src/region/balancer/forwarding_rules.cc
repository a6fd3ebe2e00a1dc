#include "region/balancer/forwarding_rules.h"

#include <algorithm>
#include <array>

namespace terrane::forwarding_rules {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 3> kSchedulers = {"WRR", "LEAST_CONN", "IP_HASH"};
constexpr std::array<std::string_view, 3> kTargetKinds = {"NODE", "TARGETGROUP", "TARGETGROUP-V2"};
constexpr std::array<std::string_view, 5> kProtocols = {"TCP", "UDP", "TCP_SSL", "HTTP", "HTTPS"};

constexpr size_t kPathLength = 200;
constexpr size_t kContextLength = 500;
constexpr size_t kCertificatesLimit = 2;

bool has_rules(ListenerProtocol protocol) {
  return protocol == ListenerProtocol::kHttp || protocol == ListenerProtocol::kHttps;
}

// The kinds of check that targets of a protocol may have; the first is the default.
std::vector<std::string_view> check_types(ListenerProtocol protocol) {
  switch (protocol) {
    case ListenerProtocol::kTcp:
    case ListenerProtocol::kTcpSsl:
      return {"TCP", "HTTP", "CUSTOM"};
    case ListenerProtocol::kUdp:
      return {"PING", "CUSTOM"};
    default:
      return {"HTTP", "TCP", "HTTPS", "GRPC"};
  }
}

std::string joined(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::string_view name : names) (text += text.empty() ? "" : ", ") += name;
  return text;
}

Result<void> set_number(std::string_view name, std::optional<int64_t> wanted, int64_t least,
                        int64_t most, uint32_t& number) {
  if (!wanted) return {};
  if (*wanted < least || *wanted > most)
    return refuse(kCheckRange, name, std::to_string(*wanted), std::to_string(least),
                  std::to_string(most));
  number = uint32_t(*wanted);
  return {};
}

void set_text(std::string_view wanted, std::string& text) {
  if (wanted.data()) text = wanted;
}

Result<void> check_contents(const HealthCheck& check) {
  bool by_http = is_by_http(check);
  if (by_http && (!check.http_path.starts_with('/') || check.http_path.size() > kPathLength))
    return refuse(kCheckPath, std::to_string(kPathLength));
  if (by_http && check.http_method != "HEAD" && check.http_method != "GET")
    return refuse(kCheckMethod, check.http_method);
  if (!check.http_version.empty() && check.http_version != "HTTP/1.0" &&
      check.http_version != "HTTP/1.1")
    return refuse(kCheckVersion, check.http_version);
  bool knows_context = check.context_type == "HEX" || check.context_type == "TEXT";
  if (check.type == "CUSTOM" &&
      (!knows_context || check.send_context.empty() || check.send_context.size() > kContextLength ||
       check.receive_context.size() > kContextLength))
    return refuse(kCheckContext, std::to_string(kContextLength));
  return {};
}

Result<CertificateId> find_certificate(const RegionCell& region, AccountId account,
                                       std::string_view text, bool of_authority) {
  auto id = CertificateId::parse(text);
  if (!id) return refuse(kMalformedCertificate, text);
  const Certificate* certificate = region.accounts.certificates.find(*id);
  if (!certificate || certificate->account != account || certificate->deleting)
    return refuse(kNoCertificate, text);
  if (certificate->is_authority != of_authority)
    return refuse(kCertificateType, text, of_authority ? "SVR" : "CA", of_authority ? "CA" : "SVR");
  return *id;
}

}  // namespace

std::string_view name_of(Scheduler scheduler) {
  return kSchedulers[size_t(scheduler)];
}
std::string_view name_of(TargetKind kind) {
  return kTargetKinds[size_t(kind)];
}
std::string_view name_of(ListenerProtocol protocol) {
  return kProtocols[size_t(protocol)];
}

bool is_by_http(const HealthCheck& check) {
  return check.type == "HTTP" || check.type == "HTTPS" || check.type == "GRPC";
}

Result<HealthCheck> check_health_check(ListenerProtocol protocol, const WantedCheck& wanted,
                                       HealthCheck before) {
  HealthCheck check = std::move(before);
  auto types = check_types(protocol);
  if (check.type.empty()) {
    check.type = types[0];
    check.http_path = "/";
    check.http_method = "HEAD";
  }
  if (wanted.enabled) {
    if (*wanted.enabled != 0 && *wanted.enabled != 1)
      return refuse(kCheckSwitch, std::to_string(*wanted.enabled));
    check.enabled = *wanted.enabled == 1;
  }
  if (!wanted.type.empty()) {
    if (std::ranges::find(types, wanted.type) == types.end())
      return refuse(kCheckType, wanted.type, name_of(protocol), joined(types));
    check.type = wanted.type;
  }
  uint32_t port = check.port, source_type = check.source_type;
  auto wanted_port = wanted.port == -1 ? std::optional<int64_t>(0) : wanted.port;
  CHECKED(set_number("TimeOut", wanted.timeout, 2, 60, check.timeout_seconds));
  CHECKED(set_number("IntervalTime", wanted.interval, 2, 300, check.interval_seconds));
  CHECKED(set_number("HealthNum", wanted.healthy_after, 2, 10, check.healthy_after));
  CHECKED(set_number("UnHealthNum", wanted.unhealthy_after, 2, 10, check.unhealthy_after));
  CHECKED(set_number("HttpCode", wanted.http_codes, 1, 31, check.http_codes));
  CHECKED(set_number("CheckPort", wanted_port, 0, 65535, port));
  CHECKED(set_number("SourceIpType", wanted.source_type, 0, 1, source_type));
  check.port = uint16_t(port);
  check.source_type = uint8_t(source_type);
  if (check.timeout_seconds > check.interval_seconds)
    return refuse(kTimeoutAboveInterval, std::to_string(check.timeout_seconds),
                  std::to_string(check.interval_seconds));
  set_text(wanted.http_path, check.http_path);
  set_text(wanted.http_domain, check.http_domain);
  set_text(wanted.http_method, check.http_method);
  set_text(wanted.http_version, check.http_version);
  set_text(wanted.context_type, check.context_type);
  set_text(wanted.send_context, check.send_context);
  set_text(wanted.receive_context, check.receive_context);
  set_text(wanted.extended_code, check.extended_code);
  if (check.http_path.empty()) check.http_path = "/";
  if (check.http_method.empty()) check.http_method = "HEAD";
  if (check.enabled) CHECKED(check_contents(check));
  return check;
}

Result<Scheduler> check_scheduler(ListenerProtocol protocol, std::string_view name) {
  if (name.empty()) return Scheduler::kWeightedRoundRobin;
  auto found = std::ranges::find(kSchedulers, name);
  bool fits = found != kSchedulers.end() && (*found != "IP_HASH" || has_rules(protocol));
  if (!fits)
    return refuse(kUnknownScheduler, name, name_of(protocol),
                  has_rules(protocol) ? "WRR, LEAST_CONN, IP_HASH" : "WRR, LEAST_CONN");
  return Scheduler(found - kSchedulers.begin());
}

Result<uint32_t> check_session(ListenerProtocol protocol, int64_t seconds) {
  int64_t most = has_rules(protocol) ? 86400 : 3600;
  if (seconds != 0 && (seconds < 30 || seconds > most))
    return refuse(kSessionRange, std::to_string(seconds), "30", std::to_string(most));
  return uint32_t(seconds);
}

Result<TargetKind> check_target_kind(std::string_view name) {
  if (name.empty()) return TargetKind::kNode;
  auto found = std::ranges::find(kTargetKinds, name);
  if (found == kTargetKinds.end()) return refuse(kTargetKind, name);
  return TargetKind(found - kTargetKinds.begin());
}

Result<TlsSettings> check_tls(const RegionCell& region, AccountId account, const WantedTls& wanted,
                              std::string_view where) {
  if (wanted.has_inline) return refuse(kInlineCertificate);
  if (!wanted.mode.empty() && wanted.mode != "UNIDIRECTIONAL" && wanted.mode != "MUTUAL")
    return refuse(kTlsMode, wanted.mode);
  if (wanted.certificate.empty()) return refuse(kTlsMissing, where);
  TlsSettings tls;
  TRY(tls.certificate, find_certificate(region, account, wanted.certificate, false));
  if (wanted.more.size() >= kCertificatesLimit)
    return refuse(kTooManyCertificates, std::to_string(kCertificatesLimit));
  for (std::string_view more : wanted.more) {
    TRY(CertificateId id, find_certificate(region, account, more, false));
    if (id != tls.certificate) tls.more.push_back(id);
  }
  if (wanted.mode != "MUTUAL") return tls;
  if (wanted.authority.empty()) return refuse(kNoAuthority);
  TRY(tls.authority, find_certificate(region, account, wanted.authority, true));
  return tls;
}

}  // namespace terrane::forwarding_rules
