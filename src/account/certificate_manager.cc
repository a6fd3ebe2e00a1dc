#include "account/certificate_manager.h"

#include <algorithm>

#include "account/deletion_marks.h"
#include "base/text.h"
#include "cell/projects.h"

namespace terrane::certificate_manager {

using namespace certificate_rules;

Result<const Certificate*> find(const AccountCell& plane, AccountId account, std::string_view id) {
  auto parsed = CertificateId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Certificate* certificate = plane.tables.certificates.find(*parsed);
  if (!certificate || certificate->account != account) return refuse(kNotFound, id);
  return certificate;
}

Result<const Certificate*> upload(AccountChange& change, const Catalogue& catalogue,
                                  AccountId account, NewCertificate wanted) {
  AccountCell& plane = change.plane;
  TRY(bool is_authority, check_type(wanted.type));
  if (count_characters(wanted.alias) > kAliasLimit)
    return refuse(kAliasLength, std::to_string(kAliasLimit));
  int64_t project = int64_t(std::min<uint64_t>(wanted.project.value_or(0), INT64_MAX));
  CHECKED(check_project(plane.tables, account, project, kUnknownProject));
  TRY(CertificateContents contents,
      check_contents(wanted.chain, wanted.private_key, wanted.password, is_authority));
  CHECKED(check_tags(wanted.tags, catalogue.limits().tags_per_resource, kTagErrors));
  const Certificate* same = find_same(plane, account, contents.fingerprint, is_authority);
  if (same && !wanted.may_repeat) return refuse(kExists, to_text(same->id));
  size_t limit = catalogue.limits().certificates_in_all_regions;
  if (plane.tables.certificates.count_of(account) >= limit)
    return refuse(kTooMany, std::to_string(limit));
  return &change.transaction.add(plane.tables.certificates,
                                 Certificate{.id = plane.cell.new_id(plane.tables.certificates),
                                             .account = account,
                                             .sequence = plane.cell.next_sequence(),
                                             .alias = std::string(wanted.alias),
                                             .is_authority = is_authority,
                                             .chain = std::string(wanted.chain),
                                             .private_key = std::string(wanted.private_key),
                                             .domain = std::move(contents.common_name),
                                             .names = std::move(contents.names),
                                             .issuer = std::move(contents.issuer),
                                             .subject = std::move(contents.subject),
                                             .algorithm = std::move(contents.algorithm),
                                             .fingerprint = std::move(contents.fingerprint),
                                             .begins = contents.begins,
                                             .ends = contents.ends,
                                             .project = project,
                                             .created = change.now,
                                             .tags = std::move(wanted.tags)});
}

Result<std::vector<CertificateId>> mark(AccountChange& change, AccountId account,
                                        std::string_view id) {
  return deletion_marks::mark(
      change, change.plane.tables.certificates, {&id, 1},
      [&](std::string_view text) { return find(change.plane, account, text); }, kBeingDeleted);
}

}  // namespace terrane::certificate_manager
