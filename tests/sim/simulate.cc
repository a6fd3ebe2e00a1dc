// simulate [--seed N] [--first N] [--seeds N] [--steps N]: runs of the whole cloud in simulated
// time. One run per seed; a run that breaks a claim says which, and how to see it again.
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "sim/simulation.h"
#include "sim/workload.h"

namespace {

using namespace terrane::sim;

struct Options {
  uint64_t first = 1, seeds = 1;
  unsigned steps = 600;
};

class Counts : public Checker {
 public:
  void answered(const ClientCall&, const Answer& answer) override { ++outcomes[answer.outcome]; }
  void stopped() override { ++restarts; }

  std::map<Outcome, uint64_t> outcomes;
  uint64_t restarts = 0;
};

uint64_t current_seed = 0;

void say_how_to_replay() {
  fmt::print("replay it with: ./dev sim --seed {}\n", current_seed);
}

// A check inside the cloud failed: it has said which.
void on_abort(int) {
  say_how_to_replay();
  std::fflush(stdout);
  std::_Exit(1);
}

// True when every claim held.
bool run(uint64_t seed, unsigned steps, Counts& counts, bool say_digest) {
  current_seed = seed;
  Simulation simulation(seed);
  simulation.world.add(counts);
  Workload(simulation.world, simulation.knowledge).run(steps);
  if (say_digest) fmt::print("digest {:016x}\n", simulation.world.digest());
  if (simulation.world.complaint().empty()) return true;
  fmt::print("seed {}: {}\n", seed, simulation.world.complaint());
  say_how_to_replay();
  return false;
}

Options options_from(int count, char** arguments) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    std::string_view name = arguments[i];
    uint64_t value = std::strtoull(arguments[i + 1], nullptr, 10);
    if (name == "--seed" || name == "--first") options.first = value;
    if (name == "--seeds") options.seeds = value;
    if (name == "--steps") options.steps = static_cast<unsigned>(value);
  }
  return options;
}

}  // namespace

int main(int count, char** arguments) {
  Options options = options_from(count, arguments);
  std::signal(SIGABRT, on_abort);
  Counts counts;
  uint64_t failed = 0;
  for (uint64_t seed = options.first; seed < options.first + options.seeds; ++seed)
    if (!run(seed, options.steps, counts, options.seeds == 1)) ++failed;
  fmt::print("{} runs, {} failed; {} calls were accepted, {} refused, {} left open; {} restarts\n",
             options.seeds, failed, counts.outcomes[Outcome::kAccepted],
             counts.outcomes[Outcome::kRefused], counts.outcomes[Outcome::kUnknown],
             counts.restarts);
  return failed == 0 ? 0 : 1;
}
