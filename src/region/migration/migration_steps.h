// The steps of a migration in pairs, do and undo (D8). Each looks at what is there and does what is
// missing, so it may be done again whenever it was left off, and says when it is to be.
#pragma once

#include "region/migration/migration_tables.h"
#include "region/region_cell.h"

namespace terrane::migration_steps {

struct Progress {
  bool done = true;
  Time again;  // not done: when to look again, if nothing happens before
};

// The migration's step. An error: it cannot be done, and what this call did is to be undone.
Result<Progress> advance(Change& change, const Migration& migration);
// The same backwards. An error: it cannot be undone yet.
Result<Progress> take_back(Change& change, const Migration& migration);

// --- What steps are made of; a plan tries them one by one. `index`: of which instance. ---

Result<void> make_image(Change& change, const Migration& migration, size_t index);
// The originals go to the waiting place, their subnet goes, and one like it is made in the new
// zone.
Result<void> move_subnet(Change& change, const Migration& migration);
Result<void> start_in_new_zone(Change& change, const Migration& migration, size_t index);
Result<void> hand_over(Change& change, const Migration& migration);

}  // namespace terrane::migration_steps
