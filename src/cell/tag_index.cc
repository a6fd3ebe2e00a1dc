#include "cell/tag_index.h"

namespace terrane {

const TagIndex::Keys& TagIndex::tags_of(AccountId account) const {
  static const Keys kNone;
  auto found = accounts_.find(account);
  return found == accounts_.end() ? kNone : found->second.keys;
}

const std::set<AnyId>& TagIndex::tagged_of(AccountId account) const {
  static const std::set<AnyId> kNone;
  auto found = accounts_.find(account);
  return found == accounts_.end() ? kNone : found->second.tagged;
}

const TagIndex::Values* TagIndex::find(AccountId account, std::string_view key) const {
  const Keys& keys = tags_of(account);
  auto found = keys.find(key);
  return found == keys.end() ? nullptr : &found->second;
}

const TagIndex::Resources* TagIndex::find(AccountId account, std::string_view key,
                                          std::string_view value) const {
  const Values* values = find(account, key);
  if (!values) return nullptr;
  auto found = values->find(value);
  return found == values->end() ? nullptr : &found->second;
}

void TagIndex::add(AccountId account, AnyId resource, std::span<const TagPair> tags) {
  if (tags.empty()) return;
  Tags& all = accounts_[account];
  all.tagged.insert(resource);
  for (const TagPair& tag : tags) all.keys[tag.key][tag.value].insert(resource);
}

void TagIndex::remove(AccountId account, AnyId resource, std::span<const TagPair> tags) {
  if (tags.empty()) return;
  auto all = accounts_.find(account);
  all->second.tagged.erase(resource);
  for (const TagPair& tag : tags) {
    auto key = all->second.keys.find(tag.key);
    auto value = key->second.find(tag.value);
    value->second.erase(resource);
    if (value->second.empty()) key->second.erase(value);
    if (key->second.empty()) all->second.keys.erase(key);
  }
  if (all->second.tagged.empty()) accounts_.erase(all);
}

}  // namespace terrane
