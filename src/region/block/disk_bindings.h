// What becomes of an instance's disks when it goes: data disks that are to go with it do, and its
// system disk; the others are attached to nothing.
#pragma once

#include "region/region_cell.h"

namespace terrane::disk_bindings {

void let_go(RegionCell& region, Transaction& transaction, InstanceId instance, Time now);

// Takes a data disk away, with what is kept about it. `id` is a data disk's.
void remove(RegionCell& region, Transaction& transaction, DiskId id);

// Attached to nothing from now on. What was charged with its instance is charged by itself: what is
// left of its paid time goes on, else by the hour.
void detach(RegionCell& region, Transaction& transaction, DiskId id, Time now);

// An instance was changed: what is charged with it has its term.
void follow(RegionCell& region, Transaction& transaction, const Instance* before,
            const Instance* after);

}  // namespace terrane::disk_bindings
