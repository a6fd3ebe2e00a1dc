// The files of the web console in the binary: those of console/dist when it was built.
#pragma once

#include <span>

#include "gateway/console.h"

namespace terrane {

// None where the build left the console out.
std::span<const ConsoleFile> console_files();

}  // namespace terrane
