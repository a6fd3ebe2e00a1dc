#pragma once

#include <cstddef>
#include <string_view>

namespace terrane::contract {

// Bytes of the well-formed UTF-8 sequence (RFC 3629: shortest form, no surrogates, up to U+10FFFF)
// that `text` starts with; 0 if it starts with none.
constexpr size_t utf8_sequence(std::string_view text) {
  auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  auto between = [&](size_t i, unsigned low, unsigned high) {
    return byte(i) >= low && byte(i) <= high;
  };
  auto follows = [&](size_t i) { return between(i, 0x80, 0xBF); };
  if (text.empty()) return 0;
  unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return follows(1) ? 2 : 0;
  if (lead < 0xF0) {
    bool second = lead == 0xE0   ? between(1, 0xA0, 0xBF)
                  : lead == 0xED ? between(1, 0x80, 0x9F)
                                 : follows(1);
    return second && follows(2) ? 3 : 0;
  }
  if (lead > 0xF4) return 0;
  bool second = lead == 0xF0   ? between(1, 0x90, 0xBF)
                : lead == 0xF4 ? between(1, 0x80, 0x8F)
                               : follows(1);
  return second && follows(2) && follows(3) ? 4 : 0;
}

constexpr bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    size_t bytes = utf8_sequence(text);
    if (bytes == 0) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

}  // namespace terrane::contract
