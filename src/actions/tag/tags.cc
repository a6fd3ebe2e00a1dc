// Tags as objects of their own: made before a resource carries them, deleted while none does.
#include <algorithm>

#include "account/tag_key_manager.h"
#include "actions/account/account_plane.h"
#include "actions/tag/resource_name.h"
#include "actions/tag/tag_census.h"
#include "actions/tag/tag_service.h"
#include "contract/tag.h"
#include "model/tag_service_rules.h"

namespace terrane {
namespace {

namespace api = contract::tag;
using namespace tag_service_rules;
using Tags = std::vector<TagPair>;

Result<TagCensus> census_of(CloudCall& call, const Tags& tags) {
  return take_tag_census(call, [&](std::string_view key) {
    return std::ranges::find(tags, key, &TagPair::key) != tags.end();
  });
}

Result<void> create(CloudCall& call, const Tags& tags) {
  for (const TagPair& tag : tags) {
    CHECKED(check_key(tag.key));
    if (tag.value.empty()) return refuse(kValueEmpty, tag.key);
    CHECKED(check_value(tag.key, tag.value));
  }
  TRY(TagCensus census, census_of(call, tags));
  for (const TagPair& tag : tags)
    if (census.find(tag)) return refuse(kExists, tag.key, tag.value);
  return change_accounts(call, [&](AccountChange& change) {
    return tag_key_manager::create(change, call.catalogue.limits(), call.account, tags);
  });
}

// A resource that gets the tag meanwhile keeps it: a tag is there while a resource carries it.
Result<void> remove(CloudCall& call, const Tags& tags) {
  for (const TagPair& tag : tags) {
    if (tag.key.empty()) return refuse(kKeyEmpty);
    if (tag.value.empty()) return refuse(kValueEmpty, tag.key);
  }
  TRY(TagCensus census, census_of(call, tags));
  for (const TagPair& tag : tags) {
    const TagCensus::Use* use = census.find(tag);
    if (use && use->resource) {
      std::string_view region = use->region ? std::string_view(use->region->id) : "";
      return refuse(kInUse, tag.key, tag.value, resource_name(call.account, region, use->resource));
    }
    if (!use && !census.unreachable) return refuse(kNotFound, tag.key, tag.value);
  }
  if (census.unreachable) return refuse(kUseUnknown, census.unreachable->id);
  return change_accounts(call, [&](AccountChange& change) {
    return tag_key_manager::remove(change, call.account, tags);
  });
}

// The tags of a request, each once.
Result<Tags> tags_of(const contract::List<api::Tag>& tags, const ErrorKind& out_of_range) {
  if (tags.empty() || tags.size() > kTagsPerCall)
    return refuse(out_of_range, std::to_string(kTagsPerCall), std::to_string(tags.size()));
  Tags pairs;
  for (const api::Tag& tag : tags) {
    TagPair pair{std::string(tag.TagKey), std::string(tag.TagValue)};
    if (std::ranges::find(pairs, pair) == pairs.end()) pairs.push_back(std::move(pair));
  }
  return pairs;
}

Result<api::CreateTagResponse> create_tag(CloudCall& call, const api::CreateTagRequest& request) {
  CHECKED(create(call, {{std::string(request.TagKey), std::string(request.TagValue)}}));
  return api::CreateTagResponse{};
}

Result<api::CreateTagsResponse> create_tags(CloudCall& call,
                                            const api::CreateTagsRequest& request) {
  TRY(Tags tags, tags_of(request.Tags, kTagsPerCallRange));
  CHECKED(create(call, tags));
  return api::CreateTagsResponse{};
}

Result<api::DeleteTagResponse> delete_tag(CloudCall& call, const api::DeleteTagRequest& request) {
  CHECKED(remove(call, {{std::string(request.TagKey), std::string(request.TagValue)}}));
  return api::DeleteTagResponse{};
}

Result<api::DeleteTagsResponse> delete_tags(CloudCall& call,
                                            const api::DeleteTagsRequest& request) {
  TRY(Tags tags, tags_of(request.Tags, kTagsToDeleteRange));
  CHECKED(remove(call, tags));
  return api::DeleteTagsResponse{};
}

constexpr Handler kHandlers[] = {
    cloud_write<create_tag>("tag", "CreateTag"),
    cloud_write<create_tags>("tag", "CreateTags"),
    cloud_write<delete_tag>("tag", "DeleteTag"),
    cloud_write<delete_tags>("tag", "DeleteTags"),
};

}  // namespace

std::span<const Handler> tag_handlers() {
  return kHandlers;
}

}  // namespace terrane
