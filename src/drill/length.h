// Lengths of time as drill files write them: "250ms", "20s", "1m30s", "1h". A point of a drill's
// time is the length from its start.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace terrane {

constexpr Duration operator-(Duration later, Duration earlier) {
  return {later.microseconds - earlier.microseconds};
}

constexpr Duration operator+(Duration one, Duration other) {
  return {one.microseconds + other.microseconds};
}

}  // namespace terrane

namespace terrane::drill {

std::optional<Duration> parse_length(std::string_view text);
// To the millisecond: "1m30s", "12.5s", "250ms", "0s".
std::string text_of(Duration length);
// A point on a timeline: "0:30.000", "1:02:03.500".
std::string clock_text(Duration at);

}  // namespace terrane::drill
