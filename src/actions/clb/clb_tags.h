// Tags as services `clb` and `ssl` spell them: TagKey and TagValue.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "actions/convert.h"

namespace terrane {

template <class ApiTags>
std::vector<TagPair> tags_given(const ApiTags& tags) {
  std::vector<TagPair> pairs;
  for (const auto& tag : tags)
    pairs.push_back({std::string(tag.TagKey), std::string(tag.TagValue)});
  return pairs;
}

template <class ApiTag>
contract::List<ApiTag> shown_tags(Arena& arena, std::span<const TagPair> tags) {
  auto shown = arena.create_array<ApiTag>(tags.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    shown[i].TagKey = tags[i].key;
    shown[i].TagValue = tags[i].value;
  }
  return contract::List<ApiTag>(shown);
}

}  // namespace terrane
