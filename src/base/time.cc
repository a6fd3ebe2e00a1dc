#include "base/time.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace terrane {
namespace {

struct Calendar {
  int year, month, day, hour, minute, second;
};

Calendar calendar_of(int64_t seconds) {
  using namespace std::chrono;
  sys_seconds moment{std::chrono::seconds(seconds)};
  auto midnight = floor<std::chrono::days>(moment);
  year_month_day date(midnight);
  hh_mm_ss clock(moment - midnight);
  return {int(date.year()),          int(unsigned(date.month())),   int(unsigned(date.day())),
          int(clock.hours().count()), int(clock.minutes().count()), int(clock.seconds().count())};
}

}  // namespace

std::string to_iso8601(Time time) {
  if (!time.is_set()) return {};
  Calendar at = calendar_of(time.seconds());
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", at.year, at.month, at.day, at.hour,
                     at.minute, at.second);
}

std::string to_local_text(Time time) {
  if (!time.is_set()) return {};
  Calendar at = calendar_of(time.seconds() + 8 * 3600);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", at.year, at.month, at.day, at.hour,
                     at.minute, at.second);
}

Time from_iso8601(std::string_view text) {
  int year, month, day, hour, minute, second;
  char zone = 0;
  std::string terminated(text);
  if (std::sscanf(terminated.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%c", &year, &month, &day, &hour,
                  &minute, &second, &zone) != 7 ||
      zone != 'Z')
    return {};
  using namespace std::chrono;
  year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return {};
  auto midnight = sys_days(date).time_since_epoch();
  return Time{(duration_cast<std::chrono::seconds>(midnight).count() + hour * 3600 + minute * 60 +
               second) *
              1'000'000};
}

}  // namespace terrane
