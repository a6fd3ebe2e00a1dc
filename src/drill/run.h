// Runs a drill: sets its topology up in a scratch cloud, and lets its time pass.
#pragma once

#include <functional>

#include "drill/outcome.h"

namespace terrane::drill {

struct RunOptions {
  uint64_t seed = 1;
  // Called before so much of the drill's time has passed; where it waits, time is real.
  std::function<void(Duration at)> pace;
  // Called every so often with what there is so far, whose loads are in no order yet.
  std::function<void(const Outcome& so_far, Duration at)> watch;
  Duration watch_every = seconds(1);
  // Asked as time passes; where it says no, the run is given up.
  std::function<bool()> goes_on;
};

// Refused where the topology cannot be set up, naming the file and line, or it is given up.
Result<Outcome> run(const Drill& drill, const RunOptions& options);

}  // namespace terrane::drill
