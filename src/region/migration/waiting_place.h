// Where originals wait, stopped, while their subnet moves to another zone: another subnet of the
// old zone, in the same VPC.
#pragma once

#include <optional>

#include "region/migration/migration.h"
#include "region/region_cell.h"

namespace terrane::waiting_place {

// One that is there and has room for so many, the oldest first; null if none has.
const Subnet* find(const RegionCell& region, const Subnet& leaving, size_t instances);
// A free range of the subnet's VPC with room for so many.
std::optional<Cidr> free_range(const RegionCell& region, const Subnet& leaving, size_t instances);

struct WaitingPlace {
  SubnetId subnet;
  bool made;
};
// The one that was asked for, or is there, or is made. Errors: migration_rules::kNowhereToWait, and
// what making a subnet is refused for.
Result<WaitingPlace> have(Change& change, const Migration& migration);
// Nobody needs it any more: one that was made for the migration goes, unless it holds something.
void give_up(Change& change, const Migration& migration);

}  // namespace terrane::waiting_place
