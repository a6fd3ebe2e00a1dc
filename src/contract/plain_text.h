// Text that JSON writes as it is: ASCII without control characters, quotes and backslashes. Most of
// what is ever written is, so it is copied and judged in one go, sixteen bytes at a time.
#pragma once

#include <cstdint>
#include <cstring>

#include "contract/types.h"

namespace terrane::contract {

inline constexpr bool is_plain(char c) {
  return static_cast<signed char>(c) >= 0x20 && c != '"' && c != '\\';
}

namespace detail {

using Bytes16 = signed char __attribute__((vector_size(16)));
using Words2 = uint64_t __attribute__((vector_size(16)));

// All ones in each byte that is not plain; 0x80 and above are negative.
inline Bytes16 marks(Bytes16 bytes) {
  return (bytes < 0x20) | (bytes == '"') | (bytes == '\\');
}

inline Bytes16 copy16(char* to, const char* from) {
  Bytes16 bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  std::memcpy(to, &bytes, sizeof bytes);
  return marks(bytes);
}

// Copies between 1 and 2 words: the last overlaps the first, so that no length needs a loop.
template <class Word>
Bytes16 copy_words(char* to, const char* from, size_t size) {
  Word first, last;
  std::memcpy(&first, from, sizeof(Word));
  std::memcpy(&last, from + size - sizeof(Word), sizeof(Word));
  std::memcpy(to, &first, sizeof(Word));
  std::memcpy(to + size - sizeof(Word), &last, sizeof(Word));
  if constexpr (sizeof(Word) == 8) return marks(Bytes16(Words2{first, last}));
  const uint64_t both = first | uint64_t{last} << 32;
  return marks(Bytes16(Words2{both, both}));
}

inline bool none(Bytes16 marks) {
  const Words2 words = Words2(marks);
  return (words[0] | words[1]) == 0;
}

}  // namespace detail

// Copies `text`, and says whether that was all there is to it: whether nothing in it needs an
// escape.
[[gnu::always_inline]] inline bool copy_plain(char* to, Text text) {
  const char* from = text.data();
  const size_t size = text.size();
  if (size >= 16) {
    detail::Bytes16 marks = detail::copy16(to + size - 16, from + size - 16);
    for (size_t i = 0; i + 16 < size; i += 16) marks |= detail::copy16(to + i, from + i);
    return detail::none(marks);
  }
  if (size >= 8) return detail::none(detail::copy_words<uint64_t>(to, from, size));
  if (size >= 4) return detail::none(detail::copy_words<uint32_t>(to, from, size));
  bool plain = true;
  for (size_t i = 0; i < size; ++i) {
    to[i] = from[i];
    plain &= is_plain(from[i]);
  }
  return plain;
}

}  // namespace terrane::contract
