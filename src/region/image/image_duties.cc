#include "region/image/image_duties.h"

namespace terrane {

void take_up_image_duties(RegionCell&, Agenda&) {}

}  // namespace terrane
