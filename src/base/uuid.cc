#include "base/uuid.h"

namespace terrane {
namespace {

constexpr bool is_dash(size_t place) {
  return place == 8 || place == 13 || place == 18 || place == 23;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void write_uuid(Uuid uuid, char* out) {
  constexpr char kDigits[] = "0123456789abcdef";
  size_t digit = 0;
  for (size_t place = 0; place < kUuidCharacters; ++place) {
    if (is_dash(place)) {
      out[place] = '-';
      continue;
    }
    uint64_t half = digit < 16 ? uuid.high : uuid.low;
    out[place] = kDigits[half >> (60 - digit % 16 * 4) & 15];
    ++digit;
  }
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
    int digit = digit_of(text[place]);
    if (digit < 0) return std::nullopt;
    uint64_t& half = digits++ < 16 ? uuid.high : uuid.low;
    half = half << 4 | uint64_t(digit);
  }
  return uuid;
}

}  // namespace terrane
