#include "drill/plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "drill/length.h"

namespace terrane::drill {
namespace {

constexpr size_t kMargin = 8;  // for the numbers at the left

enum class Cell : uint8_t { kEmpty, kServed, kSlow, kLost };

struct Look {
  std::string_view glyph, colour;
};
constexpr Look kLooks[] = {{" ", ""}, {"█", "\033[32m"}, {"▒", "\033[33m"}, {"×", "\033[31m"}};

// How many rows of `height` stand for `part` of `most`: at least one for anything.
size_t rows_for(size_t part, double most, size_t height) {
  if (part == 0) return 0;
  auto rows = size_t(std::lround(double(part) / most * double(height)));
  return std::clamp(rows, size_t{1}, height);
}

// From the bottom up.
std::vector<Cell> column_of(const Counts& counts, double most, size_t height) {
  std::vector<Cell> column(height, Cell::kEmpty);
  size_t all = rows_for(counts.sent, most, height);
  size_t lost = std::min(all, rows_for(counts.lost, most, height));
  size_t slow = std::min(all - lost, rows_for(counts.slow, most, height));
  for (size_t row = 0; row < all; ++row)
    column[row] = row >= all - lost          ? Cell::kLost
                  : row >= all - lost - slow ? Cell::kSlow
                                             : Cell::kServed;
  return column;
}

void put(std::string& line, size_t at, std::string_view text) {
  if (!line.empty() && line.size() >= at) return;  // there is something already
  line.resize(at, ' ');
  line += text;
}

std::string rate_text(double rate) {
  return rate >= 10 || rate == std::floor(rate) ? fmt::format("{:.0f}", rate)
                                                : fmt::format("{:.1f}", rate);
}

}  // namespace

Duration slot_width(Duration length, size_t most) {
  constexpr int64_t kSteps[] = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600};
  for (int64_t step : kSteps)
    if (length.microseconds <= seconds(step).microseconds * int64_t(most)) return seconds(step);
  return seconds((length.microseconds / int64_t(most) / 3'600'000'000 + 1) * 3600);
}

std::vector<Duration> axis_marks(Duration length, size_t most) {
  Duration step = slot_width(length, most);
  std::vector<Duration> marks;
  for (Duration at; at <= length; at = at + step) marks.push_back(at);
  return marks;
}

std::string plot(const Series& series, Duration length, const std::vector<Duration>& marks,
                 const PlotStyle& style) {
  size_t room = std::max<size_t>(style.width, kMargin + 20) - kMargin;
  Duration width = slot_width(length, room);
  std::vector<Counts> slots = series.per_slot(width, length);
  size_t wide = std::max<size_t>(1, room / std::max<size_t>(1, slots.size()));
  wide = std::min<size_t>(wide, 3);
  double per_second = double(width.microseconds) / 1e6, most = 1;
  for (const Counts& slot : slots) most = std::max(most, double(slot.sent));
  std::vector<std::vector<Cell>> columns;
  for (const Counts& slot : slots) columns.push_back(column_of(slot, most, style.height));

  std::string text;
  for (size_t row = style.height; row-- > 0;) {
    std::string label = row + 1 == style.height ? rate_text(most / per_second) : "";
    text += fmt::format("{:>5} │", label);
    Cell last = Cell::kEmpty;
    for (const auto& column : columns) {
      const Look& look = kLooks[size_t(column[row])];
      if (style.colours && column[row] != last)
        text += look.colour.empty() ? "\033[0m" : look.colour;
      last = column[row];
      for (size_t i = 0; i < wide; ++i) text += look.glyph;
    }
    if (style.colours && last != Cell::kEmpty) text += "\033[0m";
    while (text.ends_with(' ')) text.pop_back();
    text += '\n';
  }
  text += fmt::format("{:>5} ┼", 0);
  for (size_t i = 0; i < slots.size() * wide; ++i) text += "─";
  auto column_at = [&](Duration at) {
    return kMargin - 1 + size_t(at.microseconds / width.microseconds) * wide;
  };
  std::string axis, numbers;
  for (Duration at : axis_marks(length, std::max<size_t>(2, slots.size() * wide / 12)))
    if (column_at(at) + 4 <= kMargin + slots.size() * wide) put(axis, column_at(at), text_of(at));
  for (size_t i = 0; i < marks.size(); ++i)
    if (marks[i] <= length) put(numbers, column_at(marks[i]), std::to_string(i + 1));
  text += "\n" + axis + "\n";
  if (!numbers.empty()) text += numbers + "\n";
  return text;
}

}  // namespace terrane::drill
