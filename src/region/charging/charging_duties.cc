#include "region/charging/charging_duties.h"

namespace terrane {

void take_up_charging_duties(RegionCell&, Agenda&) {}

}  // namespace terrane
