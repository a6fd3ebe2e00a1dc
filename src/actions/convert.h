// Small conversions between API values and records, shared by handlers.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "contract/types.h"
#include "model/tag_pair.h"

namespace terrane {

inline constexpr ErrorKind kNotABooleanText{"InvalidParameterValue.Malformed",
                                            "{} must be \"true\" or \"false\", not {}.",
                                            "{} 应为 \"true\" 或 \"false\"，而不是 {}。"};

// Booleans that an API spells as text; `otherwise` where absent.
inline Result<bool> boolean_text(std::string_view parameter, std::string_view text,
                                 bool otherwise) {
  if (text.empty()) return otherwise;
  if (text == "true" || text == "True" || text == "1") return true;
  if (text == "false" || text == "False" || text == "0") return false;
  return refuse(kNotABooleanText, parameter, text);
}

inline std::vector<std::string> strings(const contract::List<contract::Text>& list) {
  return {list.begin(), list.end()};
}

// From any list of structs with Key and Value.
template <class Tags>
std::vector<TagPair> tags_of(const Tags& tags) {
  std::vector<TagPair> pairs;
  for (const auto& tag : tags) pairs.push_back({std::string(tag.Key), std::string(tag.Value)});
  return pairs;
}

template <class ApiTag>
contract::List<ApiTag> to_api_tags(Arena& arena, std::span<const TagPair> tags) {
  auto shown = arena.create_array<ApiTag>(tags.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    shown[i].Key = tags[i].key;
    shown[i].Value = tags[i].value;
  }
  return contract::List<ApiTag>(shown);
}

// A list in the arena: `show(record)` for each record pointed to.
template <class ApiType, class Records, class Show>
contract::List<ApiType> shown_list(Arena& arena, const Records& records, Show show) {
  auto shown = arena.create_array<ApiType>(records.size());
  // Made in place: some are a thousand bytes.
  for (size_t i = 0; i < shown.size(); ++i) new (&shown[i]) ApiType(show(*records[i]));
  return contract::List<ApiType>(shown);
}

}  // namespace terrane
