#include "region/database/password_digest.h"

#include <openssl/sha.h>

#include <array>

namespace terrane {

std::string password_digest(std::string_view password) {
  std::array<unsigned char, SHA_DIGEST_LENGTH> once, twice;
  SHA1(reinterpret_cast<const unsigned char*>(password.data()), password.size(), once.data());
  SHA1(once.data(), once.size(), twice.data());
  std::string text = "*";
  for (unsigned char byte : twice) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace terrane
