#include "region/cache/cache_duties.h"

namespace terrane {

void take_up_cache_duties(RegionCell&, Agenda&) {}

}  // namespace terrane
