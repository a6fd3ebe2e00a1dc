// tag.GetResources: what named resources carry, or what all of them do, page by page.
#include "actions/tag/resource_name.h"
#include "actions/tag/tag_queries.h"
#include "actions/tag/tag_search.h"
#include "actions/tag/tag_service.h"
#include "model/tag_service_rules.h"

namespace terrane {
namespace {

namespace api = contract::tag;
using namespace tag_service_rules;

constexpr ErrorKind kTooManyFilters{"LimitExceeded.TagNumPerRequest",
                                    "TagFilters may hold at most {} filters, not {}.",
                                    "TagFilters 最多包含 {} 个过滤条件，实际为 {} 个。"};
constexpr ErrorKind kTooManyFilterValues{"LimitExceeded.TagValue",
                                         "A filter may name at most {} values, not {}.",
                                         "每个过滤条件最多包含 {} 个值，实际为 {} 个。"};
constexpr uint64_t kResultsAtMost = 200;

using Mappings = std::vector<api::ResourceTagMapping>;

// Each as it was named; those without tags are left out, and so are those that are not there.
Result<Mappings> named_resources(CloudCall& call, const api::GetResourcesRequest& request) {
  if (request.ResourceList.size() > kResourcesPerCall)
    return refuse(kTooManyResourcesAtOnce, std::to_string(kResourcesPerCall),
                  std::to_string(request.ResourceList.size()));
  std::vector<ResourceName> names;
  for (std::string_view resource : request.ResourceList) {
    TRY(ResourceName name, parse_resource_name(call.catalogue, call.account, resource));
    names.push_back(name);
  }
  Mappings found;
  for (size_t i = 0; i < names.size(); ++i)
    CHECKED(look_in(call, names[i].region, [&](const auto& home) -> Result<void> {
      auto record = find_tagged(home, names[i].id);
      if (!record || record->account != call.account || record->tags.empty()) return {};
      for (const api::TagFilter& filter : request.TagFilters)
        if (!passes(record->tags, filter)) return {};
      found.push_back(
          {.Resource = request.ResourceList[i], .Tags = to_api_tags_of(call.arena, record->tags)});
      return {};
    }));
  return found;
}

// The token of a page is the place of the last resource before it: "ap-guangzhou/ins-0a1b2c3d".
struct Place {
  size_t home = 0;  // 0: all regions; else the region's number in the catalogue, from 1
  AnyId id;
  auto operator<=>(const Place&) const = default;
};

Place place_of(const Catalogue& catalogue, const Region* region, AnyId id) {
  return {region ? catalogue.index_of(*region).value + size_t(1) : 0, id};
}

std::string token_of(const Catalogue& catalogue, const Place& place) {
  std::string region = place.home == 0 ? "" : catalogue.regions()[place.home - 1].id;
  return region + "/" + to_text(place.id);
}

Result<std::optional<Place>> read_token(const Catalogue& catalogue, std::string_view token) {
  if (token.empty()) return std::nullopt;
  size_t slash = token.find('/');
  if (slash == token.npos) return refuse(kBadToken, token);
  const Region* region = catalogue.find_region(token.substr(0, slash));
  auto id = parse_any_id(token.substr(slash + 1));
  if (!id || (!region && slash > 0)) return refuse(kBadToken, token);
  return place_of(catalogue, region, *id);
}

Result<void> check_filters(const contract::List<api::TagFilter>& filters) {
  if (filters.size() > kFilters)
    return refuse(kTooManyFilters, std::to_string(kFilters), std::to_string(filters.size()));
  for (const api::TagFilter& filter : filters) {
    if (filter.TagKey.empty()) return refuse(kKeyEmpty);
    if (filter.TagValue.size() > kValuesPerFilter)
      return refuse(kTooManyFilterValues, std::to_string(kValuesPerFilter),
                    std::to_string(filter.TagValue.size()));
  }
  return {};
}

Result<api::GetResourcesResponse> get_resources(CloudCall& call,
                                                const api::GetResourcesRequest& request) {
  CHECKED(check_filters(request.TagFilters));
  if (!request.ResourceList.empty()) {
    TRY(Mappings named, named_resources(call, request));
    return api::GetResourcesResponse{
        .PaginationToken = "",
        .ResourceTagMappingList = contract::list_of<api::ResourceTagMapping>(call.arena, named)};
  }
  TRY(uint64_t count, result_count(request.MaxResults, kResultsAtMost));
  TRY(auto after, read_token(call.catalogue, request.PaginationToken));
  Mappings page;
  Place last;
  bool is_last = true;
  WantedResources wanted{.filters = {request.TagFilters.begin(), request.TagFilters.size()}};
  CHECKED(search(call, wanted, [&](const Region* region, AnyId id, std::span<const TagPair> tags) {
    Place place = place_of(call.catalogue, region, id);
    if (after && place <= *after) return;
    if (page.size() == count) {
      is_last = false;
      return;
    }
    std::string_view region_id = region ? std::string_view(region->id) : "";
    page.push_back({.Resource = call.arena.copy(resource_name(call.account, region_id, id)),
                    .Tags = to_api_tags_of(call.arena, tags)});
    last = place;
  }));
  return api::GetResourcesResponse{
      .PaginationToken = is_last ? "" : call.arena.copy(token_of(call.catalogue, last)),
      .ResourceTagMappingList = contract::list_of<api::ResourceTagMapping>(call.arena, page)};
}

constexpr Handler kHandlers[] = {
    cloud_read<get_resources>("tag", "GetResources"),
};

}  // namespace

std::span<const Handler> get_resources_handlers() {
  return kHandlers;
}

}  // namespace terrane
