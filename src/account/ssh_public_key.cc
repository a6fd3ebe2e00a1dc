#include "account/ssh_public_key.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/objects.h>

#include <algorithm>
#include <memory>

namespace terrane {
namespace {

constexpr size_t kLineLimit = 8192;
constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string_view take_word(std::string_view& rest) {
  std::string_view word = rest.substr(0, rest.find_first_of(" \t"));
  rest = trimmed(rest.substr(word.size()));
  return word;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  std::string bytes(text.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), int(text.size())) < 0)
    return std::nullopt;
  bytes.erase(bytes.size() - padding);
  if (to_base64(bytes) != text) return std::nullopt;  // one text for one key
  return bytes;
}

// Reads the fields of a key's body: each a length of four bytes, and so many bytes.
class BodyReader {
 public:
  explicit BodyReader(std::string_view rest) : rest_(rest) {}

  bool at_end() const { return rest_.empty(); }
  // The next field; empty where there is none, which no field of a sound key is.
  std::string_view field() {
    if (rest_.size() < 4) return rest_ = {};
    uint32_t length = 0;
    for (unsigned char byte : rest_.substr(0, 4)) length = length << 8 | byte;
    rest_.remove_prefix(4);
    if (length > rest_.size()) return rest_ = {};
    std::string_view field = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return field;
  }
  // The next field as a positive number in its shortest form, in bits; 0 for any other.
  size_t number_bits(std::string_view& bytes) {
    bytes = field();
    if (bytes.empty()) return 0;
    auto byte = [&](size_t at) { return static_cast<unsigned char>(bytes[at]); };
    if (byte(0) & 0x80) return 0;  // negative
    if (byte(0) == 0 && (bytes.size() == 1 || !(byte(1) & 0x80))) return 0;
    if (byte(0) == 0) bytes.remove_prefix(1);
    size_t bits = bytes.size() * 8;
    for (unsigned char top = byte(0); !(top & 0x80); top = static_cast<unsigned char>(top << 1))
      --bits;
    return bits;
  }

 private:
  std::string_view rest_;
};

bool is_sound_rsa(BodyReader& body) {
  std::string_view exponent, modulus;
  size_t exponent_bits = body.number_bits(exponent), modulus_bits = body.number_bits(modulus);
  return exponent_bits >= 2 && exponent_bits <= 64 && (exponent.back() & 1) &&
         modulus_bits >= 1024 && modulus_bits <= 16384 && (modulus.back() & 1);
}

bool is_sound_ecdsa(BodyReader& body, std::string_view curve_name, int curve) {
  if (body.field() != curve_name) return false;
  std::string_view bytes = body.field();
  if (bytes.empty() || bytes[0] != POINT_CONVERSION_UNCOMPRESSED) return false;
  std::unique_ptr<EC_GROUP, decltype(&EC_GROUP_free)> group(EC_GROUP_new_by_curve_name(curve),
                                                            &EC_GROUP_free);
  std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)> point(EC_POINT_new(group.get()),
                                                            &EC_POINT_free);
  // Refuses bytes that are no point of the curve.
  return EC_POINT_oct2point(group.get(), point.get(),
                            reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                            nullptr) == 1;
}

bool is_sound(std::string_view type, std::string_view bytes) {
  BodyReader body(bytes);
  if (body.field() != type) return false;
  bool sound = false;
  if (type == "ssh-rsa") sound = is_sound_rsa(body);
  if (type == "ssh-ed25519") sound = body.field().size() == 32;
  if (type == "ecdsa-sha2-nistp256") sound = is_sound_ecdsa(body, "nistp256", NID_X9_62_prime256v1);
  if (type == "ecdsa-sha2-nistp384") sound = is_sound_ecdsa(body, "nistp384", NID_secp384r1);
  if (type == "ecdsa-sha2-nistp521") sound = is_sound_ecdsa(body, "nistp521", NID_secp521r1);
  return sound && body.at_end();
}

}  // namespace

std::string SshPublicKey::identity() const {
  return std::string(type) + " " + std::string(body);
}

std::optional<SshPublicKey> parse_ssh_public_key(std::string_view line) {
  if (line.size() > kLineLimit) return std::nullopt;
  std::string_view rest = trimmed(line);
  SshPublicKey key;
  key.type = take_word(rest);
  key.body = take_word(rest);
  key.comment = rest;
  bool one_line = std::none_of(rest.begin(), rest.end(),
                               [](unsigned char c) { return (c < ' ' && c != '\t') || c == 0x7f; });
  auto bytes = from_base64(key.body);
  if (!one_line || !bytes || !is_sound(key.type, *bytes)) return std::nullopt;
  return key;
}

std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a zero
  int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), int(bytes.size()));
  text.resize(size_t(length));
  return text;
}

}  // namespace terrane
