#include "model/tag_service_rules.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace terrane::tag_service_rules {
namespace {

// Letters of any language: whatever is not ASCII.
bool is_tag_character(unsigned char c) {
  static constexpr std::string_view kMarks = " +-=._:/@()[]";
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         kMarks.find(char(c)) != kMarks.npos;
}

bool is_tag_text(std::string_view text) {
  return std::ranges::all_of(text, is_tag_character) && !text.starts_with(' ') &&
         !text.ends_with(' ');
}

}  // namespace

Result<void> check_key(std::string_view key) {
  if (key.empty()) return refuse(kKeyEmpty);
  if (count_characters(key) > kKeyLimit) return refuse(kKeyLength, key, std::to_string(kKeyLimit));
  if (!is_tag_text(key)) return refuse(kKeyCharacters, key);
  if (key.starts_with("qcloud") || key.starts_with("tencent")) return refuse(kKeyReserved, key);
  return {};
}

Result<void> check_value(std::string_view key, std::string_view value) {
  if (count_characters(value) > kValueLimit)
    return refuse(kValueLength, key, std::to_string(kValueLimit));
  if (!is_tag_text(value)) return refuse(kValueCharacters, key);
  return {};
}

}  // namespace terrane::tag_service_rules
