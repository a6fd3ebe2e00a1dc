// Searching for resources by what they carry: in one region, or in all of them and the account
// plane. A search over regions goes on without one that cannot be reached (M-5).
#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "actions/tag/tag_homes.h"
#include "contract/tag.h"

namespace terrane {

// What is empty, or null, is not asked for.
struct WantedResources {
  std::string_view service;
  std::string_view prefix;
  std::string_view id;
  const Region* region = nullptr;
  std::span<const contract::tag::TagFilter> filters;

  bool fits(AnyId resource) const;
};

// One of the tags has the filter's key, and one of its values, if it names any.
bool passes(std::span<const TagPair> tags, const contract::tag::TagFilter& filter);

// The resources that may pass the filters, in the order of their IDs: by the first filter.
std::vector<AnyId> candidates(const TagIndex& index, AccountId account,
                              std::span<const contract::tag::TagFilter> filters);

// Calls visit(region, id, tags) for each of the account's resources that fits: first what lives in
// all regions, then region by region. `region` is null for the former.
template <class Visit>
Result<void> search(CloudCall& call, const WantedResources& wanted, Visit visit) {
  auto look = [&](const Region* place, const auto& home) {
    for (AnyId id : candidates(home.tags, call.account, wanted.filters)) {
      if (!wanted.fits(id)) continue;
      std::span<const TagPair> tags = find_tagged(home, id)->tags;
      if (std::ranges::all_of(wanted.filters,
                              [&](const auto& filter) { return passes(tags, filter); }))
        visit(place, id, tags);
    }
    return Result<void>();
  };
  if (!wanted.region) {
    CHECKED(visit_homes(call, look));
    return {};
  }
  for (const Region* place : {static_cast<const Region*>(nullptr), wanted.region})
    CHECKED(look_in(call, place, [&](const auto& home) { return look(place, home); }));
  return {};
}

// Tags as the service shows them, copied.
contract::List<contract::tag::Tag> to_api_tags_of(Arena& arena, std::span<const TagPair> tags);

}  // namespace terrane
