// Taking a subnet's range to another zone (M-23, step 2), and back.
#pragma once

#include "region/migration/migration_steps.h"

namespace terrane::migration_steps {

// The subnet is again what it was, with its ID, and the originals are in it. Refused while the new
// one holds anything.
Result<void> move_subnet_back(Change& change, const Migration& migration);

}  // namespace terrane::migration_steps
