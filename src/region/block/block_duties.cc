#include "region/block/block_duties.h"

#include "region/block/snapshot_manager.h"

namespace terrane {

void take_up_block_duties(RegionCell& region, Agenda& agenda) {
  agenda.watch<Snapshot>(
      region.block->snapshots, [&region](Transaction& transaction, const Snapshot& snapshot) {
        Change change{region, transaction, snapshot.account, region.cell.now(), {}};
        snapshot_manager::act_on_due(change, snapshot);
      });
}

}  // namespace terrane
