// Putting tags on resources, and taking them off: where the resource lives, in one transaction.
#include <algorithm>

#include "actions/tag/resource_name.h"
#include "actions/tag/tag_homes.h"
#include "actions/tag/tag_service.h"
#include "contract/tag.h"
#include "model/tag_service_rules.h"

namespace terrane {
namespace {

namespace api = contract::tag;
using namespace tag_service_rules;
using Tags = std::vector<TagPair>;

Tags::iterator find_key(Tags& tags, std::string_view key) {
  return std::ranges::find(tags, key, &TagPair::key);
}

void put(Tags& tags, const TagPair& wanted) {
  if (auto carried = find_key(tags, wanted.key); carried != tags.end()) {
    carried->value = wanted.value;
  } else {
    tags.push_back(wanted);
  }
}

// The tag is among what the account has, as far as this home knows, or there is room for it. Other
// regions' tags are not counted: no region asks another (M-5).
template <class Home>
Result<void> check_room_for(const Home& home, const Limits& limits, AccountId account,
                            const TagPair& tag) {
  const Table<TagKey>& made = account_tables(home).tag_keys;
  const TagKey* key = made.find(TagKey::of(account, tag.key));
  const TagIndex::Values* used = home.tags.find(account, tag.key);
  if (!key && !used) {
    size_t count = made.count_of(account);
    for (const auto& [other, values] : home.tags.tags_of(account))
      count += made.find(TagKey::of(account, other)) == nullptr;
    if (count >= limits.tag_keys) return refuse(kTooManyKeys, std::to_string(count));
    return {};
  }
  auto is_made = [&](const std::string& value) {
    return key && std::ranges::binary_search(key->values, value);
  };
  if (is_made(tag.value) || (used && used->contains(tag.value))) return {};
  size_t count = key ? key->values.size() : 0;
  if (used)
    for (const auto& [value, resources] : *used) count += !is_made(value);
  if (count >= limits.values_per_tag_key)
    return refuse(kTooManyValues, tag.key, std::to_string(count));
  return {};
}

// Changes the tags of one resource by `edit(Tags&)`, which may refuse.
template <class Edit>
Result<void> edit_tags(CloudCall& call, const ResourceName& name, Edit edit) {
  const Limits& limits = call.catalogue.limits();
  return change_home(call, name.region, [&](auto& home, Transaction& transaction) -> Result<void> {
    auto record = find_tagged(home, name.id);
    if (!record || record->account != call.account)
      return refuse(kNoSuchResource, to_text(name.id));
    Tags before(record->tags.begin(), record->tags.end()), tags = before;
    CHECKED(edit(tags));
    if (tags.size() > std::max<size_t>(limits.tags_per_resource, before.size()))
      return refuse(kTooManyOnResource, std::to_string(limits.tags_per_resource), to_text(name.id),
                    std::to_string(tags.size()));
    for (const TagPair& tag : tags) CHECKED(check_room_for(home, limits, call.account, tag));
    if (tags != before) write_tags(home, transaction, name.id, tags);
    return {};
  });
}

template <class Edit>
Result<void> edit_tags(CloudCall& call, std::string_view resource, Edit edit) {
  TRY(ResourceName name, parse_resource_name(call.catalogue, call.account, resource));
  return edit_tags(call, name, std::move(edit));
}

Result<TagPair> checked_tag(std::string_view key, std::string_view value) {
  CHECKED(check_key(key));
  CHECKED(check_value(key, value));
  return TagPair{std::string(key), std::string(value)};
}

// The tags of a request; each key once.
Result<Tags> checked_tags(const contract::List<api::Tag>& tags, const ErrorKind& twice) {
  Tags checked;
  for (const api::Tag& tag : tags) {
    TRY(TagPair pair, checked_tag(tag.TagKey, tag.TagValue));
    if (find_key(checked, pair.key) != checked.end()) return refuse(twice, pair.key);
    checked.push_back(std::move(pair));
  }
  return checked;
}

Result<api::AddResourceTagResponse> add_resource_tag(CloudCall& call,
                                                     const api::AddResourceTagRequest& request) {
  TRY(TagPair wanted, checked_tag(request.TagKey, request.TagValue));
  CHECKED(edit_tags(call, request.Resource, [&](Tags& tags) -> Result<void> {
    if (auto carried = find_key(tags, wanted.key); carried != tags.end())
      return refuse(kCarried, request.Resource, wanted.key, carried->value);
    tags.push_back(wanted);
    return {};
  }));
  return api::AddResourceTagResponse{};
}

Result<api::UpdateResourceTagValueResponse> update_resource_tag_value(
    CloudCall& call, const api::UpdateResourceTagValueRequest& request) {
  CHECKED(check_value(request.TagKey, request.TagValue));
  CHECKED(edit_tags(call, request.Resource, [&](Tags& tags) -> Result<void> {
    auto carried = find_key(tags, request.TagKey);
    if (carried == tags.end()) return refuse(kNotCarried, request.Resource, request.TagKey);
    carried->value = request.TagValue;
    return {};
  }));
  return api::UpdateResourceTagValueResponse{};
}

Result<api::DeleteResourceTagResponse> delete_resource_tag(
    CloudCall& call, const api::DeleteResourceTagRequest& request) {
  if (request.TagKey.empty()) return refuse(kKeyEmpty);
  CHECKED(edit_tags(call, request.Resource, [&](Tags& tags) -> Result<void> {
    auto carried = find_key(tags, request.TagKey);
    if (carried == tags.end()) return refuse(kNotCarried, request.Resource, request.TagKey);
    tags.erase(carried);
    return {};
  }));
  return api::DeleteResourceTagResponse{};
}

// What a resource does not carry need not be taken off: clients name what they want gone.
Result<api::ModifyResourceTagsResponse> modify_resource_tags(
    CloudCall& call, const api::ModifyResourceTagsRequest& request) {
  if (request.ReplaceTags.empty() && request.DeleteTags.empty()) return refuse(kNothingToDo);
  TRY(Tags wanted, checked_tags(request.ReplaceTags, kTwice));
  for (const api::TagKeyObject& unwanted : request.DeleteTags) {
    if (unwanted.TagKey.empty()) return refuse(kKeyEmpty);
    if (find_key(wanted, unwanted.TagKey) != wanted.end())
      return refuse(kReplacedAndDeleted, unwanted.TagKey);
  }
  CHECKED(edit_tags(call, request.Resource, [&](Tags& tags) -> Result<void> {
    for (const api::TagKeyObject& unwanted : request.DeleteTags)
      std::erase_if(tags, [&](const TagPair& tag) { return tag.key == unwanted.TagKey; });
    for (const TagPair& tag : wanted) put(tags, tag);
    return {};
  }));
  return api::ModifyResourceTagsResponse{};
}

Result<void> check_resource_count(size_t count) {
  if (count >= 1 && count <= kResourcesPerCall) return {};
  return refuse(kTooManyResourcesAtOnce, std::to_string(kResourcesPerCall), std::to_string(count));
}
Result<void> check_tag_count(size_t count) {
  if (count >= 1 && count <= kTagsPerCall) return {};
  return refuse(kTooManyTagsAtOnce, std::to_string(kTagsPerCall), std::to_string(count));
}

// Every name must be one; then each resource is changed by itself, and those that could not be are
// told with the reason.
template <class Edit>
Result<contract::List<api::FailedResource>> edit_each(
    CloudCall& call, const contract::List<contract::Text>& resources, const ErrorKind& untagged,
    Edit edit) {
  CHECKED(check_resource_count(resources.size()));
  std::vector<ResourceName> names;
  for (std::string_view resource : resources) {
    TRY(ResourceName name, parse_resource_name(call.catalogue, call.account, resource, untagged));
    names.push_back(name);
  }
  std::vector<api::FailedResource> failed;
  for (size_t i = 0; i < names.size(); ++i) {
    Result<void> outcome = edit_tags(call, names[i], edit);
    if (!outcome)
      failed.push_back({.Resource = resources[i],
                        .Code = outcome.error().code(),
                        .Message = call.arena.copy(outcome.error().message(call.language))});
  }
  return contract::list_of<api::FailedResource>(call.arena, failed);
}

Result<api::TagResourcesResponse> tag_resources(CloudCall& call,
                                                const api::TagResourcesRequest& request) {
  CHECKED(check_tag_count(request.Tags.size()));
  TRY(Tags wanted, checked_tags(request.Tags, kKeyTwice));
  for (const TagPair& tag : wanted)
    if (tag.value.empty()) return refuse(kValueEmpty, tag.key);
  TRY(auto failed,
      edit_each(call, request.ResourceList, kUnsupportedService, [&](Tags& tags) -> Result<void> {
        for (const TagPair& tag : wanted) put(tags, tag);
        return {};
      }));
  return api::TagResourcesResponse{.FailedResources = failed};
}

Result<api::UnTagResourcesResponse> untag_resources(CloudCall& call,
                                                    const api::UnTagResourcesRequest& request) {
  CHECKED(check_tag_count(request.TagKeys.size()));
  for (std::string_view key : request.TagKeys) {
    if (key.empty()) return refuse(kKeyEmpty);
    if (std::ranges::count(request.TagKeys, key) > 1) return refuse(kKeyTwice, key);
  }
  TRY(auto failed,
      edit_each(call, request.ResourceList, kUntaggedService, [&](Tags& tags) -> Result<void> {
        std::erase_if(tags, [&](const TagPair& tag) {
          return std::ranges::count(request.TagKeys, tag.key) > 0;
        });
        return {};
      }));
  return api::UnTagResourcesResponse{.FailedResources = failed};
}

constexpr Handler kHandlers[] = {
    cloud_write<add_resource_tag>("tag", "AddResourceTag"),
    cloud_write<update_resource_tag_value>("tag", "UpdateResourceTagValue"),
    cloud_write<delete_resource_tag>("tag", "DeleteResourceTag"),
    cloud_write<modify_resource_tags>("tag", "ModifyResourceTags"),
    cloud_write<tag_resources>("tag", "TagResources"),
    cloud_write<untag_resources>("tag", "UnTagResources"),
};

}  // namespace

std::span<const Handler> resource_tag_handlers() {
  return kHandlers;
}

}  // namespace terrane
