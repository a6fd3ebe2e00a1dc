// Migrations and their plans as service `terrane` shows them.
#pragma once

#include "actions/call.h"
#include "contract/terrane.h"
#include "region/migration/migration_plan.h"

namespace terrane {

// In the order of MigrationState.
inline constexpr std::array<std::string_view, 4> kMigrationStates = {"RUNNING", "DONE", "UNDOING",
                                                                     "UNDONE"};

contract::terrane::Migration show_migration(const Call& call, const RegionCell& region,
                                            const Migration& migration);
const contract::terrane::MigrationPlan* show_plan(const Call& call, const RegionCell& region,
                                                  const MigrationPlan& plan);

}  // namespace terrane
