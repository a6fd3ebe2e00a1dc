// Places that operators added (M-4), on their way from the account plane into the catalogue.
#pragma once

#include "account/account_cell.h"
#include "model/catalogue.h"

namespace terrane::place_catalogue {

// Adds every place that was noted and that the catalogue does not have: at a start, before regions
// open. Refused where the catalogue has no room for one, or lacks what it needs.
Result<void> join(const AccountCell& plane, Catalogue& catalogue);

// Adds a place that was noted just now; with the region come its zones.
void add_region(const AccountCell& plane, Catalogue& catalogue, const AddedRegion& added);
void add_zone(Catalogue& catalogue, const AddedZone& added);

}  // namespace terrane::place_catalogue
