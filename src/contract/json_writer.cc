#include "contract/json_writer.h"

#include <algorithm>

#include "contract/utf8.h"

namespace terrane::contract {

char* JsonWriter::take(size_t used, size_t capacity) {
  out_.resize_and_overwrite(capacity, [&](char*, size_t) { return capacity; });
  end_ = out_.data() + capacity;
  return out_.data() + used;
}

char* JsonWriter::grow(char* at, size_t bytes) {
  size_t used = size_t(at - out_.data());
  return take(used, std::max(used + bytes, 4 * out_.size()));  // what was written is copied: seldom
}

namespace {

// Writes the character at `from`, at most 6 bytes, and moves `from` behind it.
char* escape(char* at, const char*& from, const char* end) {
  char c = *from;
  if (static_cast<signed char>(c) < 0) {
    size_t bytes = utf8_sequence({from, size_t(end - from)});
    Text text = bytes ? Text(from, bytes) : Text("\xEF\xBF\xBD");
    from += bytes ? bytes : 1;
    return std::ranges::copy(text, at).out;
  }
  ++from;
  constexpr Text kShort = "\"\\\b\f\n\r\t", kLetters = "\"\\bfnrt";
  at = JsonWriter::character(at, '\\');
  if (size_t letter = kShort.find(c); letter != Text::npos)
    return JsonWriter::character(at, kLetters[letter]);
  at = std::ranges::copy(Text("u00"), at).out;
  at = JsonWriter::character(at, "01"[c >> 4]);
  return JsonWriter::character(at, "0123456789abcdef"[c & 15]);
}

}  // namespace

char* JsonWriter::escaped(char* at, Text text) {
  const char* end = text.data() + text.size();
  for (const char* from = text.data(); from != end;) {
    if (is_plain(*from)) {
      *at++ = *from++;
    } else {
      // This character, the rest as it is, the quote, one.
      at = reserve(at, 6 + size_t(end - from) + 2);
      at = escape(at, from, end);
    }
  }
  return at;
}

}  // namespace terrane::contract
