#include "region/database/database_tables.h"

namespace terrane {

DatabaseTables::DatabaseTables(Cell&) {}

}  // namespace terrane
