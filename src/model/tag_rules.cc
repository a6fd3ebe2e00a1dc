#include "model/tag_rules.h"

#include <set>
#include <string_view>

#include "base/text.h"

namespace terrane {

const TagErrors kVpcTagErrors{
    .key_length = {"InvalidParameterValue.TagInvalidKeyLen",
                   "Tag key {} must have 1 to 127 characters.",
                   "标签键 {} 的长度应为 1 到 127 个字符。"},
    .reserved_key = {"UnsupportedOperation.TagSystemReservedTagKey",
                     "Tag key {} is reserved: keys may not start with \"qcloud\" or \"tencent\".",
                     "标签键 {} 为系统保留，不能以 qcloud 或 tencent 开头。"},
    .value_length = {"InvalidParameterValue.TagInvalidVal",
                     "The value of tag {} may have at most 255 characters.",
                     "标签 {} 的值最多 255 个字符。"},
    .key_twice = {"InvalidParameterValue.TagDuplicateKey", "Tag key {} is given twice; keep one.",
                  "标签键 {} 重复，请只保留一个。"},
    .too_many = {"LimitExceeded.TagKeyPerResourceExceeded", "A resource may have at most {} tags.",
                 "每个资源最多 {} 个标签。"}};

Result<void> check_tags(std::span<const TagPair> tags, size_t limit, const TagErrors& errors) {
  if (tags.size() > limit) return refuse(errors.too_many, std::to_string(limit));
  std::set<std::string_view> keys;
  for (const TagPair& tag : tags) {
    size_t length = count_characters(tag.key);
    if (length < 1 || length > 127) return refuse(errors.key_length, tag.key);
    if (tag.key.starts_with("qcloud") || tag.key.starts_with("tencent"))
      return refuse(errors.reserved_key, tag.key);
    if (count_characters(tag.value) > 255) return refuse(errors.value_length, tag.key);
    if (!keys.insert(tag.key).second) return refuse(errors.key_twice, tag.key);
  }
  return {};
}

}  // namespace terrane
