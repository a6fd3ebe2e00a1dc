#include "region/balancer/balancer_duties.h"

namespace terrane {

void take_up_balancer_duties(RegionCell&, Agenda&) {}

}  // namespace terrane
