#include "region/migration/migration_tables.h"

namespace terrane {

template class Table<Migration>;
namespace {

// Calls visit(id) for everything that a migration under way holds. A waiting place that was there
// before is not its own.
template <class Visit>
void each_held(const Migration& migration, Visit visit) {
  if (!migration.under_way()) return;
  for (const MovingInstance& moving : migration.instances) {
    visit(AnyId(moving.original));
    if (moving.started) visit(AnyId(moving.started));
  }
  if (!migration.keeps_addresses) return;
  if (migration.old_subnet) visit(AnyId(migration.old_subnet));
  if (migration.subnet) visit(AnyId(migration.subnet));
  if (migration.waiting_made) visit(AnyId(migration.waiting));
}

}  // namespace

MigrationTables::MigrationTables(Cell& cell) : migrations(cell.ledger()) {
  cell.attach(migrations);
  migrations.observe(
      [this](const Migration* before, const Migration* after) { follow(before, after); });
}

const Migration* MigrationTables::holder_of(AnyId id) const {
  auto found = held_.find(id);
  return found == held_.end() ? nullptr : migrations.find(found->second);
}

const Migration& MigrationTables::put(Transaction& transaction, Migration migration) {
  if (!migrations.find(migration.id)) return transaction.add(migrations, std::move(migration));
  return transaction.change(migrations, migration.id, [&](Migration& changed) {
    migration.sequence = changed.sequence;
    migration.position = changed.position;
    changed = migration;
  });
}

void MigrationTables::follow(const Migration* before, const Migration* after) {
  if (before) each_held(*before, [this](AnyId id) { held_.erase(id); });
  if (after) each_held(*after, [&](AnyId id) { held_[id] = after->id; });
}

}  // namespace terrane
