#include "region/network/subnet_rules.h"

#include "base/text.h"
#include "region/network/subnet_manager.h"
#include "region/network/vpc_rules.h"

namespace terrane::subnet_rules {

Result<void> check_name(std::string_view name) {
  size_t length = count_characters(name);
  if (length < 1 || length > 60) return refuse(kNameLength);
  return {};
}

Result<Cidr> check_range(const RegionCell& region, const Vpc& vpc, std::string_view text) {
  auto range = parse_cidr(text);
  if (!range) return refuse(kNotARange, text);
  if (range->length > kLongestMask) return refuse(kTooSmall, text, std::to_string(kLongestMask));
  bool within = false;
  std::string areas;
  for (Cidr area : vpc_rules::ranges_of(vpc)) {
    within |= area.contains(*range);
    areas += (areas.empty() ? "" : ", ") + to_text(area);
  }
  if (!within) return refuse(kOutsideVpc, text, to_text(vpc.id), areas);
  for (const Subnet* other : subnet_manager::in_vpc(region, vpc.id))
    if (other->cidr.overlaps(*range))
      return refuse(kOverlaps, text, to_text(other->cidr), to_text(other->id));
  return *range;
}

Result<const Zone*> check_zone(const RegionCell& region, std::string_view id) {
  const Zone* zone = region.find_zone(id);
  if (!zone) return refuse(kNoSuchZone, id, region.place().id);
  return zone;
}

Result<void> check_deletable(const RegionCell& region, const Subnet& subnet) {
  for (AnyId referrer : region.cell.ledger().referrers(subnet.id))
    return refuse(kInUse, to_text(subnet.id), to_text(referrer));
  check(region.network.addresses.taken(subnet.id) == 0, "what has an address refers to its subnet");
  return {};
}

}  // namespace terrane::subnet_rules
