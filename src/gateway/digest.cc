#include "gateway/digest.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/error.h"

namespace terrane {

Sha256 sha256(std::string_view text) {
  static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), EVP_MD_CTX_free);
  Sha256 digest;
  const bool done = EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), text.data(), text.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
  check(done, "SHA-256 does not work");
  return digest;
}

void HmacKey::Release::operator()(evp_mac_ctx_st* context) const {
  EVP_MAC_CTX_free(context);
}

HmacKey::HmacKey(Hash hash, std::string_view key) {
  static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  context_.reset(EVP_MAC_CTX_new(algorithm));
  char name[] = "SHA256";
  if (hash == Hash::kSha1) name[3] = '1', name[4] = 0;
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                   OSSL_PARAM_construct_end()};
  // An empty key is a key; a null one would mean "the same as before".
  const char* bytes = key.empty() ? "" : key.data();
  const int done = EVP_MAC_init(context_.get(), reinterpret_cast<const unsigned char*>(bytes),
                                key.size(), parameters);
  check(done == 1, "HMAC does not work");
}

Mac HmacKey::sign(std::string_view message) {
  Mac mac;
  const bool done =
      EVP_MAC_init(context_.get(), nullptr, 0, nullptr) == 1 &&
      EVP_MAC_update(context_.get(), reinterpret_cast<const unsigned char*>(message.data()),
                     message.size()) == 1 &&
      EVP_MAC_final(context_.get(), mac.bytes.data(), &mac.size, mac.bytes.size()) == 1;
  check(done, "HMAC does not work");
  return mac;
}

void append_hex(std::string& text, std::string_view bytes) {
  static constexpr auto kDigits = [] {
    std::array<std::array<char, 2>, 256> pairs{};
    for (unsigned byte = 0; byte < 256; ++byte)
      pairs[byte] = {"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
    return pairs;
  }();
  const size_t start = text.size();
  text.resize(start + 2 * bytes.size());
  char* to = text.data() + start;
  for (unsigned char byte : bytes) {
    to[0] = kDigits[byte][0];
    to[1] = kDigits[byte][1];
    to += 2;
  }
}

std::string base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // OpenSSL ends it with a zero
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                  reinterpret_cast<const unsigned char*>(bytes.data()),
                  static_cast<int>(bytes.size()));
  text.pop_back();
  return text;
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace terrane
