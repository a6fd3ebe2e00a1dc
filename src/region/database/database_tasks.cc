#include "region/database/database_tasks.h"

#include "base/uuid.h"
#include "region/database/database_parameter_rules.h"
#include "region/database/database_tables.h"

namespace terrane::database_tasks {
namespace {

template <class Modify>
const Database& modify(Change& change, DatabaseId id, Modify modify_database) {
  return change.transaction.change(change.region.database->databases, id, modify_database);
}

// One of the request's databases is done with it.
void close_request(Change& change, const std::string& id, bool failed) {
  auto& requests = change.region.database->requests;
  if (id.empty() || !requests.find(id)) return;  // it took so long that it was forgotten
  change.transaction.change(requests, id, [&](DatabaseRequest& request) {
    --request.open;
    request.failed |= failed;
  });
}

// Some of the account's, so that their number stays bounded by those of some days.
void forget_some(Change& change) {
  constexpr int kAtMost = 4;  // for each that is new
  DatabaseTables& tables = *change.region.database;
  for (int i = 0; i < kAtMost; ++i) {
    auto oldest = tables.forgotten.lower_bound({change.account, Time{}, {}});
    if (oldest == tables.forgotten.end()) return;
    auto [account, when, id] = *oldest;
    if (account != change.account || when > change.now) return;
    change.transaction.remove(tables.requests, id);
  }
}

void make_changes(const DatabaseOffers& offers, Database& database) {
  DatabaseTask& task = database.task;
  if (task.shape.memory_mib > 0) {
    database.shape = task.shape;
    std::erase_if(database.parameters, [&](const ParameterValue& parameter) {
      return !offers.find_parameter(parameter.name, database.shape.version);
    });
  }
  set_parameters(offers, database.shape.version, task.parameters, database.parameters);
  if (task.kind == DatabaseTaskKind::kOpeningWan) database.wan = true;
  if (task.kind == DatabaseTaskKind::kClosingWan) database.wan = false;
}

void end_task(Change& change, const Database& database) {
  if (database.task.in_window && database.task.kind != DatabaseTaskKind::kWaitingForSwitch) {
    modify(change, database.id, [&](Database& waiting) {
      waiting.task.kind = DatabaseTaskKind::kWaitingForSwitch;
      waiting.work = {change.now, next_window(change.now)};
    });
    return;
  }
  std::string request = database.task.request;
  modify(change, database.id, [&](Database& changed) {
    make_changes(change.region.catalogue.databases(), changed);
    changed.task = {};
    changed.work = {};
  });
  close_request(change, request, false);
}

}  // namespace

Time next_window(Time now) {
  constexpr int64_t kDay = days(1).microseconds, kStart = hours(19).microseconds;  // UTC
  int64_t today = now.microseconds / kDay * kDay + kStart;
  return {today > now.microseconds ? today : today + kDay};
}

std::string open_request(Change& change, std::string_view action, size_t databases) {
  forget_some(change);
  RegionCell& region = change.region;
  Random& random = region.cell.env().random;
  return change.transaction
      .add(region.database->requests,
           DatabaseRequest{.id = to_text(Uuid{random.next(), random.next()}),
                           .account = change.account,
                           .sequence = region.cell.next_sequence(),
                           .action = std::string(action),
                           .open = uint32_t(databases),
                           .forgotten = change.now + kRemembered})
      .id;
}

Result<const DatabaseRequest*> find_request(const RegionCell& region, AccountId account,
                                            std::string_view id, Time now) {
  const DatabaseRequest* request = region.database->requests.find(std::string(id));
  if (!request || request->account != account || request->forgotten <= now)
    return refuse(kNoSuchRequest, id);
  return request;
}

void begin(Change& change, const Database& database, DatabaseTask task) {
  Duration length = change.region.catalogue.durations().database;
  const Database& begun = modify(change, database.id, [&](Database& changed) {
    changed.task = std::move(task);
    changed.work = begin_work(change.now, length);
  });
  if (!begun.work.under_way()) end_task(change, begun);
}

void move(Change& change, const Database& database, DatabaseTrigger trigger) {
  auto next = next_state(database.state, trigger);
  check(next.has_value(), "a database is moved from where its trigger leads on");
  if (*next == DatabaseState::kOffline) {
    change.transaction.remove(change.region.database->databases, DatabaseId(database.id));
    return;
  }
  std::string dropped = database.task.request;
  Duration length = change.region.catalogue.durations().database;
  const Database& moved = modify(change, database.id, [&](Database& changed) {
    changed.state = *next;
    changed.task = {};
    changed.work = {};
    changed.suspended = {};
    if (*next == DatabaseState::kIsolating) {
      changed.work = begin_work(change.now, length);
      changed.wan = false;
      if (changed.charge == ChargeType::kPrepaid)
        changed.expires = std::min(changed.expires, change.now);
    }
    if (*next == DatabaseState::kIsolated) changed.isolated = change.now;
  });
  close_request(change, dropped, true);
  if (moved.state == DatabaseState::kIsolating && !moved.work.under_way())
    move(change, moved, DatabaseTrigger::kShutOff);
}

void suspend(Database& database, Time now) {
  if (database.work.under_way() && database.state != DatabaseState::kIsolating)
    database.suspended = now;
}

void resume(Database& database, Time now) {
  Duration lost = now - database.suspended;
  database.suspended = {};
  if (!database.work.under_way()) return;
  bool waits = database.task.kind == DatabaseTaskKind::kWaitingForSwitch;
  if (!waits) {
    database.work = {database.work.begun + lost, database.work.ends + lost};
  } else if (database.work.ends <= now) {
    database.work.ends = next_window(now);  // that night's was missed
  }
}

void end_work(Change& change, const Database& database) {
  switch (database.state) {
    case DatabaseState::kDelivering:
      return move(change, database, DatabaseTrigger::kDelivered);
    case DatabaseState::kIsolating:
      return move(change, database, DatabaseTrigger::kShutOff);
    default:
      return end_task(change, database);
  }
}

}  // namespace terrane::database_tasks
