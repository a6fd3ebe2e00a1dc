// The tags of the system disk of an instance, which has no record of its own to hold them. There is
// a record for those that have any.
#pragma once

#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/resource_id.h"
#include "model/tag_pair.h"

namespace terrane {

struct SystemDiskTags {
  static constexpr std::string_view kTable = "system-disk-tags";
  using Key = DiskId;

  DiskId id;
  AccountId account{};
  std::vector<TagPair> tags;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &SystemDiskTags::account),
                      named("tags", &SystemDiskTags::tags));
  };
};

}  // namespace terrane
