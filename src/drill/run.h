// Runs a drill: sets its topology up in a scratch cloud, and lets its time pass.
#pragma once

#include <functional>

#include "drill/outcome.h"

namespace terrane::drill {

struct RunOptions {
  uint64_t seed = 1;
  // Called before so much of the drill's time has passed; where it waits, time is real.
  std::function<void(Duration at)> pace;
  // Called at every full second with what there is so far.
  std::function<void(const Outcome& so_far, Duration at)> watch;
};

// Refused where the topology cannot be set up, naming the file and line.
Result<Outcome> run(const Drill& drill, const RunOptions& options);

}  // namespace terrane::drill
