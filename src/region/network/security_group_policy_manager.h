// Operations on the policies of security groups (M-30). Each is refused as a whole or done as a
// whole.
#pragma once

#include <string>
#include <vector>

#include "region/network/security_group_policy_rules.h"
#include "region/region_cell.h"

namespace terrane::security_group_policy_manager {

using NewPolicy = security_group_policy_rules::NewPolicy;

struct NewPolicies {
  std::string version;  // that the caller saw; empty: whatever it is
  std::vector<NewPolicy> ingress;
  std::vector<NewPolicy> egress;
};

// Adds policies to one direction: at their index, or behind the last. Source:
// vpc.CreateSecurityGroupPolicies.
Result<void> create(Change& change, std::string_view group, const NewPolicies& wanted);

// Makes these the group's policies; version 0 makes it none. As `ordered` they stand as given; else
// the ones that were there keep their order among themselves. Source:
// vpc.ModifySecurityGroupPolicies.
Result<void> reset(Change& change, std::string_view group, const NewPolicies& wanted, bool ordered);

// Gives policies of one direction, named by index, other contents. Source:
// vpc.ReplaceSecurityGroupPolicy, vpc.ReplaceSecurityGroupPolicies.
Result<void> replace(Change& change, std::string_view group, const NewPolicies& wanted);

// Moves the policies of one direction that `originals` name by index to the indexes of `wanted`,
// one by one; with `contents`, gives them those contents, too. Source:
// vpc.ReplaceSecurityGroupPolicies.
Result<void> move(Change& change, std::string_view group, const NewPolicies& wanted,
                  const NewPolicies& originals, bool contents);

// Takes policies of one direction away, all named by index or all by contents. Source:
// vpc.DeleteSecurityGroupPolicies.
Result<void> remove(Change& change, std::string_view group, const NewPolicies& wanted);

}  // namespace terrane::security_group_policy_manager
