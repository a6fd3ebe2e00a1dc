// The hashes that signatures are made of. OpenSSL's algorithms are fetched once and its contexts
// reused, which costs a third of its one-call functions.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

struct evp_mac_ctx_st;

namespace terrane {

using Sha256 = std::array<unsigned char, 32>;

Sha256 sha256(std::string_view text);

enum class Hash { kSha1, kSha256 };

struct Mac {
  std::array<unsigned char, 32> bytes;
  size_t size;
  std::string_view text() const { return {reinterpret_cast<const char*>(bytes.data()), size}; }
};

// A key that many messages are signed with. One thread at a time.
class HmacKey {
 public:
  HmacKey(Hash hash, std::string_view key);
  Mac sign(std::string_view message);

 private:
  struct Release {
    void operator()(evp_mac_ctx_st* context) const;
  };
  std::unique_ptr<evp_mac_ctx_st, Release> context_;
};

// Lower-case hexadecimal digits of `bytes`, appended.
void append_hex(std::string& text, std::string_view bytes);
std::string base64(std::string_view bytes);

// Takes the same time wherever the first difference is.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace terrane
