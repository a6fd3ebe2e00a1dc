#include "region/database/database_duties.h"

namespace terrane {

void take_up_database_duties(RegionCell&, Agenda&) {}

}  // namespace terrane
