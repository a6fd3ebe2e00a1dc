#include "region/database/database_changes.h"

#include "region/database/database_tasks.h"

namespace terrane::database_changes {
namespace {

using namespace database_rules;
using Databases = std::vector<const Database*>;

// All of them may be asked for it, and begin it.
Result<std::string> begin_all(Change& change, const Databases& databases,
                              DatabaseOperation operation, const DatabaseTask& task) {
  for (const Database* database : databases)
    CHECKED(check_asked(change.region, operation, *database));
  std::string request =
      database_tasks::open_request(change, row_of(operation).action, databases.size());
  for (const Database* database : databases) {
    DatabaseTask own = task;
    own.request = request;
    database_tasks::begin(change, *database, std::move(own));
  }
  return request;
}

// More of the zones' machines is not to be had where they are sold out.
Result<void> check_stocks(const RegionCell& region, const Database& database,
                          const DatabaseShape& shape) {
  const DatabaseShape& now = database.shape;
  bool grows = shape.memory_mib > now.memory_mib || shape.cores > now.cores ||
               shape.volume_gib > now.volume_gib || shape.nodes > now.nodes;
  if (grows) CHECKED(check_stock(region, *region.find_zone(database.zone)));
  for (auto [then, next] :
       {std::pair(now.slave_zone, shape.slave_zone), {now.backup_zone, shape.backup_zone}})
    if (next && (grows || next != then)) CHECKED(check_stock(region, *region.find_zone(next)));
  return {};
}

// The position of a version among those there are, oldest first.
size_t age_of(const DatabaseOffers& offers, std::string_view version) {
  const DatabaseVersion* found = offers.find_version(version);
  return found ? size_t(found - offers.versions.data()) : offers.versions.size();
}

}  // namespace

Result<std::string> upgrade(Change& change, std::string_view id, const WantedShape& wanted,
                            bool in_window) {
  const RegionCell& region = change.region;
  TRY(const Database* database, find(region, change.account, id, kNotFoundPlain));
  TRY(DatabaseShape shape,
      check_shape(region, *region.find_zone(database->zone), wanted, &database->shape));
  if (shape.version != database->shape.version) return refuse(kVersionElsewhere, id);
  if (shape == database->shape) return refuse(kNothingNew, id);
  CHECKED(check_stocks(region, *database, shape));
  return begin_all(
      change, {database}, DatabaseOperation::kUpgrade,
      {.kind = DatabaseTaskKind::kUpgrading, .in_window = in_window, .shape = std::move(shape)});
}

Result<std::string> upgrade_engine(Change& change, std::string_view id, std::string_view version,
                                   bool in_window) {
  const DatabaseOffers& offers = change.region.catalogue.databases();
  TRY(const Database* database, find(change.region, change.account, id));
  size_t now = age_of(offers, database->shape.version), next = age_of(offers, version);
  if (next <= now || next == offers.versions.size())
    return refuse(kOlderVersion, id, database->shape.version, version);
  if (next != now + 1)
    return refuse(kNotTheNextVersion, id, database->shape.version, offers.versions[now + 1].id);
  DatabaseShape shape = database->shape;
  shape.version = version;
  return begin_all(
      change, {database}, DatabaseOperation::kUpgradeEngine,
      {.kind = DatabaseTaskKind::kUpgrading, .in_window = in_window, .shape = std::move(shape)});
}

Result<std::string> set_parameters(Change& change, Ids ids, ParameterValues parameters,
                                   bool in_window) {
  const DatabaseOffers& offers = change.region.catalogue.databases();
  TRY(auto databases, find_all(change.region, change.account, ids));
  if (parameters.empty()) return refuse(kNoParameters);
  const std::string& version = databases[0]->shape.version;
  for (const Database* database : databases)
    if (database->shape.version != version) return refuse(kMixedVersions);
  CHECKED(check_parameters(offers, version, parameters, false, kChangedParameterErrors));
  // Only what takes the server down is worth waiting for the night.
  bool waits = in_window && needs_restart(offers, version, parameters);
  return begin_all(change, databases, DatabaseOperation::kSetParameters,
                   {.kind = DatabaseTaskKind::kSettingParameters,
                    .in_window = waits,
                    .parameters = std::move(parameters)});
}

Result<std::string> restart(Change& change, Ids ids) {
  TRY(auto databases, find_all(change.region, change.account, ids));
  return begin_all(change, databases, DatabaseOperation::kRestart,
                   {.kind = DatabaseTaskKind::kRestarting});
}

Result<std::string> open_wan(Change& change, std::string_view id) {
  TRY(const Database* database, find(change.region, change.account, id));
  if (database->wan) return refuse(kWanIsOpen, id);
  return begin_all(change, {database}, DatabaseOperation::kOpenWan,
                   {.kind = DatabaseTaskKind::kOpeningWan});
}

Result<std::string> close_wan(Change& change, std::string_view id) {
  TRY(const Database* database, find(change.region, change.account, id));
  if (!database->wan) return refuse(kWanIsClosed, id);
  return begin_all(change, {database}, DatabaseOperation::kCloseWan,
                   {.kind = DatabaseTaskKind::kClosingWan});
}

}  // namespace terrane::database_changes
