// Operations on certificates. Each is refused as a whole or done as a whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/certificate_rules.h"
#include "model/catalogue.h"

namespace terrane::certificate_manager {

struct NewCertificate {
  std::string_view chain;
  std::string_view private_key;
  std::string_view password;  // of the key; the key is kept as it was given
  std::string_view type;
  std::string_view alias;
  std::optional<uint64_t> project;
  bool may_repeat = true;
  std::vector<TagPair> tags;
};

// The account's certificate of this ID. Errors: kMalformedId, kNotFound.
Result<const Certificate*> find(const AccountCell& plane, AccountId account, std::string_view id);

// Source: ssl.UploadCertificate.
Result<const Certificate*> upload(AccountChange& change, const Catalogue& catalogue,
                                  AccountId account, NewCertificate wanted);

// The first step of deleting (deletion_marks.h). Source: ssl.DeleteCertificate. Errors:
// kMalformedId, kNotFound, kBeingDeleted.
Result<std::vector<CertificateId>> mark(AccountChange& change, AccountId account,
                                        std::string_view id);

}  // namespace terrane::certificate_manager
