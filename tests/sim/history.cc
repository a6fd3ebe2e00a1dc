#include "sim/history.h"

#include <msgpuck.h>

namespace terrane::sim {

Records records_of(const Cell& cell) {
  Records records;
  for (const TableBase* table : cell.tables())
    table->dump([&](std::string_view key, std::string_view value) {
      records.emplace(std::string(table->name()) + "/" + std::string(key), value);
    });
  return records;
}

std::string field_of(std::string_view record, std::string_view field) {
  const char* at = record.data();
  if (mp_typeof(*at) != MP_MAP) return {};
  for (uint32_t left = mp_decode_map(&at); left > 0; --left) {
    uint32_t size = 0;
    const char* name = mp_decode_str(&at, &size);
    if (std::string_view(name, size) != field) {
      mp_next(&at);
    } else if (mp_typeof(*at) == MP_UINT) {
      return std::to_string(mp_decode_uint(&at));
    } else if (mp_typeof(*at) == MP_BOOL) {
      return mp_decode_bool(&at) ? "1" : "0";
    } else if (mp_typeof(*at) == MP_STR) {
      const char* text = mp_decode_str(&at, &size);
      return std::string(text, size);
    } else {
      return {};
    }
  }
  return {};
}

std::string difference(const Records& before, const Records& after) {
  std::string text;
  int shown = 0;
  auto show = [&](const char* what, const std::string& key) {
    if (++shown <= 5) (text += what) += key;
  };
  for (auto& [key, value] : after) {
    auto found = before.find(key);
    if (found == before.end()) show(" +", key);
    if (found != before.end() && found->second != value) show(" ~", key);
  }
  for (auto& [key, value] : before)
    if (!after.contains(key)) show(" -", key);
  return shown > 5 ? text + " and " + std::to_string(shown - 5) + " more" : text;
}

// A key pair marked for deletion is what it was before: the mark is lifted at the next start.
Records without_marks(Records records) {
  constexpr std::string_view kMark =
      "\xa8"
      "deleting\xc3";  // as MessagePack has it
  for (auto& [key, value] : records) {
    if (!key.starts_with("key-pair/") && !key.starts_with("certificate/")) continue;
    size_t mark = value.find(kMark);
    if (mark == std::string::npos) continue;
    value.erase(mark, kMark.size());
    --value[0];  // the number of fields
  }
  return records;
}

void History::opened(Cell& cell) {
  // One whose store failed is opened again while the others go on.
  if (auto before = cells_.find(cell.name()); before != cells_.end())
    check_kept(cell.name(), before->second);
  CellHistory& history = cells_[cell.name()];
  history = {};
  history.durable = cell.commits().durable();
  history.states.push_back({cell.commits().newest(), records_of(cell)});
  // What the disk holds at that moment counts as well: opening may have changed the cell already.
  history.states.push_front({0, world_.disk(cell.name()).records().by_key});
}

void History::stepped(const ClientCall*) {
  bool thoroughly = ++steps_ % 64 == 0;
  for (auto& [name, open] : world_.open_cells()) look(name, *open.cell, thoroughly);
}

void History::look(const std::string& name, Cell& cell, bool thoroughly) {
  CellHistory& history = cells_.at(name);
  uint64_t newest = cell.commits().newest();
  history.durable = cell.commits().durable();
  history.undone = name == "account" && cell.commits().failed();
  history.changed = newest != history.states.back().sequence;
  if (history.changed) {
    history.states.push_back({newest, records_of(cell)});
  } else if (thoroughly) {
    if (Records records = records_of(cell); records != history.states.back().records)
      world_.complain("the cell " + name + " holds in memory what it never committed:" +
                      difference(history.states.back().records, records));
  }
  // Keep the newest durable state, and one before the newest.
  while (history.states.size() > 2 && history.states[1].sequence <= history.durable)
    history.states.pop_front();
}

void History::stopped() {
  for (auto& [name, history] : cells_) check_kept(name, history);
  cells_.clear();
}

// The disk holds what was acknowledged, and nothing that never was.
void History::check_kept(const std::string& name, CellHistory& history) {
  const Records& kept = world_.disk(name).records().by_key;
  // The account plane undoes in memory what its disk failed to keep, and may have kept.
  if (history.undone) {
    MemoryRecords tried{history.states.back().records};
    tried.apply(world_.disk(name).failed_batch());
    history.states.push_back({history.states.back().sequence + 1, std::move(tried.by_key)});
  }
  bool known = false;
  for (const State& state : history.states) {
    // A call may have made several changes durable in one step: the state before it counts until
    // a later one is known to be durable.
    if (state.sequence <= history.durable) known = false;
    known |= without_marks(state.records) == without_marks(kept);
  }
  if (!known)
    world_.complain("the disk of " + name +
                    " holds no state that the cell was in since its last acknowledged change:" +
                    difference(history.states.back().records, kept));
}

}  // namespace terrane::sim
