#include "actions/ssl/certificates.h"

#include <algorithm>

#include "account/certificate_manager.h"
#include "actions/account/deletion.h"
#include "actions/clb/clb_tags.h"
#include "actions/listing.h"
#include "contract/ssl.h"

namespace terrane {
namespace {

namespace api = contract::ssl;

constexpr ErrorKind kBadSort{"InvalidParameterValue", "ExpirationSort must be DESC or ASC, not {}.",
                             "ExpirationSort 应为 DESC 或 ASC，而不是 {}。"};
constexpr uint64_t kIssued = 1, kExpired = 3;

constexpr ListingErrors kErrors{
    .malformed_id = certificate_rules::kMalformedId,
    .ids_and_filters = {"InvalidParameter", "Give CertIds or filters, not both.",
                        "CertIds 与过滤条件不能同时指定。"},
    .unknown_filter = {"InvalidParameter", "There is no filter {}. The filters here are: {}.",
                       "不支持过滤条件 {}，可用的过滤条件：{}。"},
    .too_many_values = {"InvalidParameterValue", "{} may hold at most {} values.",
                        "{} 最多包含 {} 个值。"},
    .bad_page = {"InvalidParameterValue", "{} must be a whole number from {}.",
                 "{} 必须是 {} 之间的整数。"}};
constexpr uint64_t kLimitMax = 1000;

uint64_t status_of(const Certificate& certificate, Time now) {
  return now < certificate.ends ? kIssued : kExpired;
}

std::string_view status_name(uint64_t status, Language language) {
  bool issued = status == kIssued;
  if (language == Language::kChinese) return issued ? "证书已颁发" : "证书已过期";
  return issued ? "Issued" : "Expired";
}

// "365": days.
std::string_view validity(Arena& arena, const Certificate& certificate) {
  int64_t length = (certificate.ends - certificate.begins).microseconds;
  return arena.copy(std::to_string(length / days(1).microseconds));
}

bool is_wildcard(const Certificate& certificate) {
  return certificate.domain.starts_with("*.") ||
         std::ranges::any_of(certificate.names,
                             [](const std::string& name) { return name.starts_with("*."); });
}

// What both views of a certificate show alike.
template <class Shown>
Shown common_view(const Call& call, const Certificate& certificate) {
  Arena& arena = call.arena;
  uint64_t status = status_of(certificate, call.now);
  Shown shown{};
  shown.OwnerUin = arena.copy(std::to_string(uint64_t(certificate.account)));
  shown.ProjectId = arena.copy(std::to_string(certificate.project));
  shown.From = "upload";
  shown.PackageType = "";
  shown.CertificateType = certificate_rules::type_name(certificate.is_authority);
  shown.ProductZhName = certificate.issuer;
  shown.Domain = certificate.domain;
  shown.Alias = certificate.alias;
  shown.Status = status;
  shown.StatusName = status_name(status, call.language);
  shown.CertBeginTime = to_local_text(arena, certificate.begins);
  shown.CertEndTime = to_local_text(arena, certificate.ends);
  shown.ValidityPeriod = validity(arena, certificate);
  shown.InsertTime = to_local_text(arena, certificate.created);
  shown.CertificateId = to_text(arena, certificate.id);
  shown.SubjectAltName = contract::list_of<contract::Text>(arena, certificate.names);
  shown.IsVip = false;
  shown.IsDv = false;
  shown.IsWildcard = is_wildcard(certificate);
  shown.IsVulnerability = false;
  shown.RenewAble = false;
  shown.Deployable = !certificate.is_authority;
  shown.Tags = shown_tags<api::Tags>(arena, certificate.tags);
  shown.EncryptAlgorithm = certificate.algorithm;
  return shown;
}

api::Certificates listed(const Call& call, const Certificate& certificate) {
  auto shown = common_view<api::Certificates>(call, certificate);
  shown.CertSANs = shown.SubjectAltName;
  shown.BoundResource = contract::List<contract::Text>(std::span<const contract::Text>());
  shown.IsSM = false;
  shown.IsExpiring = call.now < certificate.ends && certificate.ends - call.now < days(30);
  shown.AllowDownload = true;
  return shown;
}

Result<api::UploadCertificateResponse> upload_certificate(
    CloudCall& call, const api::UploadCertificateRequest& request) {
  TRY(std::string_view id,
      change_accounts(call, [&](AccountChange& change) -> Result<std::string_view> {
        TRY(const Certificate* certificate,
            certificate_manager::upload(change, call.catalogue, call.account,
                                        {.chain = request.CertificatePublicKey,
                                         .private_key = request.CertificatePrivateKey,
                                         .password = request.KeyPassword,
                                         .type = request.CertificateType,
                                         .alias = request.Alias,
                                         .project = request.ProjectId,
                                         .may_repeat = request.Repeatable.value_or(true),
                                         .tags = tags_given(request.Tags)}));
        return to_text(call.arena, certificate->id);
      }));
  return api::UploadCertificateResponse{.CertificateId = id, .RepeatCertId = ""};
}

// What a listing asks for beside its page.
struct Wanted {
  const api::DescribeCertificatesRequest& request;
  Time now;

  bool matches(const Certificate& certificate) const {
    uint64_t status = status_of(certificate, now);
    auto contains = [&](std::string_view text) {
      return text.find(request.SearchKey) != std::string_view::npos;
    };
    if (!request.SearchKey.empty() && !contains(to_text(certificate.id)) &&
        !contains(certificate.alias) && !contains(certificate.domain))
      return false;
    if (!request.CertificateType.empty() &&
        request.CertificateType != certificate_rules::type_name(certificate.is_authority))
      return false;
    if (request.ProjectId && *request.ProjectId != uint64_t(certificate.project)) return false;
    if (!request.CertificateStatus.empty() &&
        std::ranges::find(request.CertificateStatus, status) == request.CertificateStatus.end())
      return false;
    if (request.Deployable && (*request.Deployable == 1) == certificate.is_authority) return false;
    if (request.Upload.value_or(1) != 1 || request.Renew.value_or(0) == 1 ||
        request.IsSM.value_or(0) == 1 || request.IsPendingIssue.value_or(0) == 1)
      return false;  // all are uploaded
    if (!request.FilterSource.empty() && request.FilterSource != "upload") return false;
    if (request.FilterExpiring.value_or(0) == 1 && certificate.ends - now >= days(30)) return false;
    return std::ranges::all_of(request.Tags, [&](const api::Tags& tag) {
      return std::ranges::any_of(certificate.tags, [&](const TagPair& own) {
        return own.key == tag.TagKey && (tag.TagValue.empty() || own.value == tag.TagValue);
      });
    });
  }
};

Result<std::vector<const Certificate*>> find_listed(
    AccountRead& call, const api::DescribeCertificatesRequest& request) {
  const auto& table = call.accounts.tables.certificates;
  std::vector<const Certificate*> candidates;
  if (request.CertIds.empty()) {
    for (const Certificate* certificate : table.of(call.account))
      if (certificate) candidates.push_back(certificate);
    std::ranges::reverse(candidates);
  }
  for (std::string_view text : request.CertIds) {
    auto id = CertificateId::parse(text);
    if (!id) return refuse(certificate_rules::kMalformedId, text);
    const Certificate* certificate = table.find(*id);
    if (certificate && certificate->account == call.account) candidates.push_back(certificate);
  }
  Wanted wanted{request, call.now};
  std::erase_if(candidates, [&](const Certificate* one) { return !wanted.matches(*one); });
  if (request.ExpirationSort == "ASC") {
    std::ranges::stable_sort(candidates, {}, &Certificate::ends);
  } else if (request.ExpirationSort == "DESC") {
    std::ranges::stable_sort(candidates, std::greater(), &Certificate::ends);
  } else if (!request.ExpirationSort.empty()) {
    return refuse(kBadSort, request.ExpirationSort);
  }
  return candidates;
}

std::optional<int64_t> whole(std::optional<uint64_t> number) {
  return number ? std::optional(int64_t(std::min<uint64_t>(*number, INT64_MAX))) : std::nullopt;
}

Result<api::DescribeCertificatesResponse> describe_certificates(
    AccountRead& call, const api::DescribeCertificatesRequest& request) {
  TRY(Page page, page_of(kErrors, whole(request.Offset), whole(request.Limit), kLimitMax));
  TRY(auto found, find_listed(call, request));
  Listed<Certificate> shown;
  for (const Certificate* certificate : found) shown.add(*certificate, page);
  return api::DescribeCertificatesResponse{
      .TotalCount = shown.total,
      .Certificates = shown_list<api::Certificates>(
          call.arena, shown.page,
          [&](const Certificate& certificate) { return listed(call, certificate); })};
}

Result<api::DescribeCertificateDetailResponse> describe_certificate_detail(
    AccountRead& call, const api::DescribeCertificateDetailRequest& request) {
  TRY(const Certificate* certificate,
      certificate_manager::find(call.accounts, call.account, request.CertificateId));
  auto shown = common_view<api::DescribeCertificateDetailResponse>(call, *certificate);
  shown.CertificatePublicKey = certificate->chain;
  shown.CertificatePrivateKey = certificate->private_key;
  shown.CertFingerprint = certificate->fingerprint;
  auto chain = call.arena.create_array<api::CertBasicInfo>(1);
  chain[0] = {.Issuer = certificate->issuer,
              .Subject = certificate->subject,
              .Fingerprint = certificate->fingerprint,
              .ValidFrom = shown.CertBeginTime,
              .ValidTo = shown.CertEndTime};
  shown.CertChainInfo = contract::List<api::CertBasicInfo>(chain);
  return shown;
}

Result<api::DeleteCertificateResponse> delete_certificate(
    CloudCall& call, const api::DeleteCertificateRequest& request) {
  static constexpr DeletionRules<Certificate> kDeletion{&AccountTables::certificates,
                                                        certificate_rules::kInUse,
                                                        certificate_rules::kRegionUnreachable};
  CHECKED(delete_everywhere(call, kDeletion, [&](AccountChange& change) {
    return certificate_manager::mark(change, call.account, request.CertificateId);
  }));
  return api::DeleteCertificateResponse{.DeleteResult = true, .TaskId = ""};
}

constexpr Handler kHandlers[] = {
    cloud_write<upload_certificate>("ssl", "UploadCertificate"),
    account_read<describe_certificates>("ssl", "DescribeCertificates"),
    account_read<describe_certificate_detail>("ssl", "DescribeCertificateDetail"),
    cloud_write<delete_certificate>("ssl", "DeleteCertificate"),
};

}  // namespace

std::span<const Handler> certificate_handlers() {
  return kHandlers;
}

}  // namespace terrane
