// What a region does about its charges without being called: when their time has come
// (cell/agenda.h), and when a letter of another region arrives (cell/mailbox.h).
#pragma once

#include "cell/agenda.h"
#include "region/region_cell.h"

namespace terrane {

void take_up_charging_duties(RegionCell& region, Agenda& agenda);

}  // namespace terrane
