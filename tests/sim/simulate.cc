// simulate [--seed N] [--first N] [--seeds N] [--steps N] [--trace]: runs of the whole cloud in
// simulated time. One run per seed; a run that breaks a claim says which, and how to see it again.
// --trace prints every call, answer and restart of a run.
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
  bool trace = false;
};

class Counts : public Checker {
 public:
  void answered(const ClientCall&, const Answer& answer) override { ++outcomes[answer.outcome]; }
  void stopped() override { ++restarts; }

  std::map<Outcome, uint64_t> outcomes;
  uint64_t restarts = 0;
};

class Trace : public Checker {
 public:
  explicit Trace(World& world) : world_(world) {}
  void sent(const ClientCall& call) override {
    say("call {} in {} for {}: {} {}", call.number, call.region, uint64_t(call.account),
        call.action, call.json);
  }
  void answered(const ClientCall& call, const Answer& answer) override {
    say("answer to {}: {}", call.number,
        answer.code.empty() ? boost::json::serialize(answer.reply) : answer.code);
  }
  void stopped() override { say("the process ends"); }
  void opened(terrane::Cell& cell) override { say("{} is open", cell.name()); }

 private:
  template <class... Parts>
  void say(fmt::format_string<Parts...> text, Parts&&... parts) {
    fmt::print("{} {}\n", to_iso8601(world_.now()),
               fmt::format(text, std::forward<Parts>(parts)...));
  }

  World& world_;
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
bool run(uint64_t seed, const Options& options, Counts& counts) {
  current_seed = seed;
  Simulation simulation(seed);
  Trace trace(simulation.world);
  simulation.world.add(counts);
  if (options.trace) simulation.world.add(trace);
  Workload(simulation.world, simulation.knowledge).run(options.steps);
  if (options.seeds == 1) fmt::print("digest {:016x}\n", simulation.world.digest());
  if (simulation.world.complaint().empty()) return true;
  fmt::print("seed {}: {}\n", seed, simulation.world.complaint());
  say_how_to_replay();
  return false;
}

Options options_from(int count, char** arguments) {
  Options options;
  for (int i = 1; i < count; ++i) {
    std::string_view name = arguments[i];
    if (name == "--trace") {
      options.trace = true;
      continue;
    }
    uint64_t value = ++i < count ? std::strtoull(arguments[i], nullptr, 10) : 0;
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
    if (!run(seed, options, counts)) ++failed;
  fmt::print("{} runs, {} failed; {} calls were accepted, {} refused, {} left open; {} restarts\n",
             options.seeds, failed, counts.outcomes[Outcome::kAccepted],
             counts.outcomes[Outcome::kRefused], counts.outcomes[Outcome::kUnknown],
             counts.restarts);
  return failed == 0 ? 0 : 1;
}
