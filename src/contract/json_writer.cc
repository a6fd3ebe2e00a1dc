#include "contract/json_writer.h"

#include <algorithm>
#include <array>

#include "contract/utf8.h"

namespace terrane::contract {
namespace {

constexpr uint64_t kEveryByte = 0x0101010101010101;

// Zero if all 8 bytes are ASCII that a JSON string holds as it is: no control character, quote or
// backslash. Subtracting borrows into a byte's top bit where the byte is smaller.
constexpr uint64_t special(uint64_t bytes) {
  uint64_t quotes = bytes ^ kEveryByte * '"';
  uint64_t backslashes = bytes ^ kEveryByte * '\\';
  return (bytes | (bytes - kEveryByte * 0x20) | (quotes - kEveryByte) |
          (backslashes - kEveryByte)) &
         kEveryByte * 0x80;
}

template <class Word>
uint64_t copy_word(char* to, const char* from) {
  Word bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  std::memcpy(to, &bytes, sizeof bytes);
  if constexpr (sizeof bytes == 8) return special(bytes);
  return special(bytes | (kEveryByte * ' ' << 32));
}

constexpr bool plain(char c) {
  return static_cast<signed char>(c) >= 0x20 && c != '"' && c != '\\';
}

// Copies `text`, and says whether that was all there is to it: whether nothing in it needs an
// escape. The last word overlaps the one before, so that no length needs a loop over single bytes.
bool copy_plain(char* to, Text text) {
  const char* from = text.data();
  size_t size = text.size();
  uint64_t marks = 0;
  if (size >= 8) {
    for (size_t i = 0; i + 8 < size; i += 8) marks |= copy_word<uint64_t>(to + i, from + i);
    return (marks | copy_word<uint64_t>(to + size - 8, from + size - 8)) == 0;
  }
  if (size >= 4)
    return (copy_word<uint32_t>(to, from) | copy_word<uint32_t>(to + size - 4, from + size - 4)) ==
           0;
  for (size_t i = 0; i < size; ++i) {
    if (!plain(from[i])) return false;
    to[i] = from[i];
  }
  return true;
}

}  // namespace

void JsonWriter::take(size_t used, size_t capacity) {
  out_.resize_and_overwrite(capacity, [&](char*, size_t) { return capacity; });
  at_ = out_.data() + used;
  end_ = out_.data() + capacity;
}

void JsonWriter::grow(size_t bytes) {
  size_t used = at_ - out_.data();
  take(used, std::max(used + bytes, 2 * out_.size()));
}

// Writes the character at `from`, at most 6 bytes; returns where it ends.
const char* JsonWriter::escape(const char* from, const char* end) {
  char c = *from;
  if (static_cast<signed char>(c) < 0) {
    size_t bytes = utf8_sequence({from, size_t(end - from)});
    if (bytes == 0) {
      literal("\xEF\xBF\xBD");
      return from + 1;
    }
    std::memcpy(at_, from, bytes);
    at_ += bytes;
    return from + bytes;
  }
  constexpr Text kShort = "\"\\\b\f\n\r\t", kLetters = "\"\\bfnrt";
  character('\\');
  if (size_t letter = kShort.find(c); letter != Text::npos) {
    character(kLetters[letter]);
  } else {
    literal("u00");
    character("01"[c >> 4]);
    character("0123456789abcdef"[c & 15]);
  }
  return from + 1;
}

void JsonWriter::string(Text text) {
  reserve(text.size() + 2);
  character('"');
  if (copy_plain(at_, text)) [[likely]]
    at_ += text.size();
  else
    escaped(text);
  character('"');
}

void JsonWriter::escaped(Text text) {
  const char* end = text.data() + text.size();
  for (const char* from = text.data(); from != end;) {
    if (plain(*from)) {
      *at_++ = *from++;
    } else {
      reserve(6 + size_t(end - from) + 1);  // this character, the rest as it is, the quote
      from = escape(from, end);
    }
  }
}

}  // namespace terrane::contract
