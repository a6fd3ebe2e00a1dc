#include "region/compute/placement_group_manager.h"

#include <set>

#include "region/compute/instance_motion.h"
#include "region/compute/placement_group_rules.h"
#include "region/compute/power.h"

namespace terrane::placement_group_manager {

using namespace placement_group_rules;

Result<const PlacementGroup*> find(const RegionCell& region, AccountId account,
                                   std::string_view id) {
  auto parsed = PlacementGroupId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const PlacementGroup* group = region.compute.placement_groups.find(*parsed);
  if (!group || group->account != account) return refuse(kNotFound, id);
  return group;
}

size_t member_count(const RegionCell& region, const PlacementGroup& group) {
  return region.cell.ledger().count(group.id, Kind::kInstance);
}

Result<const PlacementGroup*> create(Change& change, NewGroup wanted) {
  RegionCell& region = change.region;
  auto& groups = region.compute.placement_groups;
  const Limits& limits = region.catalogue.limits();
  CHECKED(check_name(wanted.name));
  TRY(SpreadLevel level, check_level(wanted.level));
  TRY(uint32_t affinity, check_affinity(wanted.affinity, kAffinityRange));
  if (!wanted.strategy.empty() && wanted.strategy != "SPREAD") return refuse(kOnlySpread);
  CHECKED(check_tags(wanted.tags, limits.tags_per_resource, kTagErrors));
  if (groups.count_of(change.account) >= limits.placement_groups)
    return refuse(kTooMany, std::to_string(limits.placement_groups));
  return &change.transaction.add(groups, PlacementGroup{.id = region.cell.new_id(groups),
                                                        .account = change.account,
                                                        .sequence = region.cell.next_sequence(),
                                                        .name = std::move(wanted.name),
                                                        .level = level,
                                                        .affinity = affinity,
                                                        .created = change.now,
                                                        .tags = std::move(wanted.tags)});
}

Result<void> modify(Change& change, std::string_view id, std::string name,
                    std::optional<int64_t> affinity) {
  TRY(const PlacementGroup* group, find(change.region, change.account, id));
  CHECKED(check_name(name));
  uint32_t together = group->affinity;
  if (affinity) {
    TRY(together, check_affinity(*affinity, kNewAffinityRange));
    for (ZoneIndex index : change.region.place().zones) {
      uint32_t zone = change.region.catalogue.zone(index).number;
      if (!obeys_spread(*change.region.compute.rooms.find(zone), group->level, together,
                        member_hosts(change.region, *group, zone, nullptr)))
        return refuse(kTooClose, id, std::to_string(together));
    }
  }
  change.transaction.change(change.region.compute.placement_groups, group->id,
                            [&](PlacementGroup& changed) {
                              changed.name = std::move(name);
                              changed.affinity = together;
                            });
  return {};
}

Result<void> remove(Change& change, std::span<const std::string_view> ids) {
  if (ids.empty()) return refuse(kNoneNamed);
  if (ids.size() > kDeletedPerCall) return refuse(kTooManyNamed, std::to_string(kDeletedPerCall));
  std::set<PlacementGroupId> chosen;
  for (std::string_view id : ids) {
    TRY(const PlacementGroup* group, find(change.region, change.account, id));
    if (auto member = change.region.cell.ledger().any(group->id, Kind::kInstance))
      return refuse(kNotEmpty, id, to_text(*member));
    chosen.insert(group->id);
  }
  for (PlacementGroupId id : chosen)
    change.transaction.remove(change.region.compute.placement_groups, id);
  return {};
}

Result<void> join(Change& change, const Instance& instance, std::string_view id, bool may_move) {
  const RegionCell& region = change.region;
  if (!PlacementGroupId::parse(id)) return refuse(kMalformedId, id);
  TRY(const PlacementGroup* group, find_group_to_join(region, change.account, id, 1));
  if (instance.placement_group == group->id) return refuse(kAlreadyIn, to_text(instance.id), id);
  const ZoneCapacity& capacity = *region.compute.rooms.find(instance.zone);
  auto hosts = member_hosts(region, *group, instance.zone, &instance);
  hosts.push_back({instance.host});
  HostIndex host{instance.host};
  if (!obeys_spread(capacity, group->level, group->affinity, hosts)) {
    if (!may_move) return refuse(kNeedsForce, to_text(instance.id), id);
    CHECKED(power::check(region, instance, kNoRoomWithoutPower));
    TRY(host, choose_host(region, *region.find_zone(instance.zone), instance.room(),
                          instance.type.view(), group, &instance));
  }
  terrane::modify(change, instance, InstanceOperation::kModifyPlacementGroup,
                  [&](Instance& changed) {
                    changed.placement_group = group->id;
                    changed.host = host.value;
                  });
  return {};
}

Result<void> leave(Change& change, const Instance& instance, std::string_view id) {
  if (!PlacementGroupId::parse(id)) return refuse(kMalformedId, id);
  TRY(const PlacementGroup* group, find_group_to_join(change.region, change.account, id, 0));
  if (instance.placement_group != group->id) return refuse(kNotIn, to_text(instance.id), id);
  terrane::modify(change, instance, InstanceOperation::kLeavePlacementGroup,
                  [](Instance& changed) { changed.placement_group = {}; });
  return {};
}

}  // namespace terrane::placement_group_manager
