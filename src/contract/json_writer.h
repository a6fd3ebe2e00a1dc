// The pen of the encoder: a raw cursor in a string's buffer, with room made before writing.
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
  explicit JsonWriter(std::string& out) : out_(out) { take(out.size(), out.capacity()); }
  ~JsonWriter() { out_.resize(at_ - out_.data()); }
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  // Makes room for `bytes` more; what the unchecked calls below write must fit in it.
  void reserve(size_t bytes) {
    if (size_t(end_ - at_) < bytes) [[unlikely]]
      grow(bytes);
  }

  void character(char c) { *at_++ = c; }
  void null() { literal("null"); }
  void boolean(bool value) { value ? literal("true") : literal("false"); }
  // Copies `size` bytes, in whole blocks: kBlock more must be readable, and room for them reserved.
  void padded(const char* text, size_t size) {
    std::memcpy(at_, text, kBlock);
    if (size > kBlock) [[unlikely]]
      std::memcpy(at_ + kBlock, text + kBlock, size - kBlock);
  }
  // Goes on behind bytes that padded() left.
  void advance(size_t size) { at_ += size; }
  template <class Integer>
  void integer(Integer value) {
    at_ = std::to_chars(at_, at_ + kNumber, value).ptr;
  }
  void number(double value) {
    if (std::abs(value) < 1e15 && value == double(int64_t(value))) return integer(int64_t(value));
    if (!std::isfinite(value)) return null();
    at_ = std::to_chars(at_, at_ + kNumber, value).ptr;
  }
  // Reserves for itself, and for one character more.
  void string(Text text) {
    reserve(text.size() + 3);
    character('"');
    if (copy_plain(at_, text)) [[likely]]
      at_ += text.size();
    else
      escaped(text);
    character('"');
  }

  // Takes the last character back.
  void retract() { --at_; }

  static constexpr size_t kNumber = 32;  // the longest number: -1.7976931348623157e+308
  static constexpr size_t kBlock = 32;

 private:
  template <size_t N>
  void literal(const char (&text)[N]) {
    std::memcpy(at_, text, N - 1);
    at_ += N - 1;
  }

  void grow(size_t bytes);
  void take(size_t used, size_t capacity);
  void escaped(Text text);
  const char* escape(const char* from, const char* end);

  std::string& out_;
  char* at_;
  char* end_;
};

}  // namespace terrane::contract
