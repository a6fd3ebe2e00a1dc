// A whole cloud on faulty disks under virtual time, on one thread: calls go in through the
// dispatcher as clients send them, and stay under way until the committers run. Its power goes, its
// disks fail and it starts again, whenever the workload says so.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "actions/cloud.h"
#include "actions/dispatcher.h"
#include "driver/sim/sim_driver.h"
#include "env/simulated/simulated_env.h"
#include "store/faulty/faulty_store.h"

namespace terrane::sim {

// What a client knows of a call's effect.
enum class Outcome : char {
  kAccepted,  // done, and durable
  kRefused,   // nothing was changed
  kUnknown,   // an internal error, or no reply at all: done whole, or not at all
};

struct ClientCall {
  uint64_t number = 0;  // in the order they were sent
  AccountId account{};
  std::string region;  // empty: the call names none
  std::string service, action;
  std::string json;
  bool is_operator = false;
};

struct Answer {
  Outcome outcome;
  std::string code;           // of the error
  boost::json::object reply;  // of an accepted call
};

// Told of everything that happens; complains about what must not. One per claim (checkers.h).
class Checker {
 public:
  virtual ~Checker() = default;
  virtual void sent(const ClientCall&) {}
  virtual void answered(const ClientCall&, const Answer&) {}
  // After each call was dispatched, with `call`, and after each run of a worker that changed
  // something in a cell or found its disk another, without.
  virtual void stepped(const ClientCall* /*call*/) {}
  // Nothing is under way any more, nothing is broken, and letters have had their time.
  virtual void rested() {}
  // The same, after an operator healed all there was to heal.
  virtual void healed() {}
  // The process is gone, and so is what it held in memory.
  virtual void stopped() {}
  // The cell was opened, for the first time since the start, and holds what it will show.
  virtual void opened(Cell&) {}
};

class World {
 public:
  // Nothing runs before start().
  explicit World(uint64_t seed);
  ~World();
  void add(Checker& checker) { checkers_.push_back(&checker); }
  // A claim does not hold; the first complaint is kept.
  void complain(std::string claim) {
    if (complaint_.empty()) complaint_ = std::move(claim);
  }
  const std::string& complaint() const { return complaint_; }

  using OnAnswer = std::function<void(const Answer&)>;
  void call(ClientCall call, OnAnswer on_answer);
  size_t calls_under_way() const { return under_way_; }

  // Runs one worker that is due; false when none is. advance() lets time pass, ringing every alarm.
  bool run_worker();
  void advance(Duration length);
  // Runs workers until every call is answered.
  void settle();

  // Lets all that is under way come to its end, on disks that work. `healed`: and where nothing
  // fails any more, as operators were told.
  void rest(bool healed = false);

  // Ends the process: at once, with nothing more written, or in order. start() begins the next.
  enum class End : char { kCrash, kOrderly };
  void stop(End end);
  void start();

  FaultyDisk& disk(std::string_view cell);
  // The region's cell, when it is open; the account plane's is called "account".
  struct OpenCell {
    Cell* cell;
    RegionCell* region;  // null for the account plane
  };
  const std::map<std::string, OpenCell>& open_cells() const { return open_; }

  Cloud& cloud() { return *cloud_; }
  Time now() const { return simulated_.clock.now(); }
  // Of the workload: another stream than the cloud's own.
  Random& random() { return choices_; }
  // Changes with everything that was called, answered and stored: equal runs have equal digests.
  uint64_t digest() const { return digest_; }

 private:
  Result<std::unique_ptr<Store>> open_store(std::string_view cell);
  void answer(const ClientCall& call, const ApiOutcome& outcome, const OnAnswer& on_answer);
  void note_opened_cells();
  void stepped(const ClientCall* call);
  uint64_t moment() const;
  void mix(std::string_view bytes);

  SimulatedEnv simulated_;
  SeededRandom choices_;
  const SimDurations durations_;
  std::map<std::string, std::unique_ptr<FaultyDisk>, std::less<>> disks_;
  std::unique_ptr<Cloud> cloud_;
  std::unique_ptr<Dispatcher> dispatcher_;
  std::map<std::string, OpenCell> open_;
  std::vector<std::string> opening_;  // stores the cloud asked for since note_opened_cells()
  std::vector<Checker*> checkers_;
  size_t under_way_ = 0;
  uint64_t calls_ = 0;
  uint64_t moment_ = 0;  // when checkers last looked
  std::string complaint_;
  uint64_t digest_ = 14695981039346656037ull;
};

}  // namespace terrane::sim
