// What every account finds in a region without asking: the default VPC with a subnet in each zone,
// which plays the part of the basic network (M-10), and three default security groups (M-30).
#pragma once

#include "region/region_cell.h"

namespace terrane {

// Whether the account has them; under the region's lock, shared or not.
bool is_set_up(const RegionCell& region, AccountId account);
// Makes them, unless another call just did. Takes the region's writer lock.
Result<void> set_up(RegionCell& region, AccountId account, Time now);

}  // namespace terrane
