#include "actions/tag/tag_census.h"

#include "actions/tag/tag_homes.h"

namespace terrane {

const TagCensus::Use* TagCensus::find(const TagPair& tag) const {
  auto key = keys.find(tag.key);
  if (key == keys.end()) return nullptr;
  auto value = key->second.find(tag.value);
  return value == key->second.end() ? nullptr : &value->second;
}

Result<TagCensus> take_tag_census(CloudCall& call,
                                  const std::function<bool(std::string_view key)>& wanted) {
  TagCensus census;
  auto count = [&](const Region* place, const auto& home) {
    if (!place)
      for (const TagKey* made : account_tables(home).tag_keys.of(call.account))
        if (made && wanted(made->key))
          for (const std::string& value : made->values) census.keys[made->key][value];
    for (const auto& [key, values] : home.tags.tags_of(call.account)) {
      if (!wanted(key)) continue;
      for (const auto& [value, resources] : values)
        census.keys[key][value] = {*resources.begin(), place};
    }
  };
  TRY(census.unreachable, visit_homes(call, count));
  return census;
}

}  // namespace terrane
