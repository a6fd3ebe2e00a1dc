#include "region/charging/charging_tables.h"

namespace terrane {

ChargingTables::ChargingTables(Cell&) {}

}  // namespace terrane
