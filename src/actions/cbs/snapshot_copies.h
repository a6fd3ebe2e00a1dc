// Actions on copies of snapshots in other regions.
#pragma once

#include "actions/registry.h"

namespace terrane {

std::span<const Handler> snapshot_copy_handlers();

}  // namespace terrane
