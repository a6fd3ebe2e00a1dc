// The text of a record's key in the store, for each type a key may have.
#pragma once

#include <charconv>
#include <iterator>
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
// A creation number, so that the store's order is the order of creation.
inline std::string key_text(uint64_t number) {
  char text[16];
  for (size_t at = std::size(text); at-- > 0; number >>= 4)
    text[at] = "0123456789abcdef"[number & 15];
  return {text, std::size(text)};
}
inline std::string key_text(ProjectId project) {
  return std::to_string(static_cast<uint32_t>(project));
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
template <class Number, class Key>
bool parse_number_key(std::string_view text, Key& key) {
  Number number = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  key = static_cast<Key>(number);
  return problem == std::errc() && end == text.data() + text.size();
}
inline bool parse_key(std::string_view text, uint64_t& number) {
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
  return problem == std::errc() && end == text.data() + text.size();
}
inline bool parse_key(std::string_view text, AccountId& account) {
  return parse_number_key<uint64_t>(text, account);
}
inline bool parse_key(std::string_view text, ProjectId& project) {
  return parse_number_key<uint32_t>(text, project);
}
inline bool parse_key(std::string_view text, std::string& key) {
  key = text;
  return true;
}

}  // namespace terrane
