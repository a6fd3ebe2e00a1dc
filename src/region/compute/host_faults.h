// What fails on a region's hosts, as its driver is told of it.
#pragma once

#include "driver/driver.h"
#include "region/region_cell.h"

namespace terrane {

// Under the cell's lock.
HostFaults host_faults(const RegionCell& region);

}  // namespace terrane
