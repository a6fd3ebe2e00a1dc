// What a region alone has: images, snapshots and disks of which no other has a copy (M-37).
#pragma once

#include "actions/terrane/impact_survey.h"

namespace terrane {

// Fills in what is lost with the region that fails, and how to have it elsewhere, from what the
// other regions have.
void find_single_copies(const Catalogue& catalogue, Impact& impact);

}  // namespace terrane
