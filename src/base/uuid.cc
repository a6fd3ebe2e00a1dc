#include "base/uuid.h"

#include <array>
#include <bit>
#include <cstring>

namespace terrane {
namespace {

// Writes the 16 hexadecimal digits of `value`, lower case. Eight at once: each in a byte of a word.
void write_hex(uint64_t value, char* out) {
  static_assert(std::endian::native == std::endian::little);
  constexpr uint64_t kEveryByte = 0x0101010101010101;
  for (uint64_t half : {value >> 32, value & 0xffffffff}) {
    uint64_t digits = std::byteswap(uint32_t(half));  // the first byte lowest
    digits = (digits | digits << 16) & 0x0000ffff0000ffff;
    digits = (digits | digits << 8) & 0x00ff00ff00ff00ff;
    digits = (digits >> 4 | digits << 8) & 0x0f0f0f0f0f0f0f0f;  // the high digit first
    uint64_t letters = (digits + kEveryByte * 6) >> 4 & kEveryByte;
    uint64_t text = digits + kEveryByte * '0' + letters * ('a' - '9' - 1);
    std::memcpy(out, &text, sizeof text);
    out += sizeof text;
  }
}

constexpr bool is_dash(size_t place) {
  return place == 8 || place == 13 || place == 18 || place == 23;
}

// The value of each hexadecimal digit, in either case; kNoDigit for what is none.
constexpr uint8_t kNoDigit = 0xff;
constexpr auto kDigitValues = [] {
  std::array<uint8_t, 256> values;
  values.fill(kNoDigit);
  for (unsigned char digit = 0; digit < 16; ++digit) {
    values["0123456789abcdef"[digit]] = digit;
    values["0123456789ABCDEF"[digit]] = digit;
  }
  return values;
}();

}  // namespace

void write_uuid(Uuid uuid, char* out) {
  char digits[32];
  write_hex(uuid.high, digits);
  write_hex(uuid.low, digits + 16);
  std::memcpy(out, digits, 8);
  std::memcpy(out + 9, digits + 8, 4);
  std::memcpy(out + 14, digits + 12, 4);
  std::memcpy(out + 19, digits + 16, 4);
  std::memcpy(out + 24, digits + 20, 12);
  for (size_t dash : {8, 13, 18, 23}) out[dash] = '-';
}

std::string to_text(Uuid uuid) {
  if (!uuid.is_set()) return {};
  std::string text(kUuidCharacters, ' ');
  write_uuid(uuid, text.data());
  return text;
}

std::string_view to_text(Arena& arena, Uuid uuid) {
  if (!uuid.is_set()) return "";
  char text[kUuidCharacters];
  write_uuid(uuid, text);
  return arena.copy({text, kUuidCharacters});
}

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != kUuidCharacters) return std::nullopt;
  Uuid uuid;
  size_t digits = 0;
  for (size_t place = 0; place < kUuidCharacters; ++place) {
    if (is_dash(place)) {
      if (text[place] != '-') return std::nullopt;
      continue;
    }
    uint8_t digit = kDigitValues[static_cast<unsigned char>(text[place])];
    if (digit == kNoDigit) return std::nullopt;
    uint64_t& half = digits++ < 16 ? uuid.high : uuid.low;
    half = half << 4 | digit;
  }
  return uuid;
}

}  // namespace terrane
