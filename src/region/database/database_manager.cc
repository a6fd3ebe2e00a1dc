#include "region/database/database_manager.h"

#include <algorithm>

#include "base/text.h"
#include "cell/projects.h"
#include "region/database/database_tables.h"
#include "region/database/database_tasks.h"

namespace terrane::database_manager {
namespace {

using namespace database_rules;

template <class Modify>
void modify(Change& change, DatabaseId id, Modify modify_database) {
  change.transaction.change(change.region.database->databases, id, modify_database);
}

// Changes each of the databases, all of which may be asked for the operation.
template <class Modify>
Result<void> modify_all(Change& change, Ids ids, DatabaseOperation operation,
                        Modify modify_database) {
  TRY(auto databases, find_all(change.region, change.account, ids));
  for (const Database* database : databases)
    CHECKED(check_asked(change.region, operation, *database));
  for (const Database* database : databases) modify(change, database->id, modify_database);
  return {};
}

}  // namespace

Result<void> isolate(Change& change, std::string_view id) {
  TRY(const Database* database, find(change.region, change.account, id));
  CHECKED(check_asked(change.region, DatabaseOperation::kIsolate, *database));
  if (database->is_protected) return refuse(kProtected, id);
  database_tasks::move(change, *database, DatabaseTrigger::kIsolate);
  return {};
}

Result<void> offline(Change& change, Ids ids) {
  TRY(auto databases, find_all(change.region, change.account, ids));
  for (const Database* database : databases)
    CHECKED(check_asked(change.region, DatabaseOperation::kOffline, *database));
  for (const Database* database : databases)
    database_tasks::move(change, *database, DatabaseTrigger::kOffline);
  return {};
}

Result<void> rename(Change& change, std::string_view id, std::string_view name) {
  TRY(const Database* database, find(change.region, change.account, id, kNotFoundPlain));
  CHECKED(check_asked(change.region, DatabaseOperation::kModify, *database));
  if (name.empty() || count_characters(name) > kNameLimit)
    return refuse(kNewNameLength, std::to_string(kNameLimit));
  modify(change, database->id, [&](Database& changed) { changed.name = name; });
  return {};
}

Result<void> set_project(Change& change, Ids ids, int64_t project) {
  CHECKED(check_project(change.region.accounts, change.account, project, kNoSuchProject));
  return modify_all(change, ids, DatabaseOperation::kModifyProject,
                    [&](Database& changed) { changed.project = project; });
}

Result<void> protect(Change& change, Ids ids, bool is_protected) {
  return modify_all(change, ids, DatabaseOperation::kProtect,
                    [&](Database& changed) { changed.is_protected = is_protected; });
}

Result<void> set_renewal(Change& change, Ids ids, int64_t flag) {
  TRY(RenewFlag renew, check_renew_flag("AutoRenew", flag));
  TRY(auto databases, find_all(change.region, change.account, ids));
  for (const Database* database : databases)
    if (database->charge != ChargeType::kPrepaid) return refuse(kNotPrepaid, to_text(database->id));
  return modify_all(change, ids, DatabaseOperation::kRenewal,
                    [&](Database& changed) { changed.renew = renew; });
}

Result<void> move(Change& change, std::string_view id, const Target& target) {
  const RegionCell& region = change.region;
  TRY(const Database* database, find(region, change.account, id, kNotFoundPlain));
  if (target.address.empty() && !target.port && target.vpc.empty() && target.subnet.empty())
    return refuse(kNothingToMove);
  if (target.kept_hours.value_or(0) != 0)
    return refuse(kAddressIsNotKept, std::to_string(*target.kept_hours));
  TRY(uint32_t port, check_port(target.port.value_or(database->port)));
  const Subnet* subnet = region.network.subnets.find(database->subnet);
  if (!target.vpc.empty() || !target.subnet.empty()) {
    TRY(subnet, find_subnet(region, change.account, *region.find_zone(database->zone), target.vpc,
                            target.subnet));
  }
  bool moves = subnet->id != database->subnet;
  Ipv4 address = database->address;
  if (!target.address.empty() && (moves || target.address != to_text(address))) {
    TRY(address, check_address(region, *subnet, target.address));
  } else if (moves) {
    auto free = region.network.addresses.next_free(subnet->id);
    if (!free) return refuse(kSubnetFull, to_text(subnet->id));
    address = *free;
  }
  CHECKED(check_asked(change.region, DatabaseOperation::kMove, *database));
  modify(change, database->id, [&](Database& changed) {
    changed.port = port;
    changed.vpc = subnet->vpc;
    changed.subnet = subnet->id;
    changed.address = address;
  });
  return {};
}

Result<void> set_groups(Change& change, std::string_view id, Ids groups) {
  TRY(const Database* database, find(change.region, change.account, id));
  TRY(auto found, find_groups(change.region, change.account, groups));
  CHECKED(check_asked(change.region, DatabaseOperation::kModifyGroups, *database));
  modify(change, database->id,
         [&](Database& changed) { changed.security_groups = std::move(found); });
  return {};
}

Result<void> take_group(Change& change, std::string_view group, Ids ids) {
  TRY(auto databases, find_all(change.region, change.account, ids, kNotFoundPlain));
  TRY(auto groups, find_groups(change.region, change.account, {&group, 1}));
  for (const Database* database : databases) {
    CHECKED(check_asked(change.region, DatabaseOperation::kModifyGroups, *database));
    if (std::ranges::count(database->security_groups, groups[0]) == 0)
      return refuse(kGroupNotOfDatabase, group, to_text(database->id));
    modify(change, database->id,
           [&](Database& changed) { std::erase(changed.security_groups, groups[0]); });
  }
  return {};
}

}  // namespace terrane::database_manager
