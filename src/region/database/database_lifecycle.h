// The life of a database, as one table: its states, what moves it from one to the next, and from
// which states each operation may be asked (D8). Every operation follows this page and nothing
// else.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace terrane {

// Stored in records, and shown as Status: a number, once given, is never changed nor given again.
enum class DatabaseState : uint8_t {
  kDelivering = 0,
  kRunning = 1,
  kIsolating = 4,
  kIsolated = 5,
  kOffline = 6,  // never stored: the record is gone
};

struct DatabaseStateRow {
  DatabaseState state;
  std::string_view name;
  std::string_view meaning;  // what is true in it
};

inline constexpr std::array<DatabaseStateRow, 5> kDatabaseStates = {{
    {DatabaseState::kDelivering, "delivering", "has its place and address; is being made"},
    {DatabaseState::kRunning, "running", "serves"},
    {DatabaseState::kIsolating, "isolating", "returned, or its time is over: being shut off"},
    {DatabaseState::kIsolated, "isolated", "shut off; its data are kept for a while"},
    {DatabaseState::kOffline, "offline", "gone, with its address free again"},
}};

constexpr std::string_view name_of(DatabaseState state) {
  for (const DatabaseStateRow& row : kDatabaseStates)
    if (row.state == state) return row.name;
  return {};
}

enum class DatabaseTrigger : uint8_t {
  kDelivered,  // by itself
  kIsolate,    // asked by the account, or its prepaid time is over
  kShutOff,    // by itself
  kOffline,    // asked by the account, or it was kept long enough
};
inline constexpr std::array<std::string_view, 4> kDatabaseTriggerNames = {"delivered", "isolate",
                                                                          "shut off", "offline"};

struct DatabaseTransition {
  DatabaseState from;
  DatabaseTrigger trigger;
  DatabaseState to;
};

inline constexpr std::array<DatabaseTransition, 4> kDatabaseLifecycle = {{
    {DatabaseState::kDelivering, DatabaseTrigger::kDelivered, DatabaseState::kRunning},
    {DatabaseState::kRunning, DatabaseTrigger::kIsolate, DatabaseState::kIsolating},
    {DatabaseState::kIsolating, DatabaseTrigger::kShutOff, DatabaseState::kIsolated},
    {DatabaseState::kIsolated, DatabaseTrigger::kOffline, DatabaseState::kOffline},
}};

// Where the trigger leads from a state; nothing where it means nothing there.
constexpr std::optional<DatabaseState> next_state(DatabaseState from, DatabaseTrigger trigger) {
  for (const DatabaseTransition& row : kDatabaseLifecycle)
    if (row.from == from && row.trigger == trigger) return row.to;
  return std::nullopt;
}

// What a running database is busy with. Stored, and shown as TaskStatus: a number is never changed
// nor given again.
enum class DatabaseTaskKind : uint8_t {
  kNone = 0,
  kUpgrading = 1,
  kOpeningWan = 4,
  kClosingWan = 7,
  kRestarting = 10,
  kWaitingForSwitch = 15,  // all is ready; the change is made in the next maintenance window
  kSettingParameters = 19,
};

enum class DatabaseOperation : uint8_t {
  kIsolate,
  kOffline,
  kRestart,
  kUpgrade,
  kUpgradeEngine,
  kSetParameters,
  kOpenWan,
  kCloseWan,
  kMove,
  kChangeAccounts,
  kChangePassword,
  kDeleteAccounts,
  kDescribeAccounts,
  kLimitAccounts,
  kMoveAccount,
  kModify,
  kModifyProject,
  kProtect,
  kModifyGroups,
  kRenewal,
};
inline constexpr size_t kDatabaseOperationCount = 20;

struct DatabaseOperationRow {
  DatabaseOperation operation;
  std::string_view action;  // the API's, of which the code is one
  std::string_view code;    // where the state, or the task under way, does not allow it
  DatabaseState from;
  bool also_isolated;  // it may be asked of isolated ones, too
  bool when_idle;      // and only while no task is under way
};

inline constexpr auto kDatabaseOperations = [] {
  using enum DatabaseState;
  using O = DatabaseOperation;
  // clang-format off
  return std::array<DatabaseOperationRow, kDatabaseOperationCount>{{
      {O::kIsolate, "IsolateDBInstance", "OperationDenied.InstanceStatusError", kRunning, false, true},
      {O::kOffline, "OfflineIsolatedInstances", "InvalidParameter", kIsolated, false, false},
      {O::kRestart, "RestartDBInstances", "FailedOperation.StatusConflict", kRunning, false, true},
      {O::kUpgrade, "UpgradeDBInstance", "FailedOperation.StatusConflict", kRunning, false, true},
      {O::kUpgradeEngine, "UpgradeDBInstanceEngineVersion", "FailedOperation.StatusConflict", kRunning, false, true},
      {O::kSetParameters, "ModifyInstanceParam", "OperationDenied.InstanceTaskStatusError", kRunning, false, true},
      {O::kOpenWan, "OpenWanService", "OperationDenied.WrongStatus", kRunning, false, true},
      {O::kCloseWan, "CloseWanService", "OperationDenied.WrongStatus", kRunning, false, true},
      {O::kMove, "ModifyDBInstanceVipVport", "FailedOperation.StatusConflict", kRunning, false, true},
      {O::kChangeAccounts, "CreateAccounts", "FailedOperation.StatusConflict", kRunning, false, true},
      {O::kChangePassword, "ModifyAccountPassword", "FailedOperation.StatusConflict", kRunning, false, true},
      {O::kDeleteAccounts, "DeleteAccounts", "FailedOperation.StatusConflict", kRunning, false, true},
      {O::kDescribeAccounts, "ModifyAccountDescription", "FailedOperation.StartFlowError", kRunning, false, true},
      {O::kLimitAccounts, "ModifyAccountMaxUserConnections", "FailedOperation.AsyncTaskStatusError", kRunning, false, true},
      {O::kMoveAccount, "ModifyAccountHost", "FailedOperation.AsyncTaskStatusError", kRunning, false, true},
      {O::kModify, "ModifyDBInstanceName", "InvalidParameter", kRunning, false, false},
      {O::kModifyProject, "ModifyDBInstanceProject", "InvalidParameter", kRunning, false, false},
      {O::kProtect, "ModifyInstanceDestroyProtect", "OperationDenied", kRunning, false, false},
      {O::kModifyGroups, "ModifyDBInstanceSecurityGroups", "InvalidParameter", kRunning, true, false},
      {O::kRenewal, "ModifyAutoRenewFlag", "OperationDenied", kRunning, false, false},
  }};
  // clang-format on
}();

constexpr const DatabaseOperationRow& row_of(DatabaseOperation operation) {
  return kDatabaseOperations[size_t(operation)];
}

// Refuses an operation in a state, or during a task, in which it may not be asked. A change that
// waits for its window does not hold up the end of a database.
Result<void> check_may_be_asked(DatabaseOperation operation, std::string_view database,
                                DatabaseState state, DatabaseTaskKind task);
// Refuses it of a database whose zone has no power, where it is asked of the server itself.
Result<void> check_may_be_asked_without_power(DatabaseOperation operation,
                                              std::string_view database, std::string_view zone);

// The table as a Mermaid state diagram, for the documentation.
std::string database_lifecycle_diagram();

namespace database_lifecycle_checks {

constexpr bool operations_follow_the_numbers() {
  for (size_t i = 0; i < kDatabaseOperationCount; ++i)
    if (size_t(kDatabaseOperations[i].operation) != i) return false;
  return true;
}
static_assert(operations_follow_the_numbers());

constexpr bool each_trigger_leads_to_one_state() {
  for (const DatabaseTransition& a : kDatabaseLifecycle)
    for (const DatabaseTransition& b : kDatabaseLifecycle)
      if (a.from == b.from && a.trigger == b.trigger && a.to != b.to) return false;
  return true;
}
static_assert(each_trigger_leads_to_one_state());

// From the first state on, every state is reached, and each but the last has a way out.
constexpr bool every_state_is_reached_and_has_an_end() {
  for (const DatabaseStateRow& row : kDatabaseStates) {
    bool reached = row.state == DatabaseState::kDelivering,
         left = row.state == DatabaseState::kOffline;
    for (const DatabaseTransition& step : kDatabaseLifecycle) {
      reached = reached || step.to == row.state;
      left = left || step.from == row.state;
    }
    if (!reached || !left) return false;
  }
  return true;
}
static_assert(every_state_is_reached_and_has_an_end());

}  // namespace database_lifecycle_checks
}  // namespace terrane
