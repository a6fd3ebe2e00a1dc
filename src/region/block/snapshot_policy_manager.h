// Operations on automatic snapshot policies (M-32), and the snapshots they make.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "region/block/snapshot_policy_rules.h"

namespace terrane::snapshot_policy_manager {

using Ids = std::span<const std::string_view>;

// The account's policy of this ID. Errors: kMalformedId, kNotFound.
Result<const SnapshotPolicy*> find(const RegionCell& region, AccountId account,
                                   std::string_view id);

struct PolicySettings {  // what is absent stays, or takes its default
  std::optional<std::string> name;
  std::optional<std::vector<SnapshotSchedule>> schedules;
  std::optional<bool> active;
  std::optional<bool> permanent;
  std::optional<uint64_t> retention_days;
};
// Source: cbs.CreateAutoSnapshotPolicy.
Result<const SnapshotPolicy*> create(Change& change, const PolicySettings& wanted);
// Source: cbs.ModifyAutoSnapshotPolicyAttribute.
Result<void> modify(Change& change, std::string_view id, const PolicySettings& wanted);
// Source: cbs.DeleteAutoSnapshotPolicies.
Result<void> remove_all(Change& change, Ids ids);

// Source: cbs.BindAutoSnapshotPolicy.
Result<void> bind(Change& change, std::string_view id, Ids disks);
// Those disks, and all of those instances. Source: cbs.UnbindAutoSnapshotPolicy.
Result<void> unbind(Change& change, std::string_view id, Ids disks, Ids instances);

// The policies that a disk is bound to, oldest first.
std::vector<const SnapshotPolicy*> policies_of(const RegionCell& region, DiskId disk);

// Its time has come: it makes its snapshots (SnapshotPolicy::due).
void run(Change& change, const SnapshotPolicy& policy);

}  // namespace terrane::snapshot_policy_manager
