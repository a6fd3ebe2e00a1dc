// The tables of a region's instances, and what is derived from them.
#pragma once

#include "cell/cell.h"
#include "region/compute/host_rooms.h"
#include "region/compute/instance.h"
#include "region/compute/instance_counts.h"
#include "region/compute/launch_template.h"
#include "region/compute/placement_group.h"
#include "region/compute/zone_stock.h"
#include "region/network/network_tables.h"

namespace terrane {

// Built once, in this header's source file.
extern template class Table<ZoneStock>;
extern template class Table<PlacementGroup>;
extern template class Table<LaunchTemplate>;
extern template class Table<Instance>;

struct ComputeTables {
  // `network` is where instances hold their addresses.
  ComputeTables(Cell& cell, const Catalogue& catalogue, const Region& region,
                NetworkTables& network);

  Table<ZoneStock> zone_stocks;
  Table<PlacementGroup> placement_groups;
  Table<LaunchTemplate> launch_templates;
  Table<Instance> instances;
  HostRooms rooms;
  InstanceCounts counts;
};

}  // namespace terrane
