#pragma once

#include <string_view>

namespace terrane {

// The two languages the API answers in (X-TC-Language); anything else reads as English.
enum class Language : unsigned char { kEnglish, kChinese };

inline Language language_from_header(std::string_view value) {
  return value == "zh-CN" ? Language::kChinese : Language::kEnglish;
}

}  // namespace terrane
