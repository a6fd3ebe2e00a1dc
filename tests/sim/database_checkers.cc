// What must hold of databases and caches, looked at from outside the code that makes it hold.
#include "region/cache/cache_tables.h"
#include "region/database/database_tables.h"
#include "sim/checkers.h"

namespace terrane::sim {
namespace {

void check_network(World& world, const RegionCell& region, const auto& holder) {
  const Subnet* subnet = region.network.subnets.find(holder.subnet);
  if (!subnet || subnet->vpc != holder.vpc)
    world.complain(to_text(holder.id) + " is not in the VPC of its subnet");
}

}  // namespace

void DatabasesHoldTogether::stepped(const ClientCall*) {
  for (auto& [name, open] : world_.open_cells()) {
    if (!open.region || !history_.changed(name)) continue;
    const RegionCell& region = *open.region;
    std::map<std::string, uint32_t> busy;  // databases, by the request they work on
    region.database->databases.each([&](const Database& database) {
      check_network(world_, region, database);
      if (!database.task.request.empty()) ++busy[database.task.request];
      bool works = database.work.under_way();
      if (works != (database.state == DatabaseState::kDelivering ||
                    database.state == DatabaseState::kIsolating ||
                    database.task.kind != DatabaseTaskKind::kNone))
        world_.complain(to_text(database.id) + " is busy with nothing, or does nothing for it");
      if (database.isolated.is_set() != (database.state == DatabaseState::kIsolated))
        world_.complain(to_text(database.id) + " is isolated since no time");
      for (SecurityGroupId group : database.security_groups)
        if (!region.network.security_groups.find(group))
          world_.complain("a security group of " + to_text(database.id) + " is gone");
    });
    region.database->requests.each([&](const DatabaseRequest& request) {
      auto found = busy.extract(request.id);
      if ((found ? found.mapped() : 0) != request.open)
        world_.complain("request " + request.id + " is open for " + std::to_string(request.open) +
                        " databases, but as many do not work on it");
    });
    if (!busy.empty()) world_.complain("a database works on a request that is not there");
    region.cache->caches.each([&](const Cache& cache) { check_network(world_, region, cache); });
  }
}

}  // namespace terrane::sim
