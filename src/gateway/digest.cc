// OpenSSL's functions for one algorithm each are deprecated for those that take any; but for the
// few hundred bytes of a request these cost several times what the hashing does. They stay in this
// file.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "gateway/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/error.h"

namespace terrane {
namespace {

// Both algorithms by the same names. They fail only where there are none.
int start(SHA_CTX& state) {
  return SHA1_Init(&state);
}
int start(SHA256_CTX& state) {
  return SHA256_Init(&state);
}
int add(SHA_CTX& state, std::string_view text) {
  return SHA1_Update(&state, text.data(), text.size());
}
int add(SHA256_CTX& state, std::string_view text) {
  return SHA256_Update(&state, text.data(), text.size());
}
int finish(SHA_CTX& state, Mac& digest) {
  digest.size = SHA_DIGEST_LENGTH;
  return SHA1_Final(digest.bytes.data(), &state);
}
int finish(SHA256_CTX& state, Mac& digest) {
  digest.size = SHA256_DIGEST_LENGTH;
  return SHA256_Final(digest.bytes.data(), &state);
}

constexpr size_t kBlock = SHA256_CBLOCK;
static_assert(kBlock == SHA_CBLOCK);

// Goes on from a state that stays as it is.
template <class State>
Mac hash(State state, std::string_view text) {
  Mac digest;
  check(add(state, text) == 1 && finish(state, digest) == 1, "hashing does not work");
  return digest;
}

template <class State>
State begin() {
  State state;
  check(start(state) == 1, "hashing does not work");
  return state;
}

// A state that has read the key, each byte changed by `pad`, and zeros up to a block (RFC 2104).
template <class State>
State begin_with(std::string_view key, char pad) {
  State state = begin<State>();
  std::array<char, kBlock> block;
  block.fill(pad);
  for (size_t i = 0; i < key.size(); ++i) block[i] = char(key[i] ^ pad);
  check(add(state, {block.data(), block.size()}) == 1, "hashing does not work");
  return state;
}

}  // namespace

Sha256 sha256(std::string_view text) {
  return hash(begin<SHA256_CTX>(), text).bytes;
}

HmacKey::HmacKey(Hash hash, std::string_view key) {
  auto take = [&]<class State>(State empty) {
    Mac short_key;
    if (key.size() > kBlock) {
      short_key = terrane::hash(empty, key);
      key = short_key.text();
    }
    begun_ = Begun<State>{begin_with<State>(key, 0x36), begin_with<State>(key, 0x5c)};
  };
  hash == Hash::kSha1 ? take(begin<SHA_CTX>()) : take(begin<SHA256_CTX>());
}

Mac HmacKey::sign(std::string_view message) const {
  return std::visit(
      [&](const auto& begun) { return hash(begun.outer, hash(begun.inner, message).text()); },
      begun_);
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
