// What is under way on a disk, be it a record of its own or the system disk of an instance. There
// is a record for as long as it is.
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/resource_id.h"
#include "model/work.h"

namespace terrane {

// Stored: numbers are never changed nor given again.
enum class DiskTaskKind : uint8_t { kExpansion = 0, kRollback = 1, kMigration = 2 };

struct DiskTask {
  static constexpr std::string_view kTable = "disk-task";
  using Key = DiskId;

  DiskId id;  // of the disk
  AccountId account{};
  DiskTaskKind kind = DiskTaskKind::kExpansion;
  Work work;
  bool start_instance = false;  // when it is done

  Time due() const { return work.ends; }

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &DiskTask::account), named("kind", &DiskTask::kind),
                      named("work", &DiskTask::work),
                      named("start_instance", &DiskTask::start_instance));
  };
};

}  // namespace terrane
