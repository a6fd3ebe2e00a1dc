// A table on a terminal: columns as wide as what is in them, cut where the terminal ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace terrane {

class TextTable {
 public:
  // Columns whose title starts with '>' are set to the right.
  explicit TextTable(std::vector<std::string> titles);
  void add(std::vector<std::string> cells);
  // Lines of at most `width` columns; Chinese characters take two.
  std::string text(size_t width) const;

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<bool> right_;
};

// Columns of the terminal: $COLUMNS, else what it says itself, else 80.
size_t terminal_width();
// Columns that the text takes.
size_t display_width(std::string_view text);

}  // namespace terrane
