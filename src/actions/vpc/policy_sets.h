// Conversions of SecurityGroupPolicySet, which many actions take.
#pragma once

#include <string>
#include <vector>

#include "contract/vpc.h"
#include "region/network/security_group_policy_manager.h"

namespace terrane {

inline security_group_policy_rules::NewPolicy new_policy(
    const contract::vpc::SecurityGroupPolicy& policy) {
  security_group_policy_rules::NewPolicy wanted{
      .index = policy.PolicyIndex,
      .protocol = std::string(policy.Protocol),
      .port = std::string(policy.Port),
      .cidr = std::string(policy.CidrBlock),
      .ipv6_cidr = std::string(policy.Ipv6CidrBlock),
      .group = std::string(policy.SecurityGroupId),
      .action = std::string(policy.Action),
      .description = std::string(policy.PolicyDescription)};
  if (const auto* addresses = policy.AddressTemplate)
    wanted.address_template =
        addresses->AddressId.empty() ? addresses->AddressGroupId : addresses->AddressId;
  if (const auto* services = policy.ServiceTemplate)
    wanted.service_template =
        services->ServiceId.empty() ? services->ServiceGroupId : services->ServiceId;
  return wanted;
}

inline std::vector<security_group_policy_rules::NewPolicy> new_policies(
    const contract::List<contract::vpc::SecurityGroupPolicy>& policies) {
  std::vector<security_group_policy_rules::NewPolicy> wanted;
  for (const auto& policy : policies) wanted.push_back(new_policy(policy));
  return wanted;
}

// None from a set that is absent.
inline security_group_policy_manager::NewPolicies new_policies(
    const contract::vpc::SecurityGroupPolicySet* set) {
  if (!set) return {};
  return {.version = std::string(set->Version),
          .ingress = new_policies(set->Ingress),
          .egress = new_policies(set->Egress)};
}

}  // namespace terrane
