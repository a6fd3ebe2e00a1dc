// What a region does about its peering connections without being called: when their time has come
// (cell/agenda.h), and when a letter of another region arrives (cell/mailbox.h).
#pragma once

#include "cell/agenda.h"
#include "region/region_cell.h"

namespace terrane {

void take_up_network_duties(RegionCell& region, Agenda& agenda);

}  // namespace terrane
