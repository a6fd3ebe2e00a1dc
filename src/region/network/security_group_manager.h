// Operations on security groups (M-30). Each is refused as a whole or done as a whole.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "region/network/security_group_policy_rules.h"
#include "region/region_cell.h"

namespace terrane::security_group_manager {

using NewPolicy = security_group_policy_rules::NewPolicy;

struct NewGroup {
  std::string name;
  std::string description;
  std::string project;  // empty: 0
  std::vector<NewPolicy> ingress;
  std::vector<NewPolicy> egress;
  std::vector<TagPair> tags;
  bool is_default = false;
};

// What of a group is copied, wherever the copy is made: not tied to its region.
struct GroupCopy {
  SecurityGroupId source;
  std::string name;
  std::string description;
  std::vector<StoredPolicy> ingress;
  std::vector<StoredPolicy> egress;
  std::vector<TagPair> tags;
};

struct CopyChange {  // what is absent is as in the source
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::string project;        // empty: 0
  std::vector<TagPair> tags;  // beside the source's, if those are copied at all
  bool copy_tags = false;
};

struct GroupChange {  // what is absent stays
  std::optional<std::string> name;
  std::optional<std::string> description;
};

// The account's group of this ID. Errors: kMalformedId, kNotFound.
Result<const SecurityGroup*> find(const RegionCell& region, AccountId account, std::string_view id);
// The project's default group; null if it has none. Instances that name no group get project 0's,
// which every account has from its first call in the region.
const SecurityGroup* find_default(const RegionCell& region, AccountId account, int64_t project = 0);

// Source: vpc.CreateSecurityGroup, vpc.CreateSecurityGroupWithPolicies.
Result<const SecurityGroup*> create(Change& change, NewGroup wanted);
// The project's default group, made if it has none. Source: vpc.CreateDefaultSecurityGroup.
Result<const SecurityGroup*> have_default(Change& change, std::string_view project);
// Source: vpc.ModifySecurityGroupAttribute.
Result<void> modify(Change& change, std::string_view id, GroupChange wanted);
// Source: vpc.DeleteSecurityGroup.
Result<void> remove(Change& change, std::string_view id);

// The two halves of vpc.CloneSecurityGroup, which may be in two regions. A group that names others
// can be copied within its region only; policies that name the group itself will name the copy.
Result<GroupCopy> copy(const RegionCell& region, AccountId account, std::string_view id,
                       bool to_another_region);
Result<const SecurityGroup*> create_copy(Change& change, GroupCopy copy, CopyChange wanted);

}  // namespace terrane::security_group_manager
