#include "region/database/database_lifecycle.h"

#include "base/state_diagram.h"

namespace terrane {
namespace {

// One for each operation, with the code that its action documents.
constexpr auto kRefusals = [] {
  std::array<ErrorKind, kDatabaseOperationCount> refusals{};
  for (size_t i = 0; i < kDatabaseOperationCount; ++i)
    refusals[i] =
        ErrorKind{kDatabaseOperations[i].code,
                  "{} may not be asked of database {} while it is {}; DescribeDBInstances shows "
                  "when its Status and TaskStatus change.",
                  "{} 不能用于云数据库实例 {}：其状态为 {}，可通过 DescribeDBInstances 查询 "
                  "Status 与 TaskStatus 的变化。"};
  return refusals;
}();

constexpr auto kPowerless = [] {
  std::array<ErrorKind, kDatabaseOperationCount> refusals{};
  for (size_t i = 0; i < kDatabaseOperationCount; ++i)
    refusals[i] =
        ErrorKind{kDatabaseOperations[i].code,
                  "{} may not be asked of database {} while its zone {} has no power; ask "
                  "again when it is healed.",
                  "{} 不能用于云数据库实例 {}：其可用区 {} 断电，请在恢复后重试。"};
  return refusals;
}();

}  // namespace

Result<void> check_may_be_asked(DatabaseOperation operation, std::string_view database,
                                DatabaseState state, DatabaseTaskKind task) {
  const DatabaseOperationRow& row = row_of(operation);
  const ErrorKind& refusal = kRefusals[size_t(operation)];
  if (state != row.from && !(row.also_isolated && state == DatabaseState::kIsolated))
    return refuse(refusal, row.action, database, name_of(state));
  bool waits = task == DatabaseTaskKind::kWaitingForSwitch;
  bool busy =
      task != DatabaseTaskKind::kNone && !(waits && operation == DatabaseOperation::kIsolate);
  if (row.when_idle && busy)
    return refuse(refusal, row.action, database,
                  waits ? "waiting for its maintenance window" : "busy with another task");
  return {};
}

Result<void> check_may_be_asked_without_power(DatabaseOperation operation,
                                              std::string_view database, std::string_view zone) {
  const DatabaseOperationRow& row = row_of(operation);
  if (!row.when_idle || operation == DatabaseOperation::kIsolate) return {};
  return refuse(kPowerless[size_t(operation)], row.action, database, zone);
}

std::string database_lifecycle_diagram() {
  return state_diagram(
      DatabaseState::kDelivering, "CreateDBInstance", std::optional(DatabaseState::kOffline),
      kDatabaseLifecycle, [](DatabaseState state) { return name_of(state); },
      [](DatabaseTrigger trigger) { return kDatabaseTriggerNames[size_t(trigger)]; });
}

}  // namespace terrane
