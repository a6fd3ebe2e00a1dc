#include "region/image/image_tables.h"

namespace terrane {

ImageTables::ImageTables(Cell&) {}

}  // namespace terrane
