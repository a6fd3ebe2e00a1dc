// What a region does by itself about migrations: it goes on with each when something became of its
// instances, or its time has come, and forgets it in the end.
#pragma once

#include "cell/agenda.h"
#include "region/region_cell.h"

namespace terrane {

void take_up_migration_duties(RegionCell& region, Agenda& agenda);

}  // namespace terrane
