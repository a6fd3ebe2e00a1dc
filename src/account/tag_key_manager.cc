#include "account/tag_key_manager.h"

#include <algorithm>

#include "model/tag_service_rules.h"

namespace terrane::tag_key_manager {
namespace {

using namespace tag_service_rules;

Result<void> create_one(AccountChange& change, const Limits& limits, AccountId account,
                        const TagPair& tag) {
  Table<TagKey>& keys = change.plane.tables.tag_keys;
  if (is_made(change.plane.tables, account, tag)) return refuse(kExists, tag.key, tag.value);
  std::string id = TagKey::of(account, tag.key);
  if (const TagKey* known = keys.find(id)) {
    if (known->values.size() >= limits.values_per_tag_key)
      return refuse(kTooManyValues, tag.key, std::to_string(known->values.size()));
    change.transaction.change(keys, id, [&](TagKey& changed) {
      changed.values.insert(std::ranges::lower_bound(changed.values, tag.value), tag.value);
    });
    return {};
  }
  if (keys.count_of(account) >= limits.tag_keys)
    return refuse(kTooManyKeys, std::to_string(limits.tag_keys));
  change.transaction.add(keys, TagKey{.id = id,
                                      .account = account,
                                      .sequence = change.plane.cell.next_sequence(),
                                      .key = tag.key,
                                      .values = {tag.value},
                                      .created = change.now});
  return {};
}

Result<void> remove_one(AccountChange& change, AccountId account, const TagPair& tag) {
  Table<TagKey>& keys = change.plane.tables.tag_keys;
  if (!is_made(change.plane.tables, account, tag)) return refuse(kNotFound, tag.key, tag.value);
  std::string id = TagKey::of(account, tag.key);
  if (keys.find(id)->values.size() == 1) {
    change.transaction.remove(keys, id);
  } else {
    change.transaction.change(keys, id,
                              [&](TagKey& changed) { std::erase(changed.values, tag.value); });
  }
  return {};
}

}  // namespace

bool is_made(const AccountTables& tables, AccountId account, const TagPair& tag) {
  const TagKey* key = tables.tag_keys.find(TagKey::of(account, tag.key));
  return key && std::ranges::binary_search(key->values, tag.value);
}

Result<void> create(AccountChange& change, const Limits& limits, AccountId account,
                    std::span<const TagPair> tags) {
  for (const TagPair& tag : tags) CHECKED(create_one(change, limits, account, tag));
  return {};
}

Result<void> remove(AccountChange& change, AccountId account, std::span<const TagPair> tags) {
  for (const TagPair& tag : tags) CHECKED(remove_one(change, account, tag));
  return {};
}

}  // namespace terrane::tag_key_manager
