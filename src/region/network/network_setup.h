// What every account finds in a region without asking: the default VPC with a subnet in each zone
// (default_network.h), which plays the part of the basic network (M-10), and three security groups
// (M-30): the default one, with all ports open; 22, 80, 443, 3389 and ICMP open; private network
// only.
#pragma once

#include "region/region_cell.h"

namespace terrane {

// Whether the account was given them; what it deleted since stays deleted. Under the region's lock,
// shared or not.
bool is_set_up(const RegionCell& region, AccountId account);
// Makes them, unless another call just did. Takes the region's writer lock.
Result<void> set_up(RegionCell& region, AccountId account, Time now);

// Gives every account's default VPC a subnet in the zones that came since, where it still is. Under
// the region's writer lock.
void follow_zones(RegionCell& region, Transaction& transaction);

}  // namespace terrane
