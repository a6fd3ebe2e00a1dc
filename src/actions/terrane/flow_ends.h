// The ends of a flow as a caller names them: the ID of what has an address, an IPv4 address, or
// "internet". Whatever is not the caller's is as if it were not there (M-13): its ID is unknown,
// and its public address is a machine on the Internet like any other.
#pragma once

#include "actions/region_visits.h"
#include "contract/terrane.h"
#include "reach/flow.h"

namespace terrane {

// What `look(const RegionCell&)` results in, under the region's shared lock. Unlike read_in() it
// makes nothing there: a question leaves no network behind. Regions other than the call's own hold
// it up no longer than a copy of theirs would (M-5).
template <class Look>
auto look_in(CloudCall& call, const Region& place, Look look)
    -> decltype(look(std::declval<const RegionCell&>())) {
  TRY(RegionCell * region, call.cloud.region(call.catalogue.index_of(place)));
  if (region->cell.commits().failed()) return refuse(kCellUnavailable, place.id);
  std::shared_lock reading(region->cell.lock());
  bool is_own = call.region && call.region->index == place.index;
  is_own ? call.tickets.add(region->cell) : call.tickets.add_copy(region->cell);
  return look(*region);
}

struct FlowEnds {
  reach::End source;
  reach::End target;
};

Result<FlowEnds> find_ends(CloudCall& call,
                           const contract::terrane::AnalyzeReachabilityRequest& request);

}  // namespace terrane
