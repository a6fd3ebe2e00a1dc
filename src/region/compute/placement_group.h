// A placement group: its instances share no host, switch or rack more than agreed. What is stored
// of one; who belongs to it is in the instances.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/catalogue.h"
#include "model/tag_pair.h"
#include "model/zone_capacity.h"

namespace terrane {

struct PlacementGroup {
  static constexpr std::string_view kTable = "placement-group";
  using Key = PlacementGroupId;

  PlacementGroupId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  SpreadLevel level = SpreadLevel::kHost;
  uint32_t affinity = 1;  // instances that may share one host, switch or rack
  Time created;
  std::vector<TagPair> tags;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &PlacementGroup::account), named("sequence", &PlacementGroup::sequence),
        named("name", &PlacementGroup::name), named("level", &PlacementGroup::level),
        named("affinity", &PlacementGroup::affinity), named("created", &PlacementGroup::created),
        named("tags", &PlacementGroup::tags));
  };
};

// How many instances a group may hold.
inline uint32_t members_limit(const Limits& limits, SpreadLevel level) {
  switch (level) {
    case SpreadLevel::kHost:
      return limits.instances_per_host_placement_group;
    case SpreadLevel::kSwitch:
      return limits.instances_per_switch_placement_group;
    case SpreadLevel::kRack:
      return limits.instances_per_rack_placement_group;
  }
  return 0;
}

}  // namespace terrane
