#include "region/migration/migration_duties.h"

#include "region/migration/migration_manager.h"

namespace terrane {

void take_up_migration_duties(RegionCell& region, Agenda& agenda) {
  region.compute.instances.accompany(
      [&region](Transaction& transaction, const Instance* before, const Instance* after) {
        migration_manager::note_change(region, transaction, (after ? after : before)->id);
      });
  agenda.watch<Migration>(region.migration->migrations,
                          [&region](Transaction& transaction, const Migration& migration) {
                            migration_manager::act_on_due(region, transaction, migration);
                          });
}

}  // namespace terrane
