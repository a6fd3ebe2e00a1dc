#include "drill/length.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace terrane::drill {
namespace {

constexpr std::pair<std::string_view, int64_t> kUnits[] = {
    {"ms", 1'000}, {"h", 3'600'000'000}, {"m", 60'000'000}, {"s", 1'000'000}};

}  // namespace

std::optional<Duration> parse_length(std::string_view text) {
  constexpr double kMost = 1e9;
  int64_t sum = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    double count = 0;
    auto [end, problem] =
        std::from_chars(text.data(), text.data() + text.size(), count, std::chars_format::fixed);
    text.remove_prefix(size_t(end - text.data()));
    if (problem != std::errc() || !(count >= 0 && count <= kMost)) return std::nullopt;
    int64_t unit = 0;
    for (auto [name, length] : kUnits)
      if (unit == 0 && text.starts_with(name)) {
        unit = length;
        text.remove_prefix(name.size());
      }
    if (unit == 0) return std::nullopt;
    sum += int64_t(count * double(unit) + 0.5);
  }
  return Duration{sum};
}

std::string text_of(Duration length) {
  int64_t left = (length.microseconds + 500) / 1000;
  if (left == 0) return "0s";
  if (left < 1000) return fmt::format("{}ms", left);
  std::string text;
  if (int64_t count = left / 3'600'000) text += fmt::format("{}h", count);
  left %= 3'600'000;
  if (int64_t count = left / 60'000) text += fmt::format("{}m", count);
  left %= 60'000;
  if (left % 1000) {
    text += fmt::format("{}s", double(left) / 1000);
  } else if (left) {
    text += fmt::format("{}s", left / 1000);
  }
  return text;
}

std::string clock_text(Duration at) {
  int64_t milliseconds = (at.microseconds + 500) / 1000;
  int64_t all_seconds = milliseconds / 1000, minutes = all_seconds / 60;
  std::string tail = fmt::format("{:02}.{:03}", all_seconds % 60, milliseconds % 1000);
  if (minutes < 60) return fmt::format("{}:{}", minutes, tail);
  return fmt::format("{}:{:02}:{}", minutes / 60, minutes % 60, tail);
}

}  // namespace terrane::drill
