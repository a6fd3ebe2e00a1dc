// Finding instances, and their way through life: start, stop, reboot, reset, terminate (M-27).
// Operations on several are refused as a whole or done as a whole.
#pragma once

#include <span>
#include <vector>

#include "region/compute/instance_launch.h"

namespace terrane::instance_manager {

inline constexpr size_t kInstancesPerCall = 100;

inline constexpr ErrorKind kMalformedId{"InvalidInstanceId.Malformed",
                                        "{} is not an instance's ID (ins- and 8 characters).",
                                        "{} 不是合法的实例 ID（ins- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "InvalidInstanceId.NotFound",
    "There is no instance {} in this region; DescribeInstances lists yours.",
    "本地域不存在实例 {}，可通过 DescribeInstances 查询。"};
inline constexpr ErrorKind kNoneNamed{"MissingParameter",
                                      "InstanceIds is empty; name at least one instance.",
                                      "InstanceIds 为空，请至少指定一台实例。"};
inline constexpr ErrorKind kTooManyNamed{"InvalidParameterValue.LimitExceeded",
                                         "InstanceIds may name at most {} instances in one call.",
                                         "InstanceIds 单次最多指定 {} 台实例。"};
inline constexpr ErrorKind kUnknownStopType{
    "InvalidParameterValue", "StopType {} does not exist; use SOFT, HARD or SOFT_FIRST.",
    "不存在关机类型 {}，可选：SOFT、HARD、SOFT_FIRST。"};
inline constexpr ErrorKind kUnknownStopMode{
    "InvalidParameterValue", "StoppedMode {} does not exist; use KEEP_CHARGING or STOP_CHARGING.",
    "不存在关机计费模式 {}，可选：KEEP_CHARGING、STOP_CHARGING。"};
inline constexpr ErrorKind kProtected{"UnsupportedOperation.InstancesProtected",
                                      "Instance {} is protected: set DisableApiTermination to "
                                      "false by ModifyInstancesAttribute first.",
                                      "实例 {} 已开启实例保护，请先通过 ModifyInstancesAttribute "
                                      "将 DisableApiTermination 设为 false。"};

// The account's instance of this ID. Errors: kMalformedId, kNotFound.
Result<const Instance*> find(const RegionCell& region, AccountId account, std::string_view id);
// The account's instances of these IDs, each once. Errors: those above, kNoneNamed, kTooManyNamed.
Result<std::vector<const Instance*>> find_all(const RegionCell& region, AccountId account,
                                              std::span<const std::string_view> ids);
// The same, all in a state in which the operation may be asked of them. Where it needs the instance
// off, a running one passes only with `force_stop`.
Result<std::vector<const Instance*>> find_for(const Change& change,
                                              std::span<const std::string_view> ids,
                                              InstanceOperation operation, bool force_stop = false);

// Source: cvm.StartInstances.
Result<void> start(Change& change, std::span<const std::string_view> ids);
// `type`: SOFT (also when empty), HARD or SOFT_FIRST; `mode`: KEEP_CHARGING (also when empty) or
// STOP_CHARGING, which only instances charged by the hour and without local disks can have. Source:
// cvm.StopInstances.
Result<void> stop(Change& change, std::span<const std::string_view> ids, std::string_view type,
                  std::string_view mode);
// Source: cvm.RebootInstances.
Result<void> reboot(Change& change, std::span<const std::string_view> ids, std::string_view type);
// A prepaid instance is returned first and is then off, in state SHUTDOWN; the second call removes
// it. The others are removed at once. Source: cvm.TerminateInstances.
Result<void> terminate(Change& change, std::span<const std::string_view> ids);

struct Reset {
  std::string_view image;  // empty: the one it has
  WantedDisk system_disk;  // empty members: as it is
  Login login;
  std::string_view host_name;                 // empty: as it is
  std::optional<std::string_view> user_data;  // absent: as it is
};
// Makes the system disk anew from an image and boots from it. Source: cvm.ResetInstance.
Result<void> reset(Change& change, std::string_view id, const Reset& wanted);

}  // namespace terrane::instance_manager
