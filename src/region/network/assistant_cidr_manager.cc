#include "region/network/assistant_cidr_manager.h"

#include "region/network/peering_manager.h"
#include "region/network/vpc_manager.h"

namespace terrane::assistant_cidr_manager {

using namespace assistant_cidr_rules;

namespace {

// A change whose ranges were read, and the assistant ranges without the old ones.
struct Plan {
  const Vpc* vpc;
  std::vector<Cidr> old_ranges;
  std::vector<Cidr> new_ranges;
  std::vector<Cidr> rest;
};

Result<Plan> plan(const RegionCell& region, AccountId account, std::string_view vpc_id,
                  const CidrChange& wanted) {
  TRY(const Vpc* vpc, vpc_manager::find(region, account, vpc_id));
  if (wanted.old_ranges.empty() && wanted.new_ranges.empty()) return refuse(kNone);
  TRY(auto old_ranges, check_old(wanted.old_ranges));
  TRY(auto new_ranges, check_new(wanted.new_ranges));
  TRY(auto rest, without(*vpc, old_ranges));
  return Plan{vpc, std::move(old_ranges), std::move(new_ranges), std::move(rest)};
}

const ErrorKind& overlap_with(Kind kind) {
  if (kind == Kind::kVpc) return kOverlapsVpc;
  return kind == Kind::kPeeringConnection ? kOverlapsPeer : kOverlapsRoute;
}

}  // namespace

Result<const Vpc*> modify(Change& change, std::string_view vpc_id, const CidrChange& wanted) {
  const RegionCell& region = change.region;
  TRY(Plan plan, assistant_cidr_manager::plan(region, change.account, vpc_id, wanted));
  for (Cidr range : plan.old_ranges)
    for (const Conflict& conflict : conflicts_of_old(region, *plan.vpc, range))
      return refuse(kInUse, to_text(range), to_text(conflict.id));
  for (Cidr range : plan.new_ranges) {
    for (const Conflict& conflict : conflicts_of_new(region, *plan.vpc, plan.rest, range))
      return refuse(overlap_with(conflict.id.kind()), to_text(range), to_text(conflict.range),
                    to_text(conflict.id));
    plan.rest.push_back(range);
  }
  size_t limit = region.catalogue.limits().assistant_cidrs_per_vpc;
  if (plan.rest.size() > limit) return refuse(kTooMany, std::to_string(limit));
  const Vpc& changed =
      change.transaction.change(change.region.network.vpcs, plan.vpc->id,
                                [&](Vpc& vpc) { vpc.assistant_cidrs = std::move(plan.rest); });
  peering_manager::tell_ranges(change, changed.id);
  return &changed;
}

Result<std::vector<Conflict>> check_change(const RegionCell& region, AccountId account,
                                           std::string_view vpc_id, const CidrChange& wanted) {
  TRY(Plan plan, assistant_cidr_manager::plan(region, account, vpc_id, wanted));
  std::vector<Conflict> conflicts;
  auto add = [&](const std::vector<Conflict>& found) {
    conflicts.insert(conflicts.end(), found.begin(), found.end());
  };
  for (Cidr range : plan.old_ranges) add(conflicts_of_old(region, *plan.vpc, range));
  for (Cidr range : plan.new_ranges) {
    add(conflicts_of_new(region, *plan.vpc, plan.rest, range));
    plan.rest.push_back(range);
  }
  return conflicts;
}

}  // namespace terrane::assistant_cidr_manager
