// Taking instances to another zone (M-23): what it would mean, doing it, how far it is, and taking
// it back.
#include "actions/terrane/migrations.h"

#include <algorithm>

#include "actions/convert.h"
#include "actions/terrane/migration_view.h"
#include "actions/terrane/paging.h"
#include "region/migration/migration_manager.h"

namespace terrane {
namespace {

namespace api = contract::terrane;
namespace manager = migration_manager;

constexpr ErrorKind kNoState{
    "InvalidParameterValue.State",
    "There is no state {}; a migration is RUNNING, DONE, UNDOING or UNDONE.",
    "不存在状态 {}，可选：RUNNING、DONE、UNDOING、UNDONE。"};

template <class Request>
manager::NewMigration wanted_by(const Request& request) {
  return {.instance = request.InstanceId,
          .zone = request.Zone,
          .keeps_address = request.KeepPrivateIpAddress.value_or(false),
          .type = request.InstanceType,
          .image = request.ImageId,
          .subnet = request.SubnetId,
          .original_subnet = request.OriginalSubnetId,
          .destroys_original = request.DestroyOriginal.value_or(false),
          .deletes_images = request.DeleteImages.value_or(false)};
}

Result<api::MigrateInstanceResponse> migrate_instance(RegionWrite& call,
                                                      const api::MigrateInstanceRequest& request) {
  TRY(const Migration* migration, manager::begin(call.change, wanted_by(request)));
  if (request.DryRun.value_or(false)) {  // it would begin; now it does not
    call.change.transaction.undo();
    return api::MigrateInstanceResponse{};
  }
  return api::MigrateInstanceResponse{.Migration = call.arena.create<api::Migration>(
                                          show_migration(call, call.region, *migration))};
}

// A plan is made by doing, so it needs the region to itself for that moment; it keeps nothing.
Result<api::DescribeMigrationPlanResponse> describe_plan(
    RegionWrite& call, const api::DescribeMigrationPlanRequest& request) {
  TRY(Migration draft, manager::draft(call.change, wanted_by(request)));
  MigrationPlan plan = make_plan(call.change, draft);
  return api::DescribeMigrationPlanResponse{.Plan = show_plan(call, call.region, plan)};
}

bool has_any(const Migration& migration, const contract::List<contract::Text>& instances) {
  return std::ranges::any_of(migration.instances, [&](const MovingInstance& moving) {
    return is_asked_for(instances, to_text(moving.original)) ||
           (moving.started && is_asked_for(instances, to_text(moving.started)));
  });
}

// Newest first.
Result<api::DescribeMigrationsResponse> describe_migrations(
    RegionRead& call, const api::DescribeMigrationsRequest& request) {
  TRY(Page page, page_of(request));
  for (std::string_view state : request.States)
    if (std::ranges::find(kMigrationStates, state) == kMigrationStates.end())
      return refuse(kNoState, state);
  std::vector<const Migration*> found;
  for (const Migration* migration : call.region.migration->migrations.of(call.account))
    if (migration && is_asked_for(request.States, kMigrationStates[size_t(migration->state)]) &&
        has_any(*migration, request.InstanceIds))
      found.push_back(migration);
  std::ranges::sort(found, std::greater(), &Migration::number);
  return api::DescribeMigrationsResponse{
      .TotalCount = found.size(),
      .MigrationSet = shown_list<api::Migration>(
          call.arena, on_page(page, found), [&](const Migration& migration) {
            return show_migration(call, call.region, migration);
          })};
}

Result<api::CancelMigrationResponse> cancel_migration(RegionWrite& call,
                                                      const api::CancelMigrationRequest& request) {
  CHECKED(manager::cancel(call.change, request.InstanceId));
  return api::CancelMigrationResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<migrate_instance>("terrane", "MigrateInstance"),
    detail::handler<describe_plan>("terrane", "DescribeMigrationPlan", Reach::kRegionWrite, false),
    region_read<describe_migrations>("terrane", "DescribeMigrations"),
    region_write<cancel_migration>("terrane", "CancelMigration"),
};

}  // namespace

std::span<const Handler> migration_handlers() {
  return kHandlers;
}

}  // namespace terrane
