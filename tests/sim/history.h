// What every cell held after each step, told as its records: the ground that checkers stand on.
#pragma once

#include <deque>
#include <map>
#include <string>

#include "sim/world.h"

namespace terrane::sim {

// "table/key" to the stored bytes.
using Records = std::map<std::string, std::string, std::less<>>;

Records records_of(const Cell& cell);
// Text of the field in a record's bytes; empty when it has none of that name. Numbers are written
// out, truth as 1 or 0.
std::string field_of(std::string_view record, std::string_view field);
// The same but for the marks that deleting a key pair leaves for a moment.
Records without_marks(Records records);
// A few of the keys that differ, for a complaint.
std::string difference(const Records& before, const Records& after);

class History : public Checker {
 public:
  explicit History(World& world) : world_(world) {}

  // The records of an open cell, now and before the last step; the two are one unless it changed.
  const Records& now(const std::string& cell) const {
    return cells_.at(cell).states.back().records;
  }
  const Records& before(const std::string& cell) const {
    const CellHistory& history = cells_.at(cell);
    return history.states[history.states.size() - (history.changed ? 2 : 1)].records;
  }
  bool changed(const std::string& cell) const { return cells_.at(cell).changed; }

  void opened(Cell& cell) override;
  void stepped(const ClientCall*) override;
  // Complains unless each disk holds the cell as it was at one moment, no earlier than the last
  // change that was acknowledged.
  void stopped() override;

 private:
  struct State {
    uint64_t sequence;
    Records records;
  };
  struct CellHistory {
    std::deque<State>
        states;  // the newest durable one and all after it, and the one before a change
    uint64_t durable = 0;
    bool changed = false;  // in the last step
    bool undone = false;   // the newest change, since it could not be made durable
  };
  void look(const std::string& name, Cell& cell, bool thoroughly);
  void check_kept(const std::string& name, CellHistory& history);

  World& world_;
  std::map<std::string, CellHistory> cells_;
  uint64_t steps_ = 0;
};

}  // namespace terrane::sim
