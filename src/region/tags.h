// The rules of tags, the same for every kind of resource.
#pragma once

#include <span>

#include "base/error.h"
#include "model/tag_pair.h"

namespace terrane {

inline constexpr ErrorKind kTagKeyLength{
    "InvalidParameterValue.TagInvalidKeyLen", "Tag key {} must have 1 to 127 characters.",
    "标签键 {} 的长度应为 1 到 127 个字符。"};
inline constexpr ErrorKind kTagReserved{
    "UnsupportedOperation.TagSystemReservedTagKey",
    "Tag key {} is reserved: keys may not start with \"qcloud\" or \"tencent\".",
    "标签键 {} 为系统保留，不能以 qcloud 或 tencent 开头。"};
inline constexpr ErrorKind kTagValueLength{
    "InvalidParameterValue.TagInvalidVal", "The value of tag {} may have at most 255 characters.",
    "标签 {} 的值最多 255 个字符。"};
inline constexpr ErrorKind kTagTwice{
    "InvalidParameterValue.TagDuplicateKey", "Tag key {} is given twice; keep one.",
    "标签键 {} 重复，请只保留一个。"};
inline constexpr ErrorKind kTooManyTags{
    "LimitExceeded.TagKeyPerResourceExceeded", "A resource may have at most {} tags.",
    "每个资源最多 {} 个标签。"};

Result<void> check_tags(std::span<const TagPair> tags, size_t limit);

}  // namespace terrane
