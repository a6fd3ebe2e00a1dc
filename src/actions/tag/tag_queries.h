// What the lists of service `tag` have in common: their pages, and whose tags they are of.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/call.h"

namespace terrane {

inline constexpr std::string_view kCustom = "Custom";  // the one category of tags there is here

inline constexpr ErrorKind kBadTagPage{"InvalidParameterValue",
                                       "Limit must be from 1 to {}, not {}.",
                                       "Limit 应为 1 到 {}，而不是 {}。"};
inline constexpr ErrorKind kBadResultCount{"InvalidParameter",
                                           "MaxResults must be from 1 to {}, not {}.",
                                           "MaxResults 应为 1 到 {}，而不是 {}。"};
inline constexpr ErrorKind kBadCategory{"InvalidParameterValue",
                                        "Category must be Custom, System or All, not {}.",
                                        "Category 应为 Custom、System 或 All，而不是 {}。"};
inline constexpr ErrorKind kNotTheCreator{
    "InvalidParameterValue.UinInvalid",
    "CreateUin {} is not yours; leave it out, or give the Uin that signs.",
    "CreateUin {} 不是本账号，请不填或填写签名所用的 Uin。"};
inline constexpr ErrorKind kBadToken{
    "InvalidParameter.PaginationTokenInvalid",
    "PaginationToken {} is not one that an answer gave; leave it out to begin with the first page.",
    "PaginationToken {} 不是此前返回的值，请不填以从第一页开始查询。"};

struct TagPage {
  uint64_t offset = 0;
  uint64_t limit = 15;
};
inline Result<TagPage> tag_page(std::optional<uint64_t> offset, std::optional<uint64_t> limit) {
  constexpr uint64_t kMost = 1000;
  TagPage page{offset.value_or(0), limit.value_or(15)};
  if (page.limit < 1 || page.limit > kMost)
    return refuse(kBadTagPage, std::to_string(kMost), std::to_string(page.limit));
  return page;
}
template <class Row>
std::vector<Row> rows_on(const TagPage& page, const std::vector<Row>& rows) {
  auto begin = rows.begin() + std::min<uint64_t>(page.offset, rows.size());
  return {begin, begin + std::min<uint64_t>(page.limit, rows.end() - begin)};
}

// How many a page by token holds at most: 50 where it is not said.
inline Result<uint64_t> result_count(std::optional<uint64_t> wanted, uint64_t most) {
  if (wanted && (*wanted < 1 || *wanted > most))
    return refuse(kBadResultCount, std::to_string(most), std::to_string(*wanted));
  return wanted.value_or(50);
}

// All tags here were made by the account, and are custom ones: false where others are asked for.
inline Result<bool> asks_for_custom(std::string_view category) {
  if (category.empty() || category == kCustom || category == "All") return true;
  if (category == "System") return false;
  return refuse(kBadCategory, category);
}
inline bool is_creator(const Call& call, std::optional<uint64_t> creator) {
  return !creator || *creator == uint64_t(call.account) || *creator == call.caller.user;
}
inline Result<void> check_creator(const Call& call, std::optional<uint64_t> creator) {
  if (!is_creator(call, creator)) return refuse(kNotTheCreator, std::to_string(*creator));
  return {};
}

}  // namespace terrane
