#include "region/compute/placement_group_rules.h"

#include <map>

#include "base/text.h"

namespace terrane::placement_group_rules {

Result<void> check_name(std::string_view name) {
  size_t length = count_characters(name);
  if (length < 1 || length > 60) return refuse(kNameLength);
  return {};
}

Result<SpreadLevel> check_level(std::string_view type) {
  for (SpreadLevel level : {SpreadLevel::kHost, SpreadLevel::kSwitch, SpreadLevel::kRack})
    if (type == level_name(level)) return level;
  return refuse(kUnknownLevel, type);
}

std::string_view level_name(SpreadLevel level) {
  switch (level) {
    case SpreadLevel::kHost:
      return "HOST";
    case SpreadLevel::kSwitch:
      return "SW";
    case SpreadLevel::kRack:
      return "RACK";
  }
  impossible("a placement group has a level");
}

Result<uint32_t> check_affinity(int64_t affinity, const ErrorKind& out_of_range) {
  if (affinity < 1 || affinity > 10) return refuse(out_of_range, std::to_string(affinity));
  return static_cast<uint32_t>(affinity);
}

bool obeys_spread(const ZoneCapacity& capacity, SpreadLevel level, uint32_t affinity,
                  std::span<const HostIndex> members) {
  std::map<uint32_t, uint32_t> together;
  for (HostIndex host : members) {
    uint32_t place = level == SpreadLevel::kHost     ? host.value
                     : level == SpreadLevel::kSwitch ? capacity.switch_of(host)
                                                     : capacity.rack_of(host);
    if (++together[place] > affinity) return false;
  }
  return true;
}

std::vector<HostIndex> member_hosts(const RegionCell& region, const PlacementGroup& group,
                                    uint32_t zone, const Instance* left_out) {
  std::vector<HostIndex> hosts;
  region.cell.ledger().each(group.id, Kind::kInstance, [&](AnyId id) {
    const Instance* member = region.compute.instances.find(InstanceId(id));
    if (member->zone == zone && member != left_out) hosts.push_back({member->host});
  });
  return hosts;
}

}  // namespace terrane::placement_group_rules
