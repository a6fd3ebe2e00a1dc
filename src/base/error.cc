#include "base/error.h"

#include <cstdio>
#include <cstdlib>

namespace terrane {

std::string Error::message(Language language) const {
  std::string_view words = language == Language::kChinese ? kind_->chinese : kind_->english;
  std::string text;
  text.reserve(words.size() + 64);
  size_t next = 0;
  while (!words.empty()) {
    size_t mark = words.find("{}");
    if (mark == std::string_view::npos) break;
    text += words.substr(0, mark);
    if (next < arguments_.size()) text += arguments_[next];
    ++next;
    words.remove_prefix(mark + 2);
  }
  text += words;
  return text;
}

void impossible(std::string_view what) {
  std::fprintf(stderr, "terrane: impossible state: %.*s\n", int(what.size()), what.data());
  std::abort();
}

}  // namespace terrane
