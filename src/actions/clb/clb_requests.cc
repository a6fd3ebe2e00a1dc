#include "actions/clb/clb_requests.h"

namespace terrane {

namespace api = contract::clb;

std::optional<forwarding_rules::WantedCheck> wanted_check(const api::HealthCheck* check) {
  if (!check) return std::nullopt;
  return forwarding_rules::WantedCheck{.enabled = check->HealthSwitch,
                                       .timeout = check->TimeOut,
                                       .interval = check->IntervalTime,
                                       .healthy_after = check->HealthNum,
                                       .unhealthy_after = check->UnHealthNum,
                                       .http_codes = check->HttpCode,
                                       .port = check->CheckPort,
                                       .source_type = check->SourceIpType,
                                       .http_path = check->HttpCheckPath,
                                       .http_domain = check->HttpCheckDomain,
                                       .http_method = check->HttpCheckMethod,
                                       .http_version = check->HttpVersion,
                                       .type = check->CheckType,
                                       .context_type = check->ContextType,
                                       .send_context = check->SendContext,
                                       .receive_context = check->RecvContext,
                                       .extended_code = check->ExtendedCode};
}

std::optional<forwarding_rules::WantedCheck> wanted_check(
    const api::TargetGroupHealthCheck* check) {
  if (!check) return std::nullopt;
  return forwarding_rules::WantedCheck{.enabled = *check->HealthSwitch ? 1 : 0,
                                       .timeout = check->Timeout,
                                       .interval = check->GapTime,
                                       .healthy_after = check->GoodLimit,
                                       .unhealthy_after = check->BadLimit,
                                       .http_codes = check->HttpCode,
                                       .port = check->Port,
                                       .source_type = std::nullopt,
                                       .http_path = check->HttpCheckPath,
                                       .http_domain = check->HttpCheckDomain,
                                       .http_method = check->HttpCheckMethod,
                                       .http_version = check->HttpVersion,
                                       .type = check->Protocol,
                                       .context_type = check->ContextType,
                                       .send_context = check->SendContext,
                                       .receive_context = check->RecvContext,
                                       .extended_code = check->ExtendedCode};
}

forwarding_rules::WantedTls wanted_tls(Arena& arena, const api::CertificateInput* one,
                                       const api::MultiCertInfo* several) {
  forwarding_rules::WantedTls wanted;
  if (one)
    wanted = {.given = true,
              .has_inline =
                  !one->CertContent.empty() || !one->CertKey.empty() || !one->CertCaContent.empty(),
              .mode = one->SSLMode,
              .certificate = one->CertId,
              .more = {},
              .authority = one->CertCaId};
  if (!several || several->CertList.empty()) return wanted;
  wanted.given = true;
  if (wanted.mode.empty()) wanted.mode = several->SSLMode;
  auto ids = arena.create_array<std::string_view>(several->CertList.size());
  for (size_t at = 0; at < ids.size(); ++at) {
    const api::CertInfo& info = several->CertList[uint32_t(at)];
    ids[at] = info.CertId;
    wanted.has_inline |= !info.CertContent.empty() || !info.CertKey.empty();
  }
  wanted.certificate = ids[0];
  wanted.more = std::span<const std::string_view>(ids).subspan(1);
  return wanted;
}

std::vector<target_rules::WantedTarget> wanted_targets(const contract::List<api::Target>& targets) {
  std::vector<target_rules::WantedTarget> wanted;
  for (const api::Target& target : targets)
    wanted.push_back({.type = target.Type,
                      .instance = target.InstanceId,
                      .address = target.EniIp,
                      .port = *target.Port,
                      .weight = target.Weight});
  return wanted;
}

}  // namespace terrane
