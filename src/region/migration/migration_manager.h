// Beginning a migration, taking one back, and going on with those under way (M-23).
#pragma once

#include <string_view>

#include "region/migration/migration_rules.h"

namespace terrane::migration_manager {

struct NewMigration {  // empty members: as the instance has it
  std::string_view instance;
  std::string_view zone;
  bool keeps_address = false;
  std::string_view type;
  std::string_view image;            // empty: one is made
  std::string_view subnet;           // empty: one of the VPC in the zone
  std::string_view original_subnet;  // where originals wait; empty: one of the VPC, or one is made
  bool destroys_original = false;
  bool deletes_images = false;
};

// The account's migration of the instance. Errors: migration_rules::kNone.
Result<const Migration*> find(const RegionCell& region, AccountId account,
                              std::string_view instance);

// What is asked, as a record that is not kept. Errors: what cannot be asked at all; what is only in
// the way is the plan's (migration_plan.h).
Result<Migration> draft(const Change& change, const NewMigration& wanted);
// Source: terrane.MigrateInstance. Refused for the first thing that is in its way.
Result<const Migration*> begin(Change& change, const NewMigration& wanted);
// Source: terrane.CancelMigration.
Result<void> cancel(Change& change, std::string_view instance);

// Goes on with it as far as it can now, or forgets it (Migration::due).
void act_on_due(RegionCell& region, Transaction& transaction, const Migration& migration);
// Something became of the instance: a migration that has it is looked at now.
void note_change(RegionCell& region, Transaction& transaction, InstanceId instance);

}  // namespace terrane::migration_manager
