#include "region/network/assistant_cidr_rules.h"

#include <algorithm>

#include "region/network/peering_rules.h"
#include "region/network/route_table_manager.h"
#include "region/network/subnet_manager.h"
#include "region/network/vpc_rules.h"

namespace terrane::assistant_cidr_rules {

namespace {

Result<std::vector<Cidr>> check_each(const std::vector<std::string>& texts,
                                     Result<Cidr> (*check_one)(std::string_view)) {
  std::vector<Cidr> ranges;
  for (const std::string& text : texts) {
    TRY(Cidr range, check_one(text));
    if (std::ranges::count(ranges, range) > 0) return refuse(kTwice, text);
    ranges.push_back(range);
  }
  return ranges;
}

}  // namespace

Result<std::vector<Cidr>> check_new(const std::vector<std::string>& texts) {
  return check_each(texts, vpc_rules::check_range);
}

Result<std::vector<Cidr>> check_old(const std::vector<std::string>& texts) {
  return check_each(texts, vpc_rules::read_range);
}

Result<std::vector<Cidr>> without(const Vpc& vpc, const std::vector<Cidr>& old) {
  std::vector<Cidr> rest = vpc.assistant_cidrs;
  for (Cidr range : old)
    if (std::erase(rest, range) == 0) return refuse(kNotFound, to_text(vpc.id), to_text(range));
  return rest;
}

std::vector<Conflict> conflicts_of_new(const RegionCell& region, const Vpc& vpc,
                                       const std::vector<Cidr>& assistants, Cidr wanted) {
  std::vector<Conflict> conflicts;
  if (vpc.cidr.overlaps(wanted)) conflicts.push_back({wanted, vpc.cidr, vpc.id});
  for (Cidr other : assistants)
    if (other.overlaps(wanted)) conflicts.push_back({wanted, other, vpc.id});
  for (const RouteTable* table : route_table_manager::in_vpc(region, vpc.id))
    for (const StoredRoute& route : table->routes)
      if (wanted.contains(route.destination))
        conflicts.push_back({wanted, route.destination, table->id});
  for (const PeeringConnection* peering : peering_rules::tied_to(region, vpc.id)) {
    const PeeringEnd& own = *peering_rules::end_of(*peering, vpc.id);
    const PeeringEnd& other = peering_rules::other_end(*peering, own);
    if (peering->state != PeeringState::kActive && other.account != vpc.account) continue;
    for (Cidr range : peering_rules::ranges_at(region, *peering, other))
      if (range.overlaps(wanted)) conflicts.push_back({wanted, range, peering->id});
  }
  return conflicts;
}

std::vector<Conflict> conflicts_of_old(const RegionCell& region, const Vpc& vpc, Cidr range) {
  std::vector<Conflict> conflicts;
  for (const Subnet* subnet : subnet_manager::in_vpc(region, vpc.id))
    if (range.contains(subnet->cidr)) conflicts.push_back({range, subnet->cidr, subnet->id});
  return conflicts;
}

}  // namespace terrane::assistant_cidr_rules
