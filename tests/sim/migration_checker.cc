// What a migration never leaves, seen from outside (M-23).
#include <functional>

#include "region/image/image_tables.h"
#include "region/migration/migration_tables.h"
#include "sim/checkers.h"

namespace terrane::sim {
namespace {

using Complain = std::function<void(const std::string&)>;

bool may_run(const Instance* instance) {
  using enum InstanceState;
  StateSet running = {kPending, kRunning, kStopping, kStarting, kRebooting};
  return instance && running.contains(instance->state);
}

// The one that counts is there, and the two never run together.
void check_instances(const RegionCell& region, const Migration& migration,
                     const Complain& complain) {
  const auto& instances = region.compute.instances;
  for (const MovingInstance& moving : migration.instances) {
    const Instance* started = instances.find(moving.started);
    if (!instances.find(migration.live(moving))) complain("has lost " + to_text(moving.original));
    if (may_run(instances.find(moving.original)) && may_run(started))
      complain("runs " + to_text(moving.original) + " twice");
    if (started && started->zone != migration.to_zone) complain("leads to another zone");
    if (migration.keeps_addresses && started && started->address != moving.address)
      complain("has not kept " + to_text(moving.address));
  }
}

// The range is in one of the two zones.
void check_subnet(const RegionCell& region, const Migration& migration, const Complain& complain) {
  if (!migration.keeps_addresses) return;
  bool old = region.network.subnets.find(migration.old_subnet);
  bool made = region.network.subnets.find(migration.subnet);
  if (old == made) complain(old ? "has its subnet twice" : "has lost its subnet");
}

// Undone, it left nothing behind.
void check_undone(const Migration& migration, const Complain& complain) {
  for (const MovingInstance& moving : migration.instances)
    if (moving.started) complain("left " + to_text(moving.started) + " behind");
  if (migration.keeps_addresses && migration.subnet) complain("left its new subnet behind");
}

void each_migration(
    World& world, const std::function<bool(const std::string& cell)>& wanted,
    const std::function<void(const RegionCell&, const Migration&, const Complain&)>& check) {
  for (auto& [name, open] : world.open_cells()) {
    if (!open.region || !wanted(name)) continue;
    open.region->migration->migrations.each([&](const Migration& migration) {
      check(*open.region, migration, [&](const std::string& what) {
        world.complain("the migration of " + to_text(migration.id) + " " + what);
      });
    });
  }
}

}  // namespace

void MigrationsKeepOne::stepped(const ClientCall*) {
  auto changed = [&](const std::string& name) { return history_.changed(name); };
  each_migration(
      world_, changed,
      [](const RegionCell& region, const Migration& migration, const Complain& complain) {
        if (migration.state == MigrationState::kUndone) check_undone(migration, complain);
        if (!migration.under_way()) return;
        check_instances(region, migration, complain);
        check_subnet(region, migration, complain);
      });
}

void MigrationsKeepOne::rested() {
  auto all = [](const std::string&) { return true; };
  each_migration(world_, all,
                 [](const RegionCell&, const Migration& migration, const Complain& complain) {
                   if (migration.under_way())
                     complain("does not end: " + migration.obstacle.english);
                 });
}

}  // namespace terrane::sim
