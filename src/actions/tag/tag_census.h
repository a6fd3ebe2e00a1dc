// Every tag that an account has: made by itself, or on a resource anywhere.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "actions/call.h"

namespace terrane {

struct TagCensus {
  struct Use {
    AnyId resource;                  // one that carries it, if any does
    const Region* region = nullptr;  // where that is; null: in all regions
  };
  using Values = std::map<std::string, Use, std::less<>>;
  std::map<std::string, Values, std::less<>> keys;
  const Region* unreachable = nullptr;  // a region that could not be asked

  // The tag's use; null where there is no such tag.
  const Use* find(const TagPair& tag) const;
};

// Of the keys for which `wanted(key)` holds.
Result<TagCensus> take_tag_census(CloudCall& call,
                                  const std::function<bool(std::string_view key)>& wanted);

}  // namespace terrane
