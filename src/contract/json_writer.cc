#include "contract/json_writer.h"

#include <algorithm>

#include "contract/utf8.h"

namespace terrane::contract {
void JsonWriter::take(size_t used, size_t capacity) {
  out_.resize_and_overwrite(capacity, [&](char*, size_t) { return capacity; });
  at_ = out_.data() + used;
  end_ = out_.data() + capacity;
}

void JsonWriter::grow(size_t bytes) {
  size_t used = at_ - out_.data();
  take(used, std::max(used + bytes, 4 * out_.size()));  // what was written is copied: so seldom
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

void JsonWriter::escaped(Text text) {
  const char* end = text.data() + text.size();
  for (const char* from = text.data(); from != end;) {
    if (is_plain(*from)) {
      *at_++ = *from++;
    } else {
      reserve(6 + size_t(end - from) + 2);  // this character, the rest as it is, the quote, one
      from = escape(from, end);
    }
  }
}

}  // namespace terrane::contract
