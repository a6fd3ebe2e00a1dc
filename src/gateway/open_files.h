// The process's limit of open files, of which every connection takes one.
#pragma once

#include <cstdint>

namespace terrane {

// Raises the limit to what so many connections need beside everything else that is open, as far as
// the system lets it. Returns how many fit then, and says so on standard error where they are
// fewer.
int64_t make_room_for_connections(int64_t wanted);

}  // namespace terrane
