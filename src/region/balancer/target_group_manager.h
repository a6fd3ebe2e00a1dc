// Operations on target groups. Each is refused as a whole or done as a whole; those on members and
// associations are tasks then.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "region/balancer/target_group_rules.h"
#include "region/balancer/target_manager.h"

namespace terrane::target_group_manager {

using Ids = std::span<const std::string_view>;

struct WantedMember {
  std::string_view address;
  std::optional<int64_t> port;  // absent: the group's
  std::optional<int64_t> weight;
  std::optional<int64_t> new_port;
};

// What a group may be told; absent members take the defaults, or stay.
struct GroupSettings {
  std::optional<std::string_view> name;
  std::optional<int64_t> port;
  std::optional<int64_t> weight;
  std::string_view scheduler;
  std::optional<forwarding_rules::WantedCheck> health;
  std::optional<bool> keeps_alive;
  std::optional<int64_t> session_seconds;
  std::optional<bool> translates_source;
};

struct NewGroup {
  std::string_view vpc;
  std::string_view type;
  std::string_view protocol;
  bool listens_fully = false;
  GroupSettings settings;
  std::vector<WantedMember> members;
  std::vector<TagPair> tags;
};

struct Association {
  std::string_view group;
  std::string_view balancer;
  std::string_view listener;
  std::string_view location;
  std::optional<int64_t> weight;
};

// The account's group of this ID. Errors: kMalformedId, kNotFound.
Result<const TargetGroup*> find(const RegionCell& region, AccountId account, std::string_view id);

// Source: clb.CreateTargetGroup.
Result<const TargetGroup*> create(Change& change, const NewGroup& wanted);
// Source: clb.ModifyTargetGroupAttribute.
Result<void> modify(Change& change, std::string_view id, const GroupSettings& wanted);
// Source: clb.DeleteTargetGroups.
Result<void> remove(Change& change, Ids ids);

using Members = std::span<const WantedMember>;
// Source: clb.RegisterTargetGroupInstances.
Result<void> add_members(Change& change, std::string_view id, Members members);
// Source: clb.DeregisterTargetGroupInstances.
Result<void> remove_members(Change& change, std::string_view id, Members members);
// Source: clb.ModifyTargetGroupInstancesPort.
Result<void> modify_ports(Change& change, std::string_view id, Members members);
// Source: clb.ModifyTargetGroupInstancesWeight.
Result<void> modify_weights(Change& change, std::string_view id, Members members);

// Source: clb.AssociateTargetGroups.
Result<void> associate(Change& change, const std::vector<Association>& associations);
// Source: clb.DisassociateTargetGroups.
Result<void> disassociate(Change& change, const std::vector<Association>& associations);

}  // namespace terrane::target_group_manager
