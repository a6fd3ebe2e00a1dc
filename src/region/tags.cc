#include "region/tags.h"

#include <set>
#include <string_view>

#include "base/text.h"

namespace terrane {

Result<void> check_tags(std::span<const TagPair> tags, size_t limit) {
  if (tags.size() > limit) return refuse(kTooManyTags, std::to_string(limit));
  std::set<std::string_view> keys;
  for (const TagPair& tag : tags) {
    size_t length = count_characters(tag.key);
    if (length < 1 || length > 127) return refuse(kTagKeyLength, tag.key);
    if (tag.key.starts_with("qcloud") || tag.key.starts_with("tencent"))
      return refuse(kTagReserved, tag.key);
    if (count_characters(tag.value) > 255) return refuse(kTagValueLength, tag.key);
    if (!keys.insert(tag.key).second) return refuse(kTagTwice, tag.key);
  }
  return {};
}

}  // namespace terrane
