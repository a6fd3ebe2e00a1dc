// Operations on placement groups and their membership. Each is refused or done as a whole.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "region/compute/instance.h"
#include "region/region_cell.h"

namespace terrane::placement_group_manager {

struct NewGroup {
  std::string name;
  std::string_view level;  // HOST, SW or RACK
  int64_t affinity = 1;
  std::string_view strategy;  // empty or SPREAD
  std::vector<TagPair> tags;
};

// The account's group of this ID. Errors: kMalformedId, kNotFound.
Result<const PlacementGroup*> find(const RegionCell& region, AccountId account,
                                   std::string_view id);
size_t member_count(const RegionCell& region, const PlacementGroup& group);

// Source: cvm.CreateDisasterRecoverGroup.
Result<const PlacementGroup*> create(Change& change, NewGroup wanted);
// Source: cvm.ModifyDisasterRecoverGroupAttribute. A smaller affinity must hold already.
Result<void> modify(Change& change, std::string_view id, std::string name,
                    std::optional<int64_t> affinity);
// Source: cvm.DeleteDisasterRecoverGroups. All or none.
Result<void> remove(Change& change, std::span<const std::string_view> ids);

// Puts an instance into a group, out of the one it was in. It moves to another host of its zone
// where the spread asks for it and `may_move` allows it. Source:
// cvm.ModifyInstancesDisasterRecoverGroup.
Result<void> join(Change& change, const Instance& instance, std::string_view group, bool may_move);
// Source: cvm.DeleteInstancesDisasterRecoverGroups.
Result<void> leave(Change& change, const Instance& instance, std::string_view group);

}  // namespace terrane::placement_group_manager
