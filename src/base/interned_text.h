// Names that many records share (instance types, disk types): each kept once for the program's
// life, so that a record holds two bytes, and comparing two names is comparing numbers.
#pragma once

#include <cstdint>
#include <string_view>

namespace terrane {

// Only for names of a bounded set, checked before: what is interned is never freed.
class InternedText {
 public:
  InternedText() = default;
  explicit InternedText(std::string_view text);  // thread-safe

  // Never absent: an empty text has a pointer, too.
  std::string_view view() const { return number_ ? kept_[number_] : std::string_view(""); }
  operator std::string_view() const { return view(); }
  bool empty() const { return number_ == 0; }
  bool operator==(const InternedText&) const = default;

  static constexpr size_t kLimit = size_t(1) << 16;

 private:
  static uint16_t find(std::string_view text, size_t& place);

  // The text of each number. Memory that no number has reached yet is not touched.
  static std::string_view kept_[kLimit];

  uint16_t number_ = 0;  // 0: empty
};

}  // namespace terrane
