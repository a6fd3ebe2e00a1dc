// Names that many records share (instance types, disk types): each kept once for the program's
// life, so that a record holds a pointer, and comparing two is comparing pointers.
#pragma once

#include <string_view>

namespace terrane {

// Only for names of a bounded set, checked before: what is interned is never freed.
class InternedText {
 public:
  InternedText() = default;
  explicit InternedText(std::string_view text);  // thread-safe

  // Never absent: an empty text has a pointer, too.
  std::string_view view() const { return text_ ? *text_ : std::string_view(""); }
  operator std::string_view() const { return view(); }
  bool empty() const { return text_ == nullptr; }
  bool operator==(const InternedText&) const = default;

 private:
  const std::string_view* text_ = nullptr;
};

}  // namespace terrane
