#include "base/time.h"

#include <algorithm>
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
  unsigned of_day = unsigned((moment - midnight).count());
  return {int(date.year()),   int(unsigned(date.month())), int(unsigned(date.day())),
          int(of_day / 3600), int(of_day / 60 % 60),       int(of_day % 60)};
}

constexpr std::string_view kIsoShape = "0000-00-00T00:00:00Z";
constexpr std::string_view kLocalShape = "0000-00-00 00:00:00";

// Writes at `out` in the shape given; by hand, since every instance in every reply has two.
void write(Calendar at, std::string_view shape, char* out) {
  auto two_digits = [](int value, char* place) {
    place[0] = char('0' + value / 10);
    place[1] = char('0' + value % 10);
  };
  std::copy_n(shape.data(), shape.size(), out);
  two_digits(at.year / 100, out);
  two_digits(at.year % 100, out + 2);
  two_digits(at.month, out + 5);
  two_digits(at.day, out + 8);
  two_digits(at.hour, out + 11);
  two_digits(at.minute, out + 14);
  two_digits(at.second, out + 17);
}

// The moment a calendar's UTC date and time name; not set where there is none such.
Time moment_of(Calendar at) {
  using namespace std::chrono;
  year_month_day date{std::chrono::year(at.year), std::chrono::month(unsigned(at.month)),
                      std::chrono::day(unsigned(at.day))};
  if (!date.ok() || at.hour > 23 || at.minute > 59 || at.second > 59) return {};
  auto midnight = sys_days(date).time_since_epoch();
  return Time{(duration_cast<std::chrono::seconds>(midnight).count() + at.hour * 3600 +
               at.minute * 60 + at.second) *
              1'000'000};
}

}  // namespace

std::string to_iso8601(Time time) {
  if (!time.is_set()) return {};
  std::string text(kIsoShape.size(), ' ');
  write(calendar_of(time.seconds()), kIsoShape, text.data());
  return text;
}

std::string_view to_iso8601(Arena& arena, Time time) {
  if (!time.is_set()) return "";
  char text[kIsoShape.size()];
  write(calendar_of(time.seconds()), kIsoShape, text);
  return arena.copy({text, kIsoShape.size()});
}

std::string to_local_text(Time time) {
  if (!time.is_set()) return {};
  std::string text(kLocalShape.size(), ' ');
  write(calendar_of(time.seconds() + 8 * 3600), kLocalShape, text.data());
  return text;
}

std::string_view to_local_text(Arena& arena, Time time) {
  if (!time.is_set()) return "";
  char text[kLocalShape.size()];
  write(calendar_of(time.seconds() + 8 * 3600), kLocalShape, text);
  return arena.copy({text, kLocalShape.size()});
}

Time from_iso8601(std::string_view text) {
  Calendar at;
  char zone = 0;
  std::string terminated(text);
  if (std::sscanf(terminated.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%c", &at.year, &at.month, &at.day,
                  &at.hour, &at.minute, &at.second, &zone) != 7 ||
      zone != 'Z')
    return {};
  return moment_of(at);
}

Time from_local_text(std::string_view text) {
  Calendar at;
  std::string terminated(text);
  if (std::sscanf(terminated.c_str(), "%4d-%2d-%2d %2d:%2d:%2d", &at.year, &at.month, &at.day,
                  &at.hour, &at.minute, &at.second) != 6)
    return {};
  Time moment = moment_of(at);
  return moment.is_set() ? Time{moment.microseconds - hours(8).microseconds} : Time{};
}

Time add_months(Time time, int months) {
  using namespace std::chrono;
  sys_seconds moment{std::chrono::seconds(time.seconds())};
  auto midnight = floor<std::chrono::days>(moment);
  year_month_day date(midnight);
  year_month_day later = date + std::chrono::months(months);
  if (!later.ok()) later = later.year() / later.month() / last;
  auto moved = sys_days(later) - midnight;
  return time + days(moved.count());
}

}  // namespace terrane
