#pragma once

#include <compare>
#include <cstdint>

#include "base/time.h"

namespace terrane {

// An amount of the cloud's currency, in millionths, so that sums are exact.
struct Money {
  int64_t millionths = 0;
  double amount() const { return double(millionths) / 1e6; }
  friend Money operator+(Money a, Money b) { return {a.millionths + b.millionths}; }
  friend Money operator-(Money a, Money b) { return {a.millionths - b.millionths}; }
  friend Money operator*(Money a, int64_t times) { return {a.millionths * times}; }
  friend auto operator<=>(const Money&, const Money&) = default;
};

// This part of an amount, rounded down to a millionth; `whole` > 0.
constexpr Money share(Money amount, int64_t part, int64_t whole) {
  __int128 product = static_cast<__int128>(amount.millionths) * part;
  __int128 quotient = product / whole;
  if (product % whole < 0) --quotient;
  return {static_cast<int64_t>(quotient)};
}

// What is paid from one time to another at a rate by the hour. It is the difference of what would
// be paid up to each since the beginning of time, either rounded down: so the parts of an interval
// always add up to the whole, to the millionth.
constexpr Money paid_between(Time from, Time to, Money by_hour) {
  Money up_to_end = share(by_hour, to.microseconds, hours(1).microseconds);
  Money up_to_begin = share(by_hour, from.microseconds, hours(1).microseconds);
  return {up_to_end.millionths - up_to_begin.millionths};
}

}  // namespace terrane
