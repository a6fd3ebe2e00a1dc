// The hashes that signatures are made of.
#pragma once

#include <openssl/sha.h>

#include <array>
#include <string>
#include <string_view>
#include <variant>

namespace terrane {

using Sha256 = std::array<unsigned char, 32>;

Sha256 sha256(std::string_view text);

enum class Hash { kSha1, kSha256 };

struct Mac {
  std::array<unsigned char, 32> bytes;
  size_t size;
  std::string_view text() const { return {reinterpret_cast<const char*>(bytes.data()), size}; }
};

// A key that many messages are signed with.
class HmacKey {
 public:
  HmacKey(Hash hash, std::string_view key);
  Mac sign(std::string_view message) const;

 private:
  // What the hash of a message begins with, and the hash of that hash: the key is in both.
  template <class State>
  struct Begun {
    State inner, outer;
  };
  std::variant<Begun<SHA_CTX>, Begun<SHA256_CTX>> begun_;
};

// Lower-case hexadecimal digits of `bytes`, appended.
void append_hex(std::string& text, std::string_view bytes);
std::string base64(std::string_view bytes);

// Takes the same time wherever the first difference is.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace terrane
