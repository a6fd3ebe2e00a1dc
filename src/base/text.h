#pragma once

#include <string_view>

namespace terrane {

// The number of characters, not bytes, of UTF-8 text: limits on names count these.
constexpr size_t count_characters(std::string_view text) {
  size_t count = 0;
  for (unsigned char c : text) count += (c & 0xc0) != 0x80;
  return count;
}

}  // namespace terrane
