#include "sim/workload.h"

#include <algorithm>

#include "sim/outage_moves.h"

namespace terrane::sim {

Workload::Workload(World& world, Knowledge& knowledge) : world_(world), knowledge_(knowledge) {}

void Workload::run(unsigned steps) {
  choose_character();
  make_accounts();
  for (unsigned step = 0; step < steps && world_.complaint().empty(); ++step) this->step();
  world_.settle();
  restart(chance(50) ? World::End::kCrash : World::End::kOrderly);
  // The second phase: whatever failed, everything converges once it is healed.
  heal_outages(*this);
  world_.rest(true);
  // A second start finds what the first one left.
  restart(World::End::kCrash);
  world_.rest();
}

void Workload::choose_character() {
  const char* const kRegions[] = {"ap-guangzhou", "ap-shanghai", "ap-singapore", "na-toronto",
                                  "ap-shanghai-fsi"};
  size_t count = 2 + below(4);
  regions_.assign(kRegions, kRegions + count);
  for (uint64_t i = 0, accounts = 2 + below(2); i < accounts; ++i)
    accounts_.push_back(AccountId{100000000001 + i});
  // A run that makes few kinds of calls goes deeper into them.
  bool selective = chance(50);
  for (auto& group : all_moves())
    for (const Move& move : group)
      if (!selective || chance(60)) moves_.push_back(move);
  if (moves_.empty()) moves_.push_back(all_moves()[0][0]);
  failure_one_in_ = chance(20) ? 0 : 5 + below(100);
  calls_at_once_ = 1 + below(12);
}

void Workload::make_accounts() {
  Tickets tickets;
  auto made = world_.cloud().change_accounts(tickets, [&](AccountChange& change) -> Result<void> {
    for (AccountId id : accounts_)
      change.transaction.add(change.plane.tables.accounts,
                             Account{.id = id,
                                     .app_id = 1250000000 + uint64_t(id) % 100,
                                     .name = std::to_string(uint64_t(id)),
                                     .created = change.now});
    return {};
  });
  check(made.has_value(), "the accounts are made");
  world_.settle();
}

void Workload::step() {
  uint64_t choice = below(100);
  if (choice < 55 && world_.calls_under_way() < calls_at_once_) {
    uint64_t total = 0, weight = 0;
    for (const Move& move : moves_) total += move.weight;
    uint64_t chosen = below(total);
    for (const Move& move : moves_)
      if (chosen < (weight += move.weight)) return move.make(*this);
  } else if (choice < 88) {
    world_.run_worker();
  } else if (choice < 94) {
    const Duration kLengths[] = {milliseconds(1), milliseconds(200), seconds(3), seconds(60)};
    bool long_time = chance(1);
    // Tokens are good for a day: a repetition after that is another call.
    if (long_time) repeats_.clear();
    world_.advance(long_time ? hours(25) : pick(kLengths));
  } else if (choice < 97) {
    const Listing& listing = pick(all_listings());
    knowledge_.audit(listing, account(), region());
  } else if (!repeats_.empty()) {
    pick(repeats_)();
  }
  if (failure_one_in_ > 0 && below(failure_one_in_) == 0) fail_something();
}

void Workload::fail_something() {
  if (anything_down()) {
    // The others have gone on for a while; now the process starts again.
    restart(chance(50) ? World::End::kCrash : World::End::kOrderly);
    return;
  }
  switch (below(5)) {
    case 0:
      return restart(World::End::kCrash);
    case 1:
      return restart(World::End::kOrderly);
    default: {
      std::string cell = chance(25) ? "account" : region();
      StoreFault fault = chance(50) ? StoreFault::kRefused : StoreFault::kReplyLost;
      world_.disk(cell).plan(fault, below(4));
    }
  }
}

bool Workload::anything_down() {
  return std::any_of(world_.open_cells().begin(), world_.open_cells().end(),
                     [&](auto& cell) { return world_.disk(cell.first).down(); });
}

void Workload::restart(World::End end) {
  world_.stop(end);
  world_.start();
  audit_all();
}

void Workload::audit_all() {
  for (const Listing& listing : all_listings())
    for (AccountId account : accounts_)
      for (const std::string& region : regions_) knowledge_.audit(listing, account, region);
  world_.settle();
}

void Workload::call(ClientCall call) {
  world_.call(std::move(call), [](const Answer&) {});
}

void Workload::let_days_pass(unsigned count) {
  if (anything_down()) return;
  repeats_.clear();  // tokens are good for a day
  world_.advance(days(count));
}

void Workload::may_repeat(std::function<void()> again) {
  constexpr size_t kRemembered = 8;
  if (repeats_.size() < kRemembered) {
    repeats_.push_back(std::move(again));
  } else {
    repeats_[below(kRemembered)] = std::move(again);
  }
}

}  // namespace terrane::sim
