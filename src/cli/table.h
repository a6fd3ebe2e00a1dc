// A table on a terminal: columns as wide as what is in them. Where that is too wide, columns that
// may be shortened are, and those that may be wrapped go on below.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cli/terminal.h"

namespace terrane {

enum class Fit : uint8_t { kWhole, kShortened, kWrapped };

struct Column {
  std::string title;
  Fit fit = Fit::kWhole;
  bool right = false;  // set to the right, as numbers are
};

struct TableCell {
  TableCell(std::string text, Paint paint = Paint::kPlain) : text(std::move(text)), paint(paint) {}
  std::string text;
  Paint paint;
};

class TextTable {
 public:
  explicit TextTable(std::vector<Column> columns);
  void add(std::vector<TableCell> cells);
  std::string text(const Terminal& terminal) const;

 private:
  std::vector<size_t> widths_within(size_t limit) const;
  void append_row(std::string& text, const std::vector<TableCell>& row,
                  const std::vector<size_t>& widths, const Terminal& terminal) const;

  std::vector<Column> columns_;
  std::vector<std::vector<TableCell>> rows_;  // the titles first
};

}  // namespace terrane
