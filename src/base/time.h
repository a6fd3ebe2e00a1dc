#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/arena.h"

namespace terrane {

// A point on a cloud's clock, in microseconds since 1970-01-01 UTC. Zero means "never".
struct Time {
  int64_t microseconds = 0;
  auto operator<=>(const Time&) const = default;
  int64_t seconds() const { return microseconds / 1'000'000; }
  bool is_set() const { return microseconds != 0; }
};

// A length of time, in microseconds.
struct Duration {
  int64_t microseconds = 0;
  auto operator<=>(const Duration&) const = default;
};

constexpr Duration milliseconds(int64_t count) {
  return {count * 1'000};
}
constexpr Duration seconds(int64_t count) {
  return {count * 1'000'000};
}
constexpr Duration hours(int64_t count) {
  return seconds(count * 3600);
}
constexpr Duration days(int64_t count) {
  return hours(count * 24);
}

constexpr Time operator+(Time time, Duration length) {
  return {time.microseconds + length.microseconds};
}
constexpr Duration operator-(Time later, Time earlier) {
  return {later.microseconds - earlier.microseconds};
}

// "2026-11-23T03:43:41Z", the form of most actions; empty for a time that is not set.
std::string to_iso8601(Time time);
std::string_view to_iso8601(Arena& arena, Time time);
// "2026-11-23 11:43:41" in Beijing time, the form the `vpc` service uses; empty if not set.
std::string to_local_text(Time time);
std::string_view to_local_text(Arena& arena, Time time);
// Reads the ISO form; a Time that is not set when the text is not one.
Time from_iso8601(std::string_view text);
// Reads the form in Beijing time; a Time that is not set when the text is not one.
Time from_local_text(std::string_view text);

// The same day and time of day so many months later, or the last day of that month.
Time add_months(Time time, int months);

}  // namespace terrane
