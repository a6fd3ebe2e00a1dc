#include "region/block/block_tables.h"

namespace terrane {

BlockTables::BlockTables(Cell&) {}

}  // namespace terrane
