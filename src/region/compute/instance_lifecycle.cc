#include "region/compute/instance_lifecycle.h"

#include "base/state_diagram.h"

namespace terrane {
namespace {

constexpr std::string_view kEnglish =
    "{} may not be asked of instance {} while it is {}; DescribeInstances shows when its state "
    "changes.";
constexpr std::string_view kChinese =
    "{} 不能用于实例 {}：其状态为 {}，可通过 DescribeInstances 查询状态变化。";

// In the order of InstanceState.
constexpr std::array<ErrorKind, kInstanceStateCount> kRefusals = {{
    {"UnsupportedOperation.InstanceStatePending", kEnglish, kChinese},
    {"UnsupportedOperation.InstanceStateLaunchFailed", kEnglish, kChinese},
    {"UnsupportedOperation.InstanceStateRunning", kEnglish, kChinese},
    {"UnsupportedOperation.InstanceStateStopping", kEnglish, kChinese},
    {"UnsupportedOperation.InstanceStateStopped", kEnglish, kChinese},
    {"UnsupportedOperation.InstanceStateStarting", kEnglish, kChinese},
    {"UnsupportedOperation.InstanceStateRebooting", kEnglish, kChinese},
    {"UnsupportedOperation.InstanceStateShutdown", kEnglish, kChinese},
    {"UnsupportedOperation.InstanceStateTerminating", kEnglish, kChinese},
    {"UnsupportedOperation.InstanceStateTerminated", kEnglish, kChinese},
}};

constexpr ErrorKind kIsolated{"UnsupportedOperation.InstanceStateIsolating", kEnglish, kChinese};

// Some actions document another code for an instance that was returned.
constexpr bool calls_shutdown_isolating(InstanceOperation operation) {
  return operation == InstanceOperation::kModifyProject ||
         operation == InstanceOperation::kAssociateSecurityGroups;
}

}  // namespace

std::unexpected<Error> refuse_in_state(InstanceOperation operation, std::string_view instance,
                                       InstanceState state) {
  if (state == InstanceState::kShutdown && calls_shutdown_isolating(operation))
    return refuse(kIsolated, row_of(operation).action, instance, name_of(state));
  return refuse(kRefusals[size_t(state)], row_of(operation).action, instance, name_of(state));
}

Result<void> check_may_be_asked(InstanceOperation operation, std::string_view instance,
                                InstanceState state) {
  if (row_of(operation).from.contains(state)) return {};
  return refuse_in_state(operation, instance, state);
}

std::string instance_lifecycle_diagram() {
  return state_diagram(
      InstanceState::kPending, "RunInstances", std::optional(InstanceState::kTerminated),
      kInstanceLifecycle, [](InstanceState state) { return name_of(state); },
      [](InstanceTrigger trigger) { return kInstanceTriggerNames[size_t(trigger)]; });
}

}  // namespace terrane
