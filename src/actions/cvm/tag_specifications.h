// Tags that a request gives for what it makes, by type of resource.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "actions/convert.h"

namespace terrane {

inline constexpr ErrorKind kTagsForOthers{
    "InvalidParameterValue",
    "TagSpecification names the resource type {}; this action makes a {} only.",
    "TagSpecification 的资源类型为 {}，该接口仅支持 {}。"};

// From any list of structs with ResourceType and Tags, each of this type.
template <class Specifications>
Result<std::vector<TagPair>> tags_for(std::string_view type, const Specifications& specifications) {
  std::vector<TagPair> tags;
  for (const auto& specification : specifications) {
    if (specification.ResourceType != type)
      return refuse(kTagsForOthers, specification.ResourceType, type);
    std::ranges::move(tags_of(specification.Tags), std::back_inserter(tags));
  }
  return tags;
}

}  // namespace terrane
