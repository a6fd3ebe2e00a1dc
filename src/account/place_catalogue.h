// Places that operators added (M-4), on their way from the account plane into the catalogue.
#pragma once

#include <vector>

#include "account/account_cell.h"
#include "model/catalogue.h"

namespace terrane::place_catalogue {

// Adds every region that was noted and that the catalogue does not have, with its zones: at a
// start, before regions open. Refused where the catalogue has no room for one, or lacks what it
// needs.
Result<void> join_regions(const AccountCell& plane, Catalogue& catalogue);

// The zones that were noted, and that the catalogue does not have though it has their region, in
// the order in which they came. Refused likewise.
Result<std::vector<const AddedZone*>> missing_zones(const AccountCell& plane,
                                                    const Catalogue& catalogue);

// Adds a place that was noted just now; with the region come its zones.
void add_region(const AccountCell& plane, Catalogue& catalogue, const AddedRegion& added);
void add_zone(Catalogue& catalogue, const AddedZone& added);

}  // namespace terrane::place_catalogue
