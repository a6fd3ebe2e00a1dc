// Which resources of a cell carry which tags, by account: derived from the records alone, by
// watching their tables.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/resource_id.h"
#include "cell/table.h"
#include "model/tag_pair.h"

namespace terrane {

class TagIndex {
 public:
  using Resources = boost::unordered_flat_set<AnyId, std::hash<AnyId>>;
  using Values = std::map<std::string, Resources, std::less<>>;
  using Keys = std::map<std::string, Values, std::less<>>;

  // From now on knows the tags of the table's records. Before the cell is opened.
  template <class T>
  void watch(Table<T>& table) {
    table.observe([this](const T* before, const T* after) {
      if (before && after && before->account == after->account && before->tags == after->tags)
        return;
      if (before) remove(before->account, before->id, before->tags);
      if (after) add(after->account, after->id, after->tags);
    });
  }

  // The account's tags here, each with the resources that carry it: none without one.
  const Keys& tags_of(AccountId account) const;
  // The account's resources that carry any tag.
  const std::set<AnyId>& tagged_of(AccountId account) const;
  // Those with this key; and with this value of it. Null for none.
  const Values* find(AccountId account, std::string_view key) const;
  const Resources* find(AccountId account, std::string_view key, std::string_view value) const;

  // Calls visit(account, key, value, resource) for everything recorded.
  template <class Visit>
  void each(Visit visit) const {
    for (const auto& [account, tags] : accounts_)
      for (const auto& [key, values] : tags.keys)
        for (const auto& [value, resources] : values)
          for (AnyId resource : resources) visit(account, key, value, resource);
  }

 private:
  struct Tags {
    Keys keys;
    std::set<AnyId> tagged;
  };
  void add(AccountId account, AnyId resource, std::span<const TagPair> tags);
  void remove(AccountId account, AnyId resource, std::span<const TagPair> tags);

  boost::unordered_flat_map<AccountId, Tags, std::hash<AccountId>> accounts_;
};

}  // namespace terrane
