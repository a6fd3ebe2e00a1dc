// The life of an instance, as one table: its states, what moves it from one to the next, and from
// which states each operation may be asked (D8). Every operation follows this page and nothing
// else.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "driver/driver.h"

namespace terrane {

// Stored in records: a number, once given, is never changed nor given again.
enum class InstanceState : uint8_t {
  kPending = 0,
  kLaunchFailed = 1,
  kRunning = 2,
  kStopping = 3,
  kStopped = 4,
  kStarting = 5,
  kRebooting = 6,
  kShutdown = 7,
  kTerminating = 8,
  kTerminated = 9,  // never stored: the record is gone
};
inline constexpr size_t kInstanceStateCount = 10;

class StateSet {
 public:
  constexpr StateSet(std::initializer_list<InstanceState> states = {}) {
    for (InstanceState state : states) bits_ |= bit(state);
  }
  constexpr bool contains(InstanceState state) const { return bits_ & bit(state); }
  constexpr void add(InstanceState state) { bits_ |= bit(state); }
  constexpr bool operator==(const StateSet&) const = default;

 private:
  static constexpr uint16_t bit(InstanceState state) { return uint16_t(1u << unsigned(state)); }
  uint16_t bits_ = 0;
};

struct InstanceStateRow {
  InstanceState state;
  std::string_view name;     // as the API names it
  std::string_view meaning;  // what is true in it
};

inline constexpr std::array<InstanceStateRow, kInstanceStateCount> kInstanceStates = {{
    {InstanceState::kPending, "PENDING", "has its place and addresses; its machine is being made"},
    {InstanceState::kLaunchFailed, "LAUNCH_FAILED", "its machine could not be made"},
    {InstanceState::kRunning, "RUNNING", "booted"},
    {InstanceState::kStopping, "STOPPING", "asked to stop"},
    {InstanceState::kStopped, "STOPPED", "off; keeps its place, addresses and disks"},
    {InstanceState::kStarting, "STARTING", "asked to start"},
    {InstanceState::kRebooting, "REBOOTING", "asked to start again"},
    {InstanceState::kShutdown, "SHUTDOWN", "prepaid and returned: off until renewed or removed"},
    {InstanceState::kTerminating, "TERMINATING", "its machine is being taken away"},
    {InstanceState::kTerminated, "TERMINATED", "gone, with its place and addresses free again"},
}};

constexpr std::string_view name_of(InstanceState state) {
  return kInstanceStates[size_t(state)].name;
}

enum class InstanceTrigger : uint8_t {
  kBooted,     // the driver saw it run
  kHalted,     // the driver saw it stop
  kDestroyed,  // the driver has nothing of it left
  kFailed,     // the driver could not do what was asked
  kStart,      // the others are asked by the account
  kStop,
  kReboot,
  kReset,
  kIsolate,
  kRenew,
  kTerminate,
};
inline constexpr std::array<std::string_view, 11> kInstanceTriggerNames = {
    "booted", "halted", "destroyed", "failed", "start",    "stop",
    "reboot", "reset",  "isolate",   "renew",  "terminate"};

struct InstanceTransition {
  InstanceState from;
  InstanceTrigger trigger;
  InstanceState to;
};

inline constexpr auto kInstanceLifecycle = [] {
  using enum InstanceState;
  using T = InstanceTrigger;
  return std::to_array<InstanceTransition>({
      {kPending, T::kBooted, kRunning},
      {kPending, T::kFailed, kLaunchFailed},
      {kLaunchFailed, T::kTerminate, kTerminating},

      {kRunning, T::kStop, kStopping},
      {kRunning, T::kReboot, kRebooting},
      {kRunning, T::kReset, kRebooting},
      {kRunning, T::kHalted, kStopped},  // shut down from inside, or by a fault
      {kRunning, T::kIsolate, kShutdown},
      {kRunning, T::kTerminate, kTerminating},

      {kStopping, T::kHalted, kStopped},
      {kStopping, T::kFailed, kRunning},

      {kStopped, T::kStart, kStarting},
      {kStopped, T::kReset, kStarting},
      {kStopped, T::kIsolate, kShutdown},
      {kStopped, T::kTerminate, kTerminating},

      {kStarting, T::kBooted, kRunning},
      {kStarting, T::kFailed, kStopped},
      {kRebooting, T::kBooted, kRunning},
      {kRebooting, T::kFailed, kStopped},

      {kShutdown, T::kHalted, kShutdown},
      {kShutdown, T::kFailed, kShutdown},
      {kShutdown, T::kRenew, kStarting},
      {kShutdown, T::kTerminate, kTerminating},

      {kTerminating, T::kDestroyed, kTerminated},
      {kTerminating, T::kFailed, kTerminating},  // tried again
  });
}();

// Where the trigger leads from a state; nothing where it means nothing there.
constexpr std::optional<InstanceState> next_state(InstanceState from, InstanceTrigger trigger) {
  for (const InstanceTransition& row : kInstanceLifecycle)
    if (row.from == from && row.trigger == trigger) return row.to;
  return std::nullopt;
}

constexpr StateSet states_with(InstanceTrigger trigger) {
  StateSet states;
  for (const InstanceTransition& row : kInstanceLifecycle)
    if (row.trigger == trigger) states.add(row.from);
  return states;
}

constexpr InstanceTrigger trigger_of(InstanceCondition condition) {
  switch (condition) {
    case InstanceCondition::kRunning:
      return InstanceTrigger::kBooted;
    case InstanceCondition::kStopped:
      return InstanceTrigger::kHalted;
    case InstanceCondition::kGone:
      return InstanceTrigger::kDestroyed;
    case InstanceCondition::kFailed:
      return InstanceTrigger::kFailed;
  }
  return InstanceTrigger::kFailed;
}

// Stored in records as the latest operation: a number is never changed nor given again.
enum class InstanceOperation : uint8_t {
  kRun = 0,
  kStart = 1,
  kStop = 2,
  kReboot = 3,
  kTerminate = 4,
  kReset = 5,
  kResetPassword = 6,
  kResetType = 7,
  kResizeDisks = 8,
  kResetBandwidth = 9,
  kModifyAttribute = 10,
  kModifyProject = 11,
  kModifyRenewFlag = 12,
  kModifyChargeType = 13,
  kRenew = 14,
  kModifyVpc = 15,
  kAssociateSecurityGroups = 16,
  kDisassociateSecurityGroups = 17,
  kAssociateKeyPairs = 18,
  kDisassociateKeyPairs = 19,
  kModifyPlacementGroup = 20,
  kLeavePlacementGroup = 21,
  kCreateImage = 22,
};
inline constexpr size_t kInstanceOperationCount = 23;

struct InstanceOperationRow {
  InstanceOperation operation;
  std::string_view action;  // the API action that asks for it, and its name in LatestOperation
  StateSet from;            // the states it may be asked in
  bool when_off = false;    // of a running one only with ForceStop, which reboots it
  bool boots = false;       // not while its host has no power
};

inline constexpr auto kInstanceOperations = [] {
  using enum InstanceState;
  using enum InstanceOperation;
  using T = InstanceTrigger;
  constexpr StateSet kSettled = {kRunning, kStopped};
  return std::array<InstanceOperationRow, kInstanceOperationCount>{{
      {kRun, "RunInstances", {}},
      {kStart, "StartInstances", states_with(T::kStart), false, true},
      {kStop, "StopInstances", states_with(T::kStop)},
      {kReboot, "RebootInstances", states_with(T::kReboot), false, true},
      {kTerminate, "TerminateInstances", states_with(T::kTerminate)},
      {kReset, "ResetInstance", states_with(T::kReset), false, true},
      {kResetPassword, "ResetInstancesPassword", kSettled, true},
      {kResetType, "ResetInstancesType", kSettled, true},
      {kResizeDisks, "ResizeInstanceDisks", kSettled, true},
      {kResetBandwidth, "ResetInstancesInternetMaxBandwidth", kSettled},
      {kModifyAttribute, "ModifyInstancesAttribute", kSettled},
      {kModifyProject, "ModifyInstancesProject", kSettled},
      {kModifyRenewFlag, "ModifyInstancesRenewFlag", kSettled},
      {kModifyChargeType, "ModifyInstancesChargeType", kSettled},
      {kRenew, "RenewInstances", {kRunning, kStopped, kShutdown}},
      {kModifyVpc, "ModifyInstancesVpcAttribute", kSettled, true},
      {kAssociateSecurityGroups, "AssociateSecurityGroups", kSettled},
      {kDisassociateSecurityGroups, "DisassociateSecurityGroups", kSettled},
      {kAssociateKeyPairs, "AssociateInstancesKeyPairs", kSettled, true},
      {kDisassociateKeyPairs, "DisassociateInstancesKeyPairs", kSettled, true},
      {kModifyPlacementGroup, "ModifyInstancesDisasterRecoverGroup", kSettled},
      {kLeavePlacementGroup, "DeleteInstancesDisasterRecoverGroups", kSettled},
      {kCreateImage, "CreateImage", kSettled},
  }};
}();

constexpr const InstanceOperationRow& row_of(InstanceOperation operation) {
  return kInstanceOperations[size_t(operation)];
}

// How far the latest operation came. Stored.
enum class OperationProgress : uint8_t { kSuccess = 0, kOperating = 1, kFailed = 2 };

constexpr std::string_view name_of(OperationProgress progress) {
  constexpr std::array<std::string_view, 3> kNames = {"SUCCESS", "OPERATING", "FAILED"};
  return kNames[size_t(progress)];
}

// Refuses an operation in a state it may not be asked in, with UnsupportedOperation.InstanceState…
Result<void> check_may_be_asked(InstanceOperation operation, std::string_view instance,
                                InstanceState state);
// The refusal alone, for rules that ask more than the table says.
std::unexpected<Error> refuse_in_state(InstanceOperation operation, std::string_view instance,
                                       InstanceState state);

// The table as a Mermaid state diagram, for the documentation.
std::string instance_lifecycle_diagram();

namespace lifecycle_checks {

constexpr bool rows_follow_the_numbers() {
  for (size_t i = 0; i < kInstanceStateCount; ++i)
    if (size_t(kInstanceStates[i].state) != i) return false;
  for (size_t i = 0; i < kInstanceOperationCount; ++i)
    if (size_t(kInstanceOperations[i].operation) != i) return false;
  return true;
}
static_assert(rows_follow_the_numbers());

constexpr bool each_trigger_leads_to_one_state() {
  for (const InstanceTransition& a : kInstanceLifecycle)
    for (const InstanceTransition& b : kInstanceLifecycle)
      if (a.from == b.from && a.trigger == b.trigger && a.to != b.to) return false;
  return true;
}
static_assert(each_trigger_leads_to_one_state());

// The states that lead to `goal`, or that `goal` leads to.
constexpr StateSet closure(InstanceState goal, bool backwards) {
  StateSet known = {goal};
  for (size_t round = 0; round < kInstanceStateCount; ++round)
    for (const InstanceTransition& row : kInstanceLifecycle) {
      if (backwards && known.contains(row.to)) known.add(row.from);
      if (!backwards && known.contains(row.from)) known.add(row.to);
    }
  return known;
}
constexpr StateSet kEveryState = [] {
  StateSet all;
  for (const InstanceStateRow& row : kInstanceStates) all.add(row.state);
  return all;
}();
static_assert(closure(InstanceState::kPending, false) == kEveryState, "every state is reached");
static_assert(closure(InstanceState::kTerminated, true) == kEveryState, "every state has an end");

// A driver that is asked something answers with success or failure: both must lead on.
constexpr bool what_a_driver_does_always_ends() {
  for (const InstanceStateRow& row : kInstanceStates) {
    bool waits = row.state == InstanceState::kPending || row.state == InstanceState::kStarting ||
                 row.state == InstanceState::kStopping || row.state == InstanceState::kRebooting ||
                 row.state == InstanceState::kTerminating;
    if (waits && !next_state(row.state, InstanceTrigger::kFailed)) return false;
    bool ends = next_state(row.state, InstanceTrigger::kBooted) ||
                next_state(row.state, InstanceTrigger::kHalted) ||
                next_state(row.state, InstanceTrigger::kDestroyed);
    if (waits && !ends) return false;
  }
  return true;
}
static_assert(what_a_driver_does_always_ends());

}  // namespace lifecycle_checks
}  // namespace terrane
