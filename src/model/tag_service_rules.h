// What holds for every tag, on one page, with the codes of service `tag`: texts, limits, what keeps
// a tag from being deleted.
//
// A tag is a key and a value, an account's, the same in all regions. It is there when it was made
// by itself (CreateTag), and when a resource carries it, wherever that is; it is deleted only while
// none does. A resource carries a key once. Limits: Limits::tag_keys and Limits::values_per_tag_key
// per account, Limits::tags_per_resource. The rules for tags given with a new resource are the
// same, with its own service's codes (model/tag_rules.h).
#pragma once

#include <cstddef>
#include <string_view>

#include "base/error.h"

namespace terrane::tag_service_rules {

inline constexpr size_t kKeyLimit = 127;
inline constexpr size_t kValueLimit = 255;
inline constexpr size_t kTagsPerCall = 10;
inline constexpr size_t kResourcesPerCall = 10;
inline constexpr size_t kFilters = 6;
inline constexpr size_t kValuesPerFilter = 10;
inline constexpr size_t kKeysPerQuery = 20;
inline constexpr size_t kIdsPerQuery = 50;

// --- Texts. ---
inline constexpr ErrorKind kKeyEmpty{"InvalidParameterValue.TagKeyEmpty",
                                     "A tag key must not be empty.", "标签键不能为空。"};
inline constexpr ErrorKind kKeyLength{"InvalidParameterValue.TagKeyLengthExceeded",
                                      "Tag key {} has more than {} characters; shorten it.",
                                      "标签键 {} 超过 {} 个字符，请缩短。"};
inline constexpr ErrorKind kKeyCharacters{
    "InvalidParameterValue.TagKeyCharacterIllegal",
    "Tag key {} may hold letters, digits, spaces inside and + - = . _ : / @ ( ) [ ] only.",
    "标签键 {} 只能包含字母、数字、中间的空格以及 + - = . _ : / @ ( ) [ ]。"};
inline constexpr ErrorKind kKeyReserved{
    "InvalidParameter.ReservedTagKey",
    "Tag key {} is reserved: keys may not start with \"qcloud\" or \"tencent\".",
    "标签键 {} 为系统保留，不能以 qcloud 或 tencent 开头。"};
inline constexpr ErrorKind kValueEmpty{"InvalidParameterValue.TagValueEmpty",
                                       "The value of tag key {} must not be empty.",
                                       "标签键 {} 的值不能为空。"};
inline constexpr ErrorKind kValueLength{
    "InvalidParameterValue.TagValueLengthExceeded",
    "The value of tag key {} has more than {} characters; shorten it.",
    "标签键 {} 的值超过 {} 个字符，请缩短。"};
inline constexpr ErrorKind kValueCharacters{
    "InvalidParameterValue.TagValueCharacterIllegal",
    "The value of tag key {} may hold letters, digits, spaces inside and + - = . _ : / @ ( ) [ ] "
    "only.",
    "标签键 {} 的值只能包含字母、数字、中间的空格以及 + - = . _ : / @ ( ) [ ]。"};

// --- How many. ---
inline constexpr ErrorKind kTooManyKeys{
    "LimitExceeded.TagKey", "This account has {} tag keys, which is the limit; delete some first.",
    "本账号已有 {} 个标签键，达到上限，请先删除。"};
inline constexpr ErrorKind kTooManyValues{
    "LimitExceeded.TagValue", "Tag key {} has {} values, which is the limit; delete some first.",
    "标签键 {} 已有 {} 个值，达到上限，请先删除。"};
inline constexpr ErrorKind kTooManyOnResource{
    "LimitExceeded.ResourceAttachedTags",
    "A resource carries at most {} tags, and {} would carry {}; take some off first.",
    "每个资源最多绑定 {} 个标签，资源 {} 将达到 {} 个，请先解绑。"};
inline constexpr ErrorKind kTooManyTagsAtOnce{
    "LimitExceeded.TagNumPerRequest", "A call may name 1 to {} tags, not {}; send several calls.",
    "单次请求可包含 1 到 {} 个标签，实际为 {} 个，请分多次调用。"};
inline constexpr ErrorKind kTagsPerCallRange{"InvalidParameter.Tag", kTooManyTagsAtOnce.english,
                                             kTooManyTagsAtOnce.chinese};
inline constexpr ErrorKind kTagsToDeleteRange{"InvalidParameter", kTooManyTagsAtOnce.english,
                                              kTooManyTagsAtOnce.chinese};
inline constexpr ErrorKind kTooManyResourcesAtOnce{
    "LimitExceeded.ResourceNumPerRequest",
    "A call may name 1 to {} resources, not {}; send several calls.",
    "单次请求可包含 1 到 {} 个资源，实际为 {} 个，请分多次调用。"};

// --- Which tag. ---
inline constexpr ErrorKind kExists{"ResourceInUse.TagDuplicate",
                                   "There is a tag {} with the value {} already; use it.",
                                   "标签 {} 的值 {} 已存在，请直接使用。"};
inline constexpr ErrorKind kNotFound{
    "ResourceNotFound.TagNonExist",
    "There is no tag {} with the value {}; DescribeTags lists yours.",
    "不存在标签 {} 的值 {}，可通过 DescribeTags 查询。"};
inline constexpr ErrorKind kInUse{
    "FailedOperation.TagAttachedResource",
    "Tag {} with the value {} is on {}; take it off every resource first (DescribeResourcesByTags "
    "lists them).",
    "标签 {} 的值 {} 已绑定 {}，请先从所有资源解绑（可通过 DescribeResourcesByTags 查询）。"};
inline constexpr ErrorKind kUseUnknown{
    "FailedOperation",
    "Region {} cannot say right now whether the tag is in use; it was not deleted. Try again "
    "later.",
    "当前无法确认地域 {} 中是否有资源使用该标签，未删除，请稍后重试。"};
inline constexpr ErrorKind kTwice{"InvalidParameter.Tag", "Tag key {} is given twice; keep one.",
                                  "标签键 {} 重复，请只保留一个。"};
inline constexpr ErrorKind kKeyTwice{"InvalidParameterValue.TagKeyDuplicate", kTwice.english,
                                     kTwice.chinese};

// --- What a resource carries. ---
inline constexpr ErrorKind kCarried{
    "ResourceInUse.TagKeyAttached",
    "{} carries tag key {} already, with the value {}; change it by UpdateResourceTagValue.",
    "资源 {} 已绑定标签键 {}（值为 {}），请通过 UpdateResourceTagValue 修改。"};
inline constexpr ErrorKind kNotCarried{
    "ResourceNotFound.AttachedTagKeyNotFound",
    "{} does not carry tag key {}; DescribeResourceTags lists what it carries.",
    "资源 {} 未绑定标签键 {}，可通过 DescribeResourceTags 查询。"};
inline constexpr ErrorKind kNothingToDo{
    "InvalidParameter.Tag", "Give ReplaceTags or DeleteTags: at least one tag in one of them.",
    "ReplaceTags 与 DeleteTags 至少指定一个，且不能为空。"};
inline constexpr ErrorKind kReplacedAndDeleted{
    "InvalidParameterValue.DeleteTagsParamError",
    "Tag key {} is in both ReplaceTags and DeleteTags; keep one.",
    "标签键 {} 同时出现在 ReplaceTags 与 DeleteTags 中，请只保留一个。"};

Result<void> check_key(std::string_view key);
// A value may be empty, unless something else forbids it (kValueEmpty).
Result<void> check_value(std::string_view key, std::string_view value);

}  // namespace terrane::tag_service_rules
