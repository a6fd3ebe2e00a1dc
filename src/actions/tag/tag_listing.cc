// Which tags, keys and values an account has: by page numbers, and by tokens that say what was
// shown last, so that what comes or goes meanwhile shifts nothing.
#include <charconv>

#include "actions/tag/tag_census.h"
#include "actions/tag/tag_queries.h"
#include "actions/tag/tag_search.h"
#include "actions/tag/tag_service.h"
#include "model/tag_service_rules.h"

namespace terrane {
namespace {

namespace api = contract::tag;
using namespace tag_service_rules;

constexpr ErrorKind kTooManyKeysAsked{"LimitExceeded", "TagKeys may hold at most {} keys, not {}.",
                                      "TagKeys 最多包含 {} 个标签键，实际为 {} 个。"};
constexpr ErrorKind kNoKeyAsked{"InvalidParameterValue.TagKeyEmpty",
                                "TagKeys must name at least one tag key.",
                                "TagKeys 至少包含一个标签键。"};
constexpr ErrorKind kKeyMissing{"MissingParameter", kNoKeyAsked.english, kNoKeyAsked.chinese};
constexpr uint64_t kResultsAtMost = 1000;

bool every_key(std::string_view) {
  return true;
}
auto keys_in(const contract::List<contract::Text>& keys) {
  return [&keys](std::string_view key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
}

// Tags in the order of their keys and values.
std::vector<TagPair> pairs_of(const TagCensus& census) {
  std::vector<TagPair> pairs;
  for (const auto& [key, values] : census.keys)
    for (const auto& [value, use] : values) pairs.push_back({key, value});
  return pairs;
}

contract::List<contract::Text> to_texts(Arena& arena, const std::vector<std::string>& texts) {
  auto shown = arena.create_array<contract::Text>(texts.size());
  for (size_t i = 0; i < shown.size(); ++i) shown[i] = arena.copy(texts[i]);
  return contract::List<contract::Text>(shown);
}

Result<api::DescribeTagsResponse> describe_tags(CloudCall& call,
                                                const api::DescribeTagsRequest& request) {
  CHECKED(check_creator(call, request.CreateUin));
  TRY(TagPage page, tag_page(request.Offset, request.Limit));
  auto wanted = [&](std::string_view key) {
    if (!request.TagKeys.empty()) return keys_in(request.TagKeys)(key);
    return request.TagKey.empty() || key == request.TagKey;
  };
  TRY(TagCensus census, take_tag_census(call, wanted));
  std::vector<TagPair> found = pairs_of(census);
  if (!request.TagValue.empty())
    std::erase_if(found, [&](const TagPair& tag) { return tag.value != request.TagValue; });
  std::vector<api::TagWithDelete> shown;
  for (const TagPair& tag : rows_on(page, found)) {
    bool deletable = !census.find(tag)->resource && !census.unreachable;
    shown.push_back({.TagKey = call.arena.copy(tag.key),
                     .TagValue = call.arena.copy(tag.value),
                     .CanDelete = deletable,
                     .Category = kCustom});
  }
  return api::DescribeTagsResponse{
      .TotalCount = found.size(),
      .Offset = page.offset,
      .Limit = page.limit,
      .Tags = contract::list_of<api::TagWithDelete>(call.arena, shown)};
}

Result<api::DescribeTagKeysResponse> describe_tag_keys(CloudCall& call,
                                                       const api::DescribeTagKeysRequest& request) {
  CHECKED(check_creator(call, request.CreateUin));
  TRY(TagPage page, tag_page(request.Offset, request.Limit));
  TRY(bool custom, asks_for_custom(request.Category));
  std::vector<std::string> keys;
  if (custom) {
    TRY(TagCensus census, take_tag_census(call, every_key));
    for (const auto& [key, values] : census.keys) keys.push_back(key);
  }
  return api::DescribeTagKeysResponse{.TotalCount = keys.size(),
                                      .Offset = page.offset,
                                      .Limit = page.limit,
                                      .Tags = to_texts(call.arena, rows_on(page, keys))};
}

Result<api::DescribeTagValuesResponse> describe_tag_values(
    CloudCall& call, const api::DescribeTagValuesRequest& request) {
  CHECKED(check_creator(call, request.CreateUin));
  if (request.TagKeys.empty()) return refuse(kNoKeyAsked);
  TRY(TagPage page, tag_page(request.Offset, request.Limit));
  TRY(bool custom, asks_for_custom(request.Category));
  std::vector<TagPair> found;
  if (custom) {
    TRY(TagCensus census, take_tag_census(call, keys_in(request.TagKeys)));
    found = pairs_of(census);
  }
  return api::DescribeTagValuesResponse{.TotalCount = found.size(),
                                        .Offset = page.offset,
                                        .Limit = page.limit,
                                        .Tags = to_api_tags_of(call.arena, rows_on(page, found))};
}

// --- By token: the last tag of the page before, as "<length of its key>:<key><value>". ---

std::string token_of(const TagPair& last) {
  return std::to_string(last.key.size()) + ":" + last.key + last.value;
}

Result<std::optional<TagPair>> read_token(std::string_view token) {
  if (token.empty()) return std::nullopt;
  size_t length = 0, colon = token.find(':');
  if (colon == token.npos) return refuse(kBadToken, token);
  auto [end, problem] = std::from_chars(token.data(), token.data() + colon, length);
  std::string_view rest = token.substr(colon + 1);
  if (problem != std::errc() || end != token.data() + colon || length == 0 || length > rest.size())
    return refuse(kBadToken, token);
  return TagPair{std::string(rest.substr(0, length)), std::string(rest.substr(length))};
}

struct PageByToken {
  std::vector<TagPair> tags;
  std::string next;  // the token of the next page; empty after the last
};

// `tags` are in order.
Result<PageByToken> page_by_token(std::vector<TagPair> tags, std::string_view token,
                                  std::optional<uint64_t> max_results) {
  TRY(uint64_t count, result_count(max_results, kResultsAtMost));
  TRY(auto last, read_token(token));
  auto in_order = [](const TagPair& a, const TagPair& b) {
    return std::tie(a.key, a.value) < std::tie(b.key, b.value);
  };
  auto begin = last ? std::upper_bound(tags.begin(), tags.end(), *last, in_order) : tags.begin();
  auto end = begin + std::min<uint64_t>(count, tags.end() - begin);
  PageByToken page{{begin, end}, {}};
  if (end != tags.end()) page.next = token_of(page.tags.back());
  return page;
}

Result<void> check_key_count(const contract::List<contract::Text>& keys) {
  if (keys.size() > kKeysPerQuery)
    return refuse(kTooManyKeysAsked, std::to_string(kKeysPerQuery), std::to_string(keys.size()));
  return {};
}

Result<api::GetTagsResponse> get_tags(CloudCall& call, const api::GetTagsRequest& request) {
  CHECKED(check_key_count(request.TagKeys));
  TRY(bool custom, asks_for_custom(request.Category));
  std::vector<TagPair> found;
  auto wanted = [&](std::string_view key) {
    return request.TagKeys.empty() || keys_in(request.TagKeys)(key);
  };
  if (custom) {
    TRY(TagCensus census, take_tag_census(call, wanted));
    found = pairs_of(census);
  }
  TRY(auto page, page_by_token(std::move(found), request.PaginationToken, request.MaxResults));
  return api::GetTagsResponse{.PaginationToken = call.arena.copy(page.next),
                              .Tags = to_api_tags_of(call.arena, page.tags)};
}

Result<api::GetTagKeysResponse> get_tag_keys(CloudCall& call,
                                             const api::GetTagKeysRequest& request) {
  TRY(bool custom, asks_for_custom(request.Category));
  std::vector<TagPair> found;
  if (custom) {
    TRY(TagCensus census, take_tag_census(call, every_key));
    for (const auto& [key, values] : census.keys) found.push_back({key, {}});
  }
  TRY(auto page, page_by_token(std::move(found), request.PaginationToken, request.MaxResults));
  std::vector<std::string> keys;
  for (TagPair& tag : page.tags) keys.push_back(std::move(tag.key));
  return api::GetTagKeysResponse{.PaginationToken = call.arena.copy(page.next),
                                 .TagKeys = to_texts(call.arena, keys)};
}

Result<api::GetTagValuesResponse> get_tag_values(CloudCall& call,
                                                 const api::GetTagValuesRequest& request) {
  if (request.TagKeys.empty()) return refuse(kKeyMissing);
  CHECKED(check_key_count(request.TagKeys));
  TRY(bool custom, asks_for_custom(request.Category));
  std::vector<TagPair> found;
  if (custom) {
    TRY(TagCensus census, take_tag_census(call, keys_in(request.TagKeys)));
    found = pairs_of(census);
  }
  TRY(auto page, page_by_token(std::move(found), request.PaginationToken, request.MaxResults));
  return api::GetTagValuesResponse{.PaginationToken = call.arena.copy(page.next),
                                   .Tags = to_api_tags_of(call.arena, page.tags)};
}

constexpr Handler kHandlers[] = {
    cloud_read<describe_tags>("tag", "DescribeTags"),
    cloud_read<describe_tag_keys>("tag", "DescribeTagKeys"),
    cloud_read<describe_tag_values>("tag", "DescribeTagValues"),
    cloud_read<get_tags>("tag", "GetTags"),
    cloud_read<get_tag_keys>("tag", "GetTagKeys"),
    cloud_read<get_tag_values>("tag", "GetTagValues"),
};

}  // namespace

std::span<const Handler> tag_listing_handlers() {
  return kHandlers;
}

}  // namespace terrane
