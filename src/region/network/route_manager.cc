#include "region/network/route_manager.h"

#include <algorithm>

#include "region/network/route_table_manager.h"
#include "region/network/route_table_rules.h"

namespace terrane::route_manager {

using namespace route_rules;

namespace {

// The table's route of this ID.
Result<Routes::iterator> find(const RouteTable& table, Routes& routes, uint64_t id) {
  if (id == 0) return refuse(kLocal);
  auto found = std::ranges::find(routes, id, &StoredRoute::id);
  if (found == routes.end()) return refuse(kNotFound, to_text(table.id), std::to_string(id));
  return found;
}

// Appends a route for each of `wanted` to `routes`, which are or will be the table's.
Result<void> append(Change& change, const RouteTable& table, const std::vector<NewRoute>& wanted,
                    Routes& routes) {
  const Vpc& vpc = *change.region.network.vpcs.find(table.vpc);
  size_t limit = change.region.catalogue.limits().routes_per_route_table;
  if (routes.size() + wanted.size() > limit)
    return refuse(kTooMany, to_text(table.id), std::to_string(limit));
  for (const NewRoute& one : wanted) {
    TRY(StoredRoute route, check_route(change.region, vpc, one));
    do {
      route.id = change.region.cell.env().random.below(kIdNumbers);
    } while (route.id == 0 || std::ranges::count(routes, route.id, &StoredRoute::id) > 0);
    route.created = change.now;
    CHECKED(check_beside(table, routes, route));
    routes.push_back(std::move(route));
  }
  return {};
}

void store(Change& change, const RouteTable& table, Routes routes) {
  change.transaction.change(change.region.network.route_tables, table.id,
                            [&](RouteTable& changed) { changed.routes = std::move(routes); });
}

}  // namespace

Result<Routes> create(Change& change, std::string_view table_id,
                      const std::vector<NewRoute>& wanted) {
  TRY(const RouteTable* table, route_table_manager::find(change.region, change.account, table_id));
  Routes routes = table->routes;
  CHECKED(append(change, *table, wanted, routes));
  Routes added(routes.end() - std::ptrdiff_t(wanted.size()), routes.end());
  store(change, *table, std::move(routes));
  return added;
}

Result<Routes> remove(Change& change, std::string_view table_id, const std::vector<uint64_t>& ids) {
  TRY(const RouteTable* table, route_table_manager::find(change.region, change.account, table_id));
  Routes routes = table->routes, removed;
  for (uint64_t id : ids) {
    TRY(auto route, find(*table, routes, id));
    removed.push_back(std::move(*route));
    routes.erase(route);
  }
  store(change, *table, std::move(routes));
  return removed;
}

Result<Replaced> replace(Change& change, std::string_view table_id,
                         const std::vector<RouteChange>& wanted) {
  TRY(const RouteTable* table, route_table_manager::find(change.region, change.account, table_id));
  const Vpc& vpc = *change.region.network.vpcs.find(table->vpc);
  Routes routes = table->routes;
  Replaced replaced;
  for (const RouteChange& one : wanted) {
    TRY(auto route, find(*table, routes, one.id));
    TRY(StoredRoute after, check_route(change.region, vpc, one.wanted));
    after.id = route->id;
    after.created = route->created;
    replaced.before.push_back(std::exchange(*route, after));
    replaced.after.push_back(std::move(after));
  }
  // Only now: routes may take each other's destinations.
  for (const StoredRoute& after : replaced.after) CHECKED(check_beside(*table, routes, after));
  store(change, *table, std::move(routes));
  return replaced;
}

Result<void> reset(Change& change, std::string_view table_id, std::string name,
                   const std::vector<NewRoute>& wanted) {
  TRY(const RouteTable* table, route_table_manager::find(change.region, change.account, table_id));
  Routes routes;
  CHECKED(append(change, *table, wanted, routes));
  CHECKED(route_table_manager::rename(change, table_id, std::move(name)));
  store(change, *table, std::move(routes));
  return {};
}

Result<void> set_enabled(Change& change, std::string_view table_id,
                         const std::vector<uint64_t>& ids, bool enabled) {
  TRY(const RouteTable* table, route_table_manager::find(change.region, change.account, table_id));
  Routes routes = table->routes;
  for (uint64_t id : ids) {
    TRY(auto route, find(*table, routes, id));
    route->enabled = enabled;
    if (enabled) CHECKED(check_beside(*table, routes, *route));
  }
  store(change, *table, std::move(routes));
  return {};
}

Result<Routes> conflicts(const RegionCell& region, const RouteTable& table,
                         std::string_view destination) {
  auto range = parse_cidr(destination);
  if (!range) return refuse(kNotARange, destination);
  Routes met;
  for (StoredRoute& local : local_routes(*region.network.vpcs.find(table.vpc)))
    if (local.destination.contains(*range)) met.push_back(std::move(local));
  for (const StoredRoute& route : table.routes)
    if (route.enabled && route.destination == *range) met.push_back(route);
  return met;
}

}  // namespace terrane::route_manager
