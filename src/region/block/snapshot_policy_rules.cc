#include "region/block/snapshot_policy_rules.h"

#include <algorithm>
#include <chrono>

#include "base/contains.h"
#include "base/text.h"

namespace terrane::snapshot_policy_rules {
namespace {

constexpr int64_t kSecondsPerDay = 24 * 3600;
constexpr int64_t kBeijing = 8 * 3600;  // seconds ahead of UTC
constexpr int64_t kDaysAhead = 2 * 366;

Result<std::vector<uint8_t>> check_numbers(std::string_view name, std::span<const uint64_t> numbers,
                                           uint64_t least, uint64_t most) {
  std::vector<uint8_t> checked;
  for (uint64_t number : numbers) {
    if (number < least || number > most)
      return refuse(kOutOfRange, name, std::to_string(number), std::to_string(least),
                    std::to_string(most));
    checked.push_back(uint8_t(number));
  }
  std::ranges::sort(checked);
  auto repeated = std::ranges::unique(checked);
  checked.erase(repeated.begin(), repeated.end());
  return checked;
}

Result<SnapshotSchedule> check_schedule(const WantedSchedule& wanted) {
  SnapshotSchedule schedule;
  int ways = !wanted.days_of_week.empty() + !wanted.days_of_month.empty() +
             wanted.interval_days.has_value();
  if (ways != 1) return refuse(kOneKindOfDay);
  if (wanted.hours.empty()) return refuse(kNoHour);
  TRY(schedule.hours, check_numbers("Hour", wanted.hours, 0, 23));
  TRY(schedule.days_of_week, check_numbers("DayOfWeek", wanted.days_of_week, 0, 6));
  TRY(schedule.days_of_month, check_numbers("DayOfMonth", wanted.days_of_month, 1, 31));
  if (!wanted.interval_days) return schedule;
  uint64_t interval = *wanted.interval_days;
  if (interval < 1 || interval > kIntervalMost)
    return refuse(kOutOfRange, "IntervalDays", std::to_string(interval), "1",
                  std::to_string(kIntervalMost));
  schedule.interval_days = uint32_t(interval);
  return schedule;
}

// Days since 1970 in Beijing.
int64_t day_of(Time time) {
  return (time.seconds() + kBeijing) / kSecondsPerDay;
}

bool is_on(const SnapshotSchedule& schedule, int64_t day, int64_t first_day) {
  using namespace std::chrono;
  sys_days date{std::chrono::days(day)};
  if (schedule.interval_days > 0) return (day - first_day) % schedule.interval_days == 0;
  if (!schedule.days_of_week.empty())
    return contains(schedule.days_of_week, weekday(date).c_encoding());
  return contains(schedule.days_of_month, unsigned(year_month_day(date).day()));
}

}  // namespace

Result<std::vector<SnapshotSchedule>> check_schedules(std::span<const WantedSchedule> wanted) {
  if (wanted.empty()) return refuse(kNoSchedule);
  if (wanted.size() > kSchedulesMost)
    return refuse(kTooManySchedules, std::to_string(kSchedulesMost));
  std::vector<SnapshotSchedule> schedules;
  for (const WantedSchedule& one : wanted) {
    TRY(SnapshotSchedule schedule, check_schedule(one));
    schedules.push_back(std::move(schedule));
  }
  return schedules;
}

Result<void> check_name(std::string_view name) {
  if (count_characters(name) > kNameCharacters) return refuse(kNameLength);
  return {};
}

Result<uint32_t> check_retention(std::optional<bool> permanent, std::optional<uint64_t> days,
                                 uint32_t otherwise) {
  if (permanent.value_or(false) && days) return refuse(kPermanentWithRetention);
  if (permanent.value_or(false)) return 0u;
  if (!days) return permanent && otherwise == 0 ? kRetentionDefault : otherwise;
  if (*days < 1 || *days > kRetentionMost)
    return refuse(kRetention, std::to_string(*days), std::to_string(kRetentionMost));
  return uint32_t(*days);
}

Time next_time(std::span<const SnapshotSchedule> schedules, Time begun, Time now) {
  int64_t today = day_of(now), first_day = day_of(begun);
  for (int64_t day = today; day < today + kDaysAhead; ++day) {
    Time next;
    for (const SnapshotSchedule& schedule : schedules) {
      if (!is_on(schedule, day, first_day)) continue;
      for (uint8_t hour : schedule.hours) {
        Time at{(day * kSecondsPerDay - kBeijing + hour * 3600) * 1'000'000};
        if (at > now && (!next.is_set() || at < next)) next = at;
      }
    }
    if (next.is_set()) return next;
  }
  return {};
}

}  // namespace terrane::snapshot_policy_rules
