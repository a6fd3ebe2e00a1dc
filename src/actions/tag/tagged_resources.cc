// Which resources carry which tags.
#include <openssl/evp.h>

#include <algorithm>

#include "actions/tag/tag_queries.h"
#include "actions/tag/tag_search.h"
#include "actions/tag/tag_service.h"
#include "model/scope.h"
#include "model/tag_service_rules.h"

namespace terrane {
namespace {

namespace api = contract::tag;
using namespace tag_service_rules;

constexpr ErrorKind kBadService{
    "InvalidParameterValue.ServiceTypeInvalid",
    "Resources of service {} carry no tags in this cloud; ServiceType is the third part of a "
    "resource's six-part name.",
    "本云不支持业务 {} 的资源标签，ServiceType 为资源六段式的第三段。"};
constexpr ErrorKind kBadPrefix{
    "InvalidParameterValue.ResourcePrefixInvalid",
    "Service {} has no resources {} that carry tags; ResourcePrefix is the word before the slash "
    "in "
    "a resource's six-part name.",
    "业务 {} 没有支持标签的资源 {}，ResourcePrefix 为资源六段式最后一段中斜杠之前的部分。"};
constexpr ErrorKind kBadRegion{
    "InvalidParameterValue.RegionInvalid",
    "ResourceRegion {} is no region of this cloud; DescribeRegions lists them.",
    "ResourceRegion {} 不是本云的地域，可通过 DescribeRegions 查询。"};
constexpr ErrorKind kBadId{"InvalidParameterValue.ResourceIdInvalid",
                           "{} is not the ID of a resource of this kind.",
                           "{} 不是该类资源的合法 ID。"};
constexpr ErrorKind kIdCount{"InvalidParameterValue.ResourceIdInvalid",
                             "ResourceIds must name 1 to {} resources, not {}.",
                             "ResourceIds 应包含 1 到 {} 个资源，实际为 {} 个。"};
constexpr ErrorKind kUnknownRegion{"FailedOperation", kBadRegion.english, kBadRegion.chinese};
constexpr ErrorKind kFilterCount{"InvalidParameterValue.TagFiltersLengthExceeded",
                                 "TagFilters must hold 1 to {} filters, not {}.",
                                 "TagFilters 应包含 1 到 {} 个过滤条件，实际为 {} 个。"};
constexpr ErrorKind kBadFilter{"InvalidParameterValue.TagFilters",
                               "Each of TagFilters needs a TagKey.",
                               "TagFilters 中的每一项都必须指定 TagKey。"};

std::string md5_of(std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest, &size, EVP_md5(), nullptr);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i)
    for (int half : {digest[i] >> 4, digest[i] & 15}) hex += "0123456789abcdef"[half];
  return hex;
}

api::TagResource to_api(Arena& arena, AnyId id, const TagPair& tag) {
  return {.TagKey = arena.copy(tag.key),
          .TagValue = arena.copy(tag.value),
          .ResourceId = to_text(arena, id),
          .TagKeyMd5 = arena.copy(md5_of(tag.key)),
          .TagValueMd5 = arena.copy(md5_of(tag.value)),
          .ServiceType = scope_of(id.kind()).tag_service,
          .Category = kCustom};
}

// --- Of resources that are named. ---

// The kind that the request means, and the region it lives in: null for what lives in all.
struct NamedKind {
  const ScopeRow* kind;
  const Region* region;
};
Result<NamedKind> named_kind(const CloudCall& call,
                             const api::DescribeResourceTagsByResourceIdsRequest& request) {
  const ScopeRow* kind = find_scope_by_tag(request.ServiceType, request.ResourcePrefix);
  if (!kind) {
    bool known = std::ranges::any_of(kScopes, [&](const ScopeRow& row) {
      return !row.tag_prefix.empty() && row.tag_service == request.ServiceType;
    });
    if (known) return refuse(kBadPrefix, request.ServiceType, request.ResourcePrefix);
    return refuse(kBadService, request.ServiceType);
  }
  const Region* region = call.catalogue.find_region(request.ResourceRegion);
  bool everywhere = kind->scope <= Scope::kAllRegions;
  if (!region && !(everywhere && request.ResourceRegion.empty()))
    return refuse(kBadRegion, request.ResourceRegion);
  return NamedKind{kind, everywhere ? nullptr : region};
}

// IDs of nothing, and of others' resources, are passed over: they do not exist for the caller.
Result<api::DescribeResourceTagsByResourceIdsResponse> describe_resource_tags_by_resource_ids(
    CloudCall& call, const api::DescribeResourceTagsByResourceIdsRequest& request) {
  TRY(NamedKind named, named_kind(call, request));
  TRY(TagPage page, tag_page(request.Offset, request.Limit));
  TRY(bool custom, asks_for_custom(request.Category));
  if (request.ResourceIds.empty() || request.ResourceIds.size() > kIdsPerQuery)
    return refuse(kIdCount, std::to_string(kIdsPerQuery),
                  std::to_string(request.ResourceIds.size()));
  std::vector<AnyId> ids;
  for (std::string_view text : request.ResourceIds) {
    auto id = parse_id(named.kind->kind, text);
    if (!id) return refuse(kBadId, text);
    if (std::ranges::find(ids, *id) == ids.end()) ids.push_back(*id);
  }
  std::vector<api::TagResource> rows;
  CHECKED(look_in(call, named.region, [&](const auto& home) -> Result<void> {
    for (AnyId id : ids) {
      auto record = find_tagged(home, id);
      if (!record || record->account != call.account || !custom) continue;
      for (const TagPair& tag : record->tags) rows.push_back(to_api(call.arena, id, tag));
    }
    return {};
  }));
  return api::DescribeResourceTagsByResourceIdsResponse{
      .TotalCount = rows.size(),
      .Offset = page.offset,
      .Limit = page.limit,
      .Tags = contract::list_of<api::TagResource>(call.arena, rows_on(page, rows))};
}

// --- Of resources that are searched for. ---

Result<const Region*> wanted_region(const CloudCall& call, std::string_view name) {
  if (name.empty()) return nullptr;
  const Region* region = call.catalogue.find_region(name);
  if (!region) return refuse(kUnknownRegion, name);
  return region;
}

// Of Cloud Object Storage, which this cloud has not, nothing is found.
Result<api::DescribeResourceTagsResponse> describe_resource_tags(
    CloudCall& call, const api::DescribeResourceTagsRequest& request) {
  TRY(TagPage page, tag_page(request.Offset, request.Limit));
  TRY(const Region* region, wanted_region(call, request.ResourceRegion));
  WantedResources wanted{.service = request.ServiceType,
                         .prefix = request.ResourcePrefix,
                         .id = request.ResourceId,
                         .region = region};
  uint64_t total = 0;
  std::vector<api::TagResource> rows;
  if (is_creator(call, request.CreateUin) && request.CosResourceId.value_or(0) == 0)
    CHECKED(search(call, wanted, [&](const Region*, AnyId id, std::span<const TagPair> tags) {
      for (const TagPair& tag : tags)
        if (total++ >= page.offset && rows.size() < page.limit)
          rows.push_back(to_api(call.arena, id, tag));
    }));
  return api::DescribeResourceTagsResponse{
      .TotalCount = total,
      .Offset = page.offset,
      .Limit = page.limit,
      .Rows = contract::list_of<api::TagResource>(call.arena, rows)};
}

Result<api::DescribeResourcesByTagsResponse> describe_resources_by_tags(
    CloudCall& call, const api::DescribeResourcesByTagsRequest& request) {
  CHECKED(check_creator(call, request.CreateUin));
  TRY(TagPage page, tag_page(request.Offset, request.Limit));
  TRY(const Region* region, wanted_region(call, request.ResourceRegion));
  if (request.TagFilters.empty() || request.TagFilters.size() > kFilters)
    return refuse(kFilterCount, std::to_string(kFilters),
                  std::to_string(request.TagFilters.size()));
  for (const api::TagFilter& filter : request.TagFilters)
    if (filter.TagKey.empty()) return refuse(kBadFilter);
  WantedResources wanted{.service = request.ServiceType,
                         .prefix = request.ResourcePrefix,
                         .id = request.ResourceId,
                         .region = region,
                         .filters = {request.TagFilters.begin(), request.TagFilters.size()}};
  uint64_t total = 0;
  std::vector<api::ResourceTag> rows;
  CHECKED(search(call, wanted, [&](const Region* place, AnyId id, std::span<const TagPair> tags) {
    if (total++ < page.offset || rows.size() >= page.limit) return;
    const ScopeRow& row = scope_of(id.kind());
    rows.push_back({.ResourceRegion = place ? std::string_view(place->id) : "",
                    .ServiceType = row.tag_service,
                    .ResourcePrefix = row.tag_prefix,
                    .ResourceId = to_text(call.arena, id),
                    .Tags = to_api_tags_of(call.arena, tags)});
  }));
  return api::DescribeResourcesByTagsResponse{
      .TotalCount = total,
      .Offset = page.offset,
      .Limit = page.limit,
      .Rows = contract::list_of<api::ResourceTag>(call.arena, rows)};
}

constexpr Handler kHandlers[] = {
    cloud_read<describe_resource_tags_by_resource_ids>("tag", "DescribeResourceTagsByResourceIds"),
    cloud_read<describe_resource_tags>("tag", "DescribeResourceTags"),
    cloud_read<describe_resources_by_tags>("tag", "DescribeResourcesByTags"),
};

}  // namespace

std::span<const Handler> tagged_resource_handlers() {
  return kHandlers;
}

}  // namespace terrane
