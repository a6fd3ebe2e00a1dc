// The rules of tags, with the codes that cvm's actions document.
#pragma once

#include "model/tag_rules.h"

namespace terrane {

inline constexpr TagErrors kCvmTagErrors{
    .key_length = {"FailedOperation.IllegalTagKey", "Tag key {} must have 1 to 127 characters.",
                   "标签键 {} 的长度应为 1 到 127 个字符。"},
    .reserved_key = {"FailedOperation.TagKeyReserved",
                     "Tag key {} is reserved: keys may not start with \"qcloud\" or \"tencent\".",
                     "标签键 {} 为系统保留，不能以 qcloud 或 tencent 开头。"},
    .value_length = {"FailedOperation.IllegalTagValue",
                     "The value of tag {} may have at most 255 characters.",
                     "标签 {} 的值最多 255 个字符。"},
    .key_twice = {"InvalidParameterValue.DuplicateTags", "Tag key {} is given twice; keep one.",
                  "标签键 {} 重复，请只保留一个。"},
    .too_many = {"InvalidParameterValue.TagQuotaLimitExceeded",
                 "A resource may have at most {} tags.", "每个资源最多 {} 个标签。"}};

}  // namespace terrane
