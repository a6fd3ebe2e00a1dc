// An automatic snapshot policy: when snapshots are made of the disks bound to it, and how long they
// are kept (M-32). What is stored of one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/resource_id.h"
#include "base/time.h"

namespace terrane {

// Some hours of some days, in Beijing time: days of the week (0 is Sunday), days of the month, or
// one day in so many.
struct SnapshotSchedule {
  std::vector<uint8_t> hours;
  std::vector<uint8_t> days_of_week;
  std::vector<uint8_t> days_of_month;
  uint32_t interval_days = 0;
  bool operator==(const SnapshotSchedule&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("hours", &SnapshotSchedule::hours),
                      named("days_of_week", &SnapshotSchedule::days_of_week),
                      named("days_of_month", &SnapshotSchedule::days_of_month),
                      named("interval_days", &SnapshotSchedule::interval_days));
  };
};

struct SnapshotPolicy {
  static constexpr std::string_view kTable = "snapshot-policy";
  using Key = SnapshotPolicyId;

  SnapshotPolicyId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  std::vector<SnapshotSchedule> schedules;
  std::vector<DiskId> disks;  // bound to it: data disks, and system disks of instances
  bool active = true;
  uint32_t retention_days = 0;  // 0: its snapshots stay for good
  Time next;                    // when it makes snapshots next, if it is active
  Time created;

  Time due() const { return active ? next : Time{}; }

  template <class Refer>
  void references(Refer refer) const {
    for (DiskId disk : disks) refer(disk);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &SnapshotPolicy::account), named("sequence", &SnapshotPolicy::sequence),
        named("name", &SnapshotPolicy::name), named("schedules", &SnapshotPolicy::schedules),
        named("disks", &SnapshotPolicy::disks), named("active", &SnapshotPolicy::active),
        named("retention_days", &SnapshotPolicy::retention_days),
        named("next", &SnapshotPolicy::next), named("created", &SnapshotPolicy::created));
  };
};

}  // namespace terrane
