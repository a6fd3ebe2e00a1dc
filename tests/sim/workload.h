// Random work of several accounts in several regions, with failures in between: all of it drawn
// from the world's randomness. What a kind of resource adds to it is a table of moves.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/knowledge.h"

namespace terrane::sim {

class Workload;

// One kind of call, made with parameters that are right most of the time.
struct Move {
  std::string_view name;
  unsigned weight;
  void (*make)(Workload&);
};

class Workload {
 public:
  Workload(World& world, Knowledge& knowledge);

  // Makes the accounts; then `steps` calls, failures and passages of time; then lets everything
  // come to rest, restarts, and compares all there is with what the clients know.
  void run(unsigned steps);

  // For moves: who calls, where from, with which chances.
  template <class Items>
  const auto& pick(const Items& items) {
    return items[world_.random().below(std::size(items))];
  }
  World& world() { return world_; }
  Knowledge& knowledge() { return knowledge_; }
  AccountId account() { return pick(accounts_); }
  std::string region() { return pick(regions_); }
  bool chance(unsigned percent) { return world_.random().below(100) < percent; }
  uint64_t below(uint64_t bound) { return world_.random().below(bound); }
  // Sends a call about which nothing is to be remembered but that it keeps every claim.
  void call(ClientCall call);
  // Unless something is down, for those who try again by the second.
  void let_days_pass(unsigned count);
  // The same call again, later: as a client does that got no answer.
  void may_repeat(std::function<void()> again);

 private:
  void make_accounts();
  void choose_character();
  void step();
  void fail_something();
  void restart(World::End end);
  void audit_all();
  bool anything_down();

  World& world_;
  Knowledge& knowledge_;
  std::vector<AccountId> accounts_;
  std::vector<std::string> regions_;
  std::vector<Move> moves_;  // of this run: each run leaves some out
  std::vector<std::function<void()>> repeats_;
  // The run's character: once in how many steps something fails, and how many calls are under way.
  uint64_t failure_one_in_ = 0;
  uint64_t calls_at_once_ = 0;
};

// Every kind's moves and listings.
std::span<const std::span<const Move>> all_moves();
std::span<const Listing> all_listings();

}  // namespace terrane::sim
