#include "region/database/database_duties.h"

#include <algorithm>

#include "region/charging/charging_tables.h"
#include "region/compute/power.h"
#include "region/database/database_charge_rules.h"
#include "region/database/database_tables.h"
#include "region/database/database_tasks.h"

namespace terrane {
namespace {

// What is under way is over; else its prepaid time is, or it was kept long enough (M-24).
void attend(Change& change, const Database& database) {
  if (database.work.under_way()) return database_tasks::end_work(change, database);
  if (database.state == DatabaseState::kIsolated)
    return database_tasks::move(change, database, DatabaseTrigger::kOffline);
  if (database.renew == RenewFlag::kNotifyAndAuto) {
    change.transaction.change(
        change.region.database->databases, DatabaseId(database.id),
        [](Database& renewed) { renewed.expires = add_months(renewed.expires, 1); });
  } else {
    database_tasks::move(change, database, DatabaseTrigger::kIsolate);
  }
}

// What is under way on the zone's databases waits while it has no power.
void follow_power(RegionCell& region, Transaction& transaction, const Zone& zone, bool lost) {
  Time now = transaction.at.is_set() ? transaction.at : region.cell.now();
  Table<Database>& databases = region.database->databases;
  std::vector<DatabaseId> struck;
  databases.each([&](const Database& database) {
    bool waits = database.suspended.is_set();
    if (database.zone == zone.number && (lost ? database.work.under_way() : waits))
      struck.push_back(database.id);
  });
  std::ranges::sort(struck);
  for (DatabaseId id : struck)
    transaction.change(databases, id, [&](Database& database) {
      lost ? database_tasks::suspend(database, now) : database_tasks::resume(database, now);
    });
}

}  // namespace

void take_up_database_duties(RegionCell& region, Agenda& agenda) {
  Table<Database>& databases = region.database->databases;
  agenda.watch<Database>(databases, [&region](Transaction& transaction, const Database& database) {
    Change change{region, transaction, database.account, transaction.at, {}};
    attend(change, database);
  });
  power::watch_zones(region, [&region](Transaction& transaction, const Zone& zone, bool lost) {
    follow_power(region, transaction, zone, lost);
  });
  region.charging->metering.meter<Database>(databases, rate_of_database);
}

}  // namespace terrane
