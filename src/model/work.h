// Something that takes its time on the cloud's clock, such as copying a disk: how far it is follows
// from when it began and when it will end, so nothing is stored while it goes on.
#pragma once

#include <algorithm>
#include <tuple>

#include "base/fields.h"
#include "base/time.h"

namespace terrane {

struct Work {
  Time begun;
  Time ends;  // not set: nothing is under way

  bool under_way() const { return ends.is_set(); }
  // 0 to 99 while it is under way; 100 when it is over.
  int percent(Time now) const {
    if (!under_way()) return 100;
    int64_t whole = (ends - begun).microseconds, done = (now - begun).microseconds;
    if (whole <= 0) return 99;
    return int(std::clamp<int64_t>(done * 100 / whole, 0, 99));
  }
  bool operator==(const Work&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("begun", &Work::begun), named("ends", &Work::ends));
  };
};

// What takes no time is never under way.
constexpr Work begin_work(Time now, Duration length) {
  return length > Duration{} ? Work{now, now + length} : Work{};
}

}  // namespace terrane
