#include "region/reach/reaches.h"

#include "region/reach/reach_ends.h"
#include "region/reach/region_view.h"

namespace terrane {
namespace {

reach::End end_of(const RegionCell& region, const RegionSender& sender) {
  const Vpc* vpc = region.network.vpcs.find(sender.vpc);
  return {.region = region.index,
          .account = vpc ? vpc->account : AccountId(),
          .vpc = sender.vpc,
          .address = sender.address};
}

}  // namespace

reach::Verdict explain(const RegionCell& region, const RegionSender& from, AnyId target,
                       const reach::Traffic& traffic) {
  auto end = reach_ends::end_of(region, target);
  if (!end)
    return {.hops = {},
            .decided_by = {.reason = &reach::kGone, .hop = {.region = region.index, .id = target}}};
  end->public_address = {};  // what a region runs in a VPC speaks privately
  return reach::explain(RegionView(region), {end_of(region, from), *end, traffic});
}

reach::Verdict explain(const RegionCell& region, const RegionSender& from, Ipv4 target,
                       const reach::Traffic& traffic) {
  reach::End end{.region = region.index, .vpc = from.vpc, .address = target};
  return reach::explain(RegionView(region), {end_of(region, from), end, traffic});
}

}  // namespace terrane
