#include "cli/table.h"

#include <algorithm>
#include <utility>

namespace terrane {
namespace {

constexpr size_t kGap = 2;         // blanks between columns
constexpr size_t kNarrowest = 12;  // that a column may become

// The words of the text in lines no wider than `width`, where its words are not.
std::vector<std::string> wrapped(std::string_view text, size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    size_t used = display_width(lines.back());
    if (used > 0 && used + 1 + display_width(word) > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

}  // namespace

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {
  std::vector<TableCell> titles;
  for (const Column& column : columns_) titles.emplace_back(column.title, Paint::kTitle);
  rows_.push_back(std::move(titles));
}

void TextTable::add(std::vector<TableCell> cells) {
  rows_.push_back(std::move(cells));
}

std::vector<size_t> TextTable::widths_within(size_t limit) const {
  std::vector<size_t> widths(columns_.size());
  for (const auto& row : rows_)
    for (size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i].text));
  size_t total = kGap * (widths.size() - 1);
  for (size_t width : widths) total += width;
  for (Fit fit : {Fit::kWrapped, Fit::kShortened}) {
    for (size_t i = 0; i < widths.size() && total > limit; ++i) {
      if (columns_[i].fit != fit || widths[i] <= kNarrowest) continue;
      size_t less = std::min(total - limit, widths[i] - kNarrowest);
      widths[i] -= less;
      total -= less;
    }
  }
  return widths;
}

void TextTable::append_row(std::string& text, const std::vector<TableCell>& row,
                           const std::vector<size_t>& widths, const Terminal& terminal) const {
  std::vector<std::vector<std::string>> lines;  // of each cell
  size_t height = 1;
  for (size_t i = 0; i < row.size(); ++i) {
    lines.push_back(columns_[i].fit == Fit::kWrapped
                        ? wrapped(row[i].text, widths[i])
                        : std::vector{shortened(row[i].text, widths[i])});
    height = std::max(height, lines.back().size());
  }
  for (size_t at = 0; at < height; ++at) {
    size_t behind = 0;  // blanks not written yet: none end a line
    for (size_t i = 0; i < row.size(); ++i) {
      std::string_view cell = at < lines[i].size() ? lines[i][at] : std::string_view();
      size_t space = widths[i] - std::min(widths[i], display_width(cell));
      if (columns_[i].right) behind += std::exchange(space, 0);
      if (!cell.empty()) {
        text.append(std::exchange(behind, 0), ' ');
        text += painted(cell, row[i].paint, terminal);
      }
      behind += space + kGap;
    }
    text += '\n';
  }
}

std::string TextTable::text(const Terminal& terminal) const {
  std::vector<size_t> widths = widths_within(terminal.width);
  std::string text;
  for (const auto& row : rows_) append_row(text, row, widths, terminal);
  return text;
}

}  // namespace terrane
