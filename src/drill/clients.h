// The clients of one load: they send requests at their rate, and what becomes of each follows from
// what it meets at that moment.
#pragma once

#include <optional>

#include "drill/drill.h"
#include "drill/reach_probe.h"
#include "drill/series.h"
#include "env/simulated/simulated_env.h"

namespace terrane::drill {

class Clients {
 public:
  Clients(const Load& load, uint64_t seed);

  const Load& load() const { return load_; }
  const Series& series() const { return series_; }
  Series& series() { return series_; }

  // When the next request is sent; at or after the load's end: never.
  Duration next() const { return at_; }
  // Looks again at what requests meet from now on.
  void look(const ReachProbe& probe, Duration at);
  const Way& way() const { return way_; }
  // Whether they have turned to their fallback.
  bool has_turned() const { return turned_; }
  // Sends all that are due before `until`.
  void send_until(Duration until);
  // Takes the time of one that the caller sends itself, as a call of the API.
  Duration take_next();

 private:
  // One backend of those in service, each as often as its weight says (smooth weighted round
  // robin); null where none is.
  const Backend* choose();
  void send(Duration at);
  // Evenly, each at a moment of its own within its turn.
  Duration time_of_next();

  const Load& load_;
  Series series_;
  SeededRandom random_;
  FlowPlan plan_, fallback_;
  Way way_;
  std::optional<Duration> unanswered_since_;  // by the first choice
  bool turned_ = false;
  std::map<std::pair<AnyId, uint16_t>, int64_t> turns_;  // how long each backend has waited
  uint64_t taken_ = 0;
  Duration at_;  // of the next
};

}  // namespace terrane::drill
