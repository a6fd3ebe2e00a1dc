// Operations on the routes of a table (M-36). Each is refused as a whole or done as a whole.
#pragma once

#include <string>
#include <vector>

#include "region/network/route_rules.h"
#include "region/region_cell.h"

namespace terrane::route_manager {

using Routes = std::vector<StoredRoute>;

// A route made or replaced, as it is in its table.
struct RouteChange {
  uint64_t id;
  route_rules::NewRoute wanted;
};

struct Replaced {
  Routes before;
  Routes after;
};

// The new routes. Source: vpc.CreateRoutes.
Result<Routes> create(Change& change, std::string_view table,
                      const std::vector<route_rules::NewRoute>& wanted);
// The routes that went. Source: vpc.DeleteRoutes.
Result<Routes> remove(Change& change, std::string_view table, const std::vector<uint64_t>& ids);
// Gives routes other contents under their IDs. Source: vpc.ReplaceRoutes.
Result<Replaced> replace(Change& change, std::string_view table,
                         const std::vector<RouteChange>& wanted);
// Gives the table another name and other routes. Source: vpc.ResetRoutes.
Result<void> reset(Change& change, std::string_view table, std::string name,
                   const std::vector<route_rules::NewRoute>& wanted);
// Source: vpc.EnableRoutes, vpc.DisableRoutes.
Result<void> set_enabled(Change& change, std::string_view table, const std::vector<uint64_t>& ids,
                         bool enabled);

// The routes that a new one to this destination would meet: local ones that serve it, and enabled
// ones that lead to the same. Errors: kNotARange. Source: vpc.DescribeRouteConflicts.
Result<Routes> conflicts(const RegionCell& region, const RouteTable& table,
                         std::string_view destination);

}  // namespace terrane::route_manager
