// What becomes of a prepaid instance when its time is over (M-24).
#pragma once

#include "region/compute/instance.h"
#include "region/region_cell.h"

namespace terrane {

// The instance is due(): it is renewed for a month where it renews itself, else isolated, and
// reclaimed when it was isolated long enough.
void expire(Change& change, const Instance& instance);

}  // namespace terrane
