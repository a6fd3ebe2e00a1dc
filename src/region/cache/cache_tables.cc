#include "region/cache/cache_tables.h"

namespace terrane {

CacheTables::CacheTables(Cell&) {}

}  // namespace terrane
