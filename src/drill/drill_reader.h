#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "drill/drill.h"

namespace terrane::drill {

// A key of the file, by its path, and the value it has instead: {"instance.web.zone", "…-3"}.
using Setting = std::pair<std::string, std::string>;

// Reads a drill; every mistake is placed: file, line and key. `file` names it in messages.
Result<Drill> read_drill(std::string_view file, std::string_view text,
                         std::span<const Setting> settings = {});

}  // namespace terrane::drill
