#include "actions/tag/tag_search.h"

#include "actions/tag/tag_queries.h"
#include "model/scope.h"

namespace terrane {

namespace api = contract::tag;

namespace {

bool names(const api::TagFilter& filter, std::string_view value) {
  return filter.TagValue.empty() ||
         std::find(filter.TagValue.begin(), filter.TagValue.end(), value) != filter.TagValue.end();
}

}  // namespace

bool WantedResources::fits(AnyId resource) const {
  const ScopeRow& row = scope_of(resource.kind());
  return (service.empty() || row.tag_service == service) &&
         (prefix.empty() || row.tag_prefix == prefix) && (id.empty() || to_text(resource) == id);
}

bool passes(std::span<const TagPair> tags, const api::TagFilter& filter) {
  auto tag = std::ranges::find(tags, filter.TagKey, &TagPair::key);
  return tag != tags.end() && names(filter, tag->value);
}

std::vector<AnyId> candidates(const TagIndex& index, AccountId account,
                              std::span<const api::TagFilter> filters) {
  if (filters.empty()) {
    const auto& tagged = index.tagged_of(account);
    return {tagged.begin(), tagged.end()};
  }
  std::vector<AnyId> found;
  if (const TagIndex::Values* values = index.find(account, filters.front().TagKey))
    for (const auto& [value, resources] : *values)
      if (names(filters.front(), value))
        found.insert(found.end(), resources.begin(), resources.end());
  std::ranges::sort(found);
  return found;
}

contract::List<api::Tag> to_api_tags_of(Arena& arena, std::span<const TagPair> tags) {
  auto shown = arena.create_array<api::Tag>(tags.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.TagKey = arena.copy(tags[i].key),
                .TagValue = arena.copy(tags[i].value),
                .Category = kCustom};
  return contract::List<api::Tag>(shown);
}

}  // namespace terrane
