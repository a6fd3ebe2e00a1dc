// How long it takes to connect to an endpoint: what a region's distance is, measured (M-9).
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace terrane {

struct ConnectAttempts {
  std::vector<double> milliseconds;  // of those that were answered
  unsigned lost = 0;
};

// "HOST:PORT". Errors: the text is no endpoint. A name that leads nowhere is a lost attempt.
Result<ConnectAttempts> measure_connect_time(const std::string& endpoint, unsigned attempts,
                                             unsigned most_milliseconds);

}  // namespace terrane
