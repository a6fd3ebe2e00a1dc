// The forms of a drill's report. The same outcome is the same report, byte for byte.
#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "drill/outcome.h"

namespace terrane::drill {

// For a terminal so many columns wide.
std::string text_report(const Outcome& outcome, size_t width, bool colours);
// A page that needs nothing beside it.
std::string html_report(const Outcome& outcome);
boost::json::object json_report(const Outcome& outcome);

}  // namespace terrane::drill
