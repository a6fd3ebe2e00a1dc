// What becomes of an instance's disks when it goes: data disks that are to go with it do, and its
// system disk; the others are attached to nothing.
#pragma once

#include "region/region_cell.h"

namespace terrane::disk_bindings {

void let_go(RegionCell& region, Transaction& transaction, InstanceId instance);

// Takes a data disk away, with what is kept about it. `id` is a data disk's.
void remove(RegionCell& region, Transaction& transaction, DiskId id);

// Attached to nothing from now on. What was charged with its instance is charged by itself: as the
// instance is, which must still be there.
void detach(RegionCell& region, Transaction& transaction, DiskId id);

}  // namespace terrane::disk_bindings
