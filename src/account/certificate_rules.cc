#include "account/certificate_rules.h"

namespace terrane::certificate_rules {

Result<bool> check_type(std::string_view type) {
  if (type.empty() || type == "SVR") return false;
  if (type == "CA") return true;
  return refuse(kUnknownType, type);
}

Result<CertificateContents> check_contents(std::string_view chain, std::string_view private_key,
                                           std::string_view password, bool is_authority) {
  if (chain.size() > kTextLimit)
    return refuse(kTooLong, "CertificatePublicKey", std::to_string(kTextLimit));
  if (private_key.size() > kTextLimit)
    return refuse(kTooLong, "CertificatePrivateKey", std::to_string(kTextLimit));
  auto contents = read_certificate(chain);
  if (!contents) return refuse(kUnreadable);
  if (is_authority) {
    if (!private_key.empty()) return refuse(kKeyOfAuthority);
    if (!contents->is_authority) return refuse(kNoAuthority);
    return *std::move(contents);
  }
  if (private_key.empty()) return refuse(kKeyMissing);
  switch (check_key(chain, private_key, password)) {
    case KeyFit::kUnreadable:
      return refuse(kKeyUnreadable);
    case KeyFit::kOfAnother:
      return refuse(kKeyOfAnother);
    case KeyFit::kFits:
      return *std::move(contents);
  }
  impossible("a key fits or does not");
}

const Certificate* find_same(const AccountCell& plane, AccountId account,
                             std::string_view fingerprint, bool is_authority) {
  for (const Certificate* other : plane.tables.certificates.of(account))
    if (other && other->fingerprint == fingerprint && other->is_authority == is_authority)
      return other;
  return nullptr;
}

}  // namespace terrane::certificate_rules
