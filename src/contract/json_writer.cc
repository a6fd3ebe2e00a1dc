#include "contract/json_writer.h"

#include <algorithm>
#include <array>

#include "contract/utf8.h"

namespace terrane::contract {
namespace {

constexpr uint64_t kEveryByte = 0x0101010101010101;

// Whether all 8 bytes are ASCII that a JSON string holds as it is: no control character, quote or
// backslash. Subtracting borrows into a byte's top bit where the byte is smaller.
constexpr bool plain(uint64_t bytes) {
  uint64_t quotes = bytes ^ kEveryByte * '"';
  uint64_t backslashes = bytes ^ kEveryByte * '\\';
  uint64_t marks =
      bytes | (bytes - kEveryByte * 0x20) | (quotes - kEveryByte) | (backslashes - kEveryByte);
  return (marks & kEveryByte * 0x80) == 0;
}

constexpr bool plain(char c) {
  return static_cast<signed char>(c) >= 0x20 && c != '"' && c != '\\';
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

// Copies the longest beginning that needs no escape, by 8 bytes while they last; returns where it
// ends.
const char* JsonWriter::copy_plain(const char* from, const char* end) {
  for (; end - from >= 8; from += 8, at_ += 8) {
    uint64_t bytes;
    std::memcpy(&bytes, from, 8);
    if (!plain(bytes)) break;
    std::memcpy(at_, &bytes, 8);
  }
  while (from != end && plain(*from)) *at_++ = *from++;
  return from;
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
  const char* from = text.data();
  const char* end = from + text.size();
  while ((from = copy_plain(from, end)) != end) {
    reserve(6 + size_t(end - from) + 1);  // this character, the rest as it is, the quote
    from = escape(from, end);
  }
  character('"');
}

}  // namespace terrane::contract
