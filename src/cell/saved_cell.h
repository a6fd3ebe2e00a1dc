// All that a cell holds as one run of bytes, and back: what a named state keeps of each cell.
// MessagePack, so that common tools read it: a heading, then each record's key and value, then a
// digest of all before it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cell/cell.h"

namespace terrane {

class SavedCell {
 public:
  static constexpr uint64_t kFormat = 1;

  // Under the cell's lock, shared or not.
  static std::string save(const Cell& cell);
  // Refused if the bytes are not what save() made.
  static Result<SavedCell> read(std::string bytes);
  // Of a cell that had no records.
  static SavedCell of_nothing(std::string_view cell);
  // The same, but with the cell's records of these tables as they are now. Under the cell's lock,
  // shared or not.
  SavedCell with_tables_of(const Cell& now, std::span<const std::string_view> tables) const;

  const std::string& cell() const { return cell_; }
  // "table/id" and the stored record, as they were shown.
  using Record = std::pair<std::string_view, std::string_view>;
  const std::vector<Record>& records() const { return records_; }

 private:
  std::shared_ptr<const std::string> bytes_;  // what the records point into
  std::string cell_;
  std::vector<Record> records_;
};

// What changed between then and now, as a batch that makes now be then again.
struct CellDifference {
  enum class Kind : uint8_t { kAdded, kChanged, kRemoved };  // since it was saved
  struct Entry {
    Kind kind;
    std::string key;  // "table/id"
  };
  std::vector<Entry> entries;  // in the order of their keys
  Batch back;
};
// Under the cell's lock, shared or not.
CellDifference difference(const Cell& cell, const SavedCell& saved);

// Makes a cell be what was saved, in steps, so that a state of several cells is loaded whole or not
// at all: only the first may refuse.
class CellReplacement {
 public:
  static Result<CellReplacement> prepare(Cell& cell, SavedCell saved);

  Cell& cell() const { return *cell_; }
  // Reads every record; what has been saved can be read.
  void read();
  // After read(), under the cell's writer lock; returns the number when_durable() takes. What
  // follows from records follows from them as when they are loaded at a start.
  uint64_t replace();

 private:
  CellReplacement(Cell& cell, SavedCell saved) : cell_(&cell), saved_(std::move(saved)) {}
  void clear();

  Cell* cell_;
  SavedCell saved_;
};

}  // namespace terrane
