// When one instance takes the place of another: what forwards to that one forwards to it, and so do
// the target groups that hold it.
#pragma once

#include <vector>

#include "region/region_cell.h"

namespace terrane::target_handover {

// The listeners and rules that forward to the instance, and the target groups that hold it.
std::vector<AnyId> holders_of(const RegionCell& region, InstanceId instance);

// They have `to` in the place of `from`, at its private address where they name that; `to` may be
// the same instance at another address. Their checks begin anew.
void hand_over(RegionCell& region, Transaction& transaction, InstanceId from, InstanceId to,
               Ipv4 address, Time now);

}  // namespace terrane::target_handover
