#include "region/block/block_duties.h"

namespace terrane {

void take_up_block_duties(RegionCell&, Agenda&) {}

}  // namespace terrane
