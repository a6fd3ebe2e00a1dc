// What a certificate in PEM says, read with OpenSSL.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace terrane {

struct CertificateContents {
  std::string common_name;
  std::vector<std::string> names;  // the subject's alternative ones, DNS names
  std::string subject;             // "CN=example.com, O=Example"
  std::string issuer;
  std::string algorithm;    // "RSA 2048", "ECC prime256v1"
  std::string fingerprint;  // SHA-1, in hexadecimal digits
  Time begins;
  Time ends;
  bool is_authority = false;  // it may sign others
};

// The first certificate of a chain, all of which must be readable; nothing if it is none.
std::optional<CertificateContents> read_certificate(std::string_view chain);

enum class KeyFit { kFits, kUnreadable, kOfAnother };
// Whether the private key is that of the chain's first certificate.
KeyFit check_key(std::string_view chain, std::string_view private_key, std::string_view password);

}  // namespace terrane
