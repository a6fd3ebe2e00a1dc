// The declared part of a drill's topology: every table becomes the public calls that make it.
#pragma once

#include "drill/table_reader.h"

namespace terrane::drill {

// Reads [account.…], [vpc.…], [subnet.…], [peering.…], [instance.…], [database.…], [image.…],
// [balancer.…] and [address.…], in this order, and then each [[call]].
void read_topology(TomlTable& root, DrillNames& names, Drill& drill);

}  // namespace terrane::drill
