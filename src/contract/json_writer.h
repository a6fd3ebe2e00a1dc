// What the encoder writes with: pieces of JSON, into a string's buffer, with room made before
// writing. Where the next byte goes is passed from call to call and not kept here, so that it stays
// in a register: whatever is written through a pointer to characters might else have changed it.
#pragma once

#include <charconv>
#include <cmath>
#include <cstring>
#include <string>

#include "contract/plain_text.h"
#include "contract/types.h"

namespace terrane::contract {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  // Where to begin, behind what the string holds. Until finish(), its contents mean nothing.
  char* begin() { return take(out_.size(), out_.capacity()); }
  void finish(char* at) { out_.resize(size_t(at - out_.data())); }

  // How many bytes the string holds up to `at`.
  size_t written(const char* at) const { return size_t(at - out_.data()); }

  // Makes room for `bytes` more; what the unchecked calls below write must fit in it.
  [[nodiscard]] char* reserve(char* at, size_t bytes) {
    if (size_t(end_ - at) < bytes) [[unlikely]]
      return grow(at, bytes);
    return at;
  }

  static char* character(char* at, char c) {
    *at = c;
    return at + 1;
  }
  static char* null(char* at) { return literal(at, "null"); }
  static char* boolean(char* at, bool value) {
    return value ? literal(at, "true") : literal(at, "false");
  }
  // Copies `size` bytes, in whole blocks: kBlock more must be readable, and room for them reserved.
  static char* padded(char* at, const char* text, size_t size) {
    std::memcpy(at, text, kBlock);
    for (size_t done = kBlock; done < size; done += kBlock)
      std::memcpy(at + done, text + done, kBlock);
    return at + size;
  }
  template <class Integer>
  static char* integer(char* at, Integer value) {
    return std::to_chars(at, at + kNumber, value).ptr;
  }
  static char* number(char* at, double value) {
    if (std::abs(value) < 1e15 && value == double(int64_t(value)))
      return integer(at, int64_t(value));
    if (!std::isfinite(value)) return null(at);
    return std::to_chars(at, at + kNumber, value).ptr;
  }
  // Reserves for itself, and for one character more.
  char* string(char* at, Text text) {
    at = reserve(at, text.size() + 3);
    at = character(at, '"');
    if (copy_plain(at, text)) [[likely]]
      at += text.size();
    else
      at = escaped(at, text);
    return character(at, '"');
  }

  static constexpr size_t kNumber = 32;  // the longest number: -1.7976931348623157e+308
  static constexpr size_t kBlock = 32;

 private:
  template <size_t N>
  static char* literal(char* at, const char (&text)[N]) {
    std::memcpy(at, text, N - 1);
    return at + N - 1;
  }

  char* grow(char* at, size_t bytes);
  char* take(size_t used, size_t capacity);
  char* escaped(char* at, Text text);

  std::string& out_;
  char* end_ = nullptr;
};

}  // namespace terrane::contract
