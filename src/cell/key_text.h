// The text of a record's key in the store, for each type a key may have.
#pragma once

#include <charconv>
#include <string>
#include <string_view>

#include "base/resource_id.h"

namespace terrane {

inline std::string key_text(AnyId id) {
  return to_text(id);
}
inline std::string key_text(AccountId account) {
  return std::to_string(static_cast<uint64_t>(account));
}
inline const std::string& key_text(const std::string& key) {
  return key;
}

template <Kind kind>
bool parse_key(std::string_view text, Id<kind>& id) {
  auto parsed = Id<kind>::parse(text);
  if (parsed) id = *parsed;
  return parsed.has_value();
}
inline bool parse_key(std::string_view text, AnyId& id) {
  auto parsed = parse_any_id(text);
  if (parsed) id = *parsed;
  return parsed.has_value();
}
inline bool parse_key(std::string_view text, AccountId& account) {
  uint64_t number = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  account = static_cast<AccountId>(number);
  return problem == std::errc() && end == text.data() + text.size();
}
inline bool parse_key(std::string_view text, std::string& key) {
  key = text;
  return true;
}

}  // namespace terrane
