// Runs drills one after the other on a thread of their own, and keeps what came of the last ones.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>

#include "actions/drill_desk.h"
#include "actions/state_shelf.h"
#include "drill/drill.h"
#include "env/env.h"

namespace terrane::drill {

struct Outcome;

class Desk final : public DrillDesk {
 public:
  static constexpr size_t kMostKept = 50, kMostWaiting = 10;

  // Runs that were kept on the shelf are there again.
  Desk(Env env, std::unique_ptr<StateShelf> shelf);
  ~Desk() override;  // gives up what is under way

  std::vector<KnownDrill> known() override;
  Result<std::string> run(const Order& order) override;
  std::vector<DrillRun> runs() override;
  Result<std::shared_ptr<const boost::json::object>> outcome(std::string_view id) override;
  Result<DrillReport> report(std::string_view id) override;

 private:
  struct Entry {
    DrillRun run;
    std::optional<Drill> drill;  // until it has run
    std::shared_ptr<const boost::json::object> so_far;
  };

  void work();
  bool run_next();
  void show(const std::string& id, const Outcome& so_far, Duration at);
  void keep(const DrillRun& run, const Outcome* outcome);
  void drop_oldest();
  Entry* find(std::string_view id);

  Env env_;
  const std::unique_ptr<StateShelf> shelf_;
  std::atomic<bool> is_ending_ = false;
  std::mutex mutex_;                // guards what follows
  std::vector<Entry> entries_;      // oldest first
  std::unique_ptr<Worker> worker_;  // last: it uses all of the above
};

}  // namespace terrane::drill
