// The tables of a region's charges, and what is derived from them.
#pragma once

#include "region/charging/metering.h"

namespace terrane {

struct ChargingTables {
  ChargingTables(Cell& cell, const Catalogue& catalogue) : metering(cell, catalogue) {}

  Metering metering;
};

}  // namespace terrane
