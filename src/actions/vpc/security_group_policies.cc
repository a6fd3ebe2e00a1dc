#include <algorithm>

#include "actions/listing.h"
#include "actions/vpc/policy_sets.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/security_group_manager.h"
#include "region/network/security_group_policy_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;
namespace rules = security_group_policy_rules;
namespace manager = security_group_policy_manager;

constexpr ErrorKind kUnknownDirection{
    "InvalidParameterValue.Malformed",
    "The filter direction takes INBOUND, OUTBOUND or ALL, not {}.",
    "过滤条件 direction 应为 INBOUND、OUTBOUND 或 ALL，而不是 {}。"};

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Filters of policies; those by direction stand apart.
struct PolicyFilter {
  std::string_view name;
  bool (*matches)(const StoredPolicy& policy, std::string_view value);
};
constexpr PolicyFilter kFilters[] = {
    {"security-group-id", [](const StoredPolicy& policy,
                             std::string_view value) { return to_text(policy.group) == value; }},
    {"ip",
     [](const StoredPolicy& policy, std::string_view value) {
       return holds(policy.cidr, value) || holds(policy.ipv6_cidr, value);
     }},
    {"protocol-type",
     [](const StoredPolicy& policy, std::string_view value) { return policy.protocol == value; }},
    {"port", [](const StoredPolicy& policy,
                std::string_view value) { return value == "ALL" || holds(policy.port, value); }},
    {"poly", [](const StoredPolicy& policy,
                std::string_view value) { return value == "ALL" || policy.action == value; }},
    {"description", [](const StoredPolicy& policy,
                       std::string_view value) { return holds(policy.description, value); }},
    {"address-module", [](const StoredPolicy&, std::string_view) { return false; }},
    {"service-module", [](const StoredPolicy&, std::string_view) { return false; }},
};
constexpr std::string_view kDirection = "direction";

struct ChosenPolicies {
  bool ingress = true;
  bool egress = true;
  std::vector<std::pair<const PolicyFilter*, const contract::List<contract::Text>*>> filters;

  bool passes(const StoredPolicy& policy) const {
    return std::ranges::all_of(filters, [&](const auto& filter) {
      return std::ranges::any_of(*filter.second, [&](std::string_view value) {
        return filter.first->matches(policy, value);
      });
    });
  }
};

Result<ChosenPolicies> chosen(const contract::List<api::Filter>& filters) {
  ChosenPolicies chosen;
  for (const api::Filter& filter : filters) {
    if (filter.Name == kDirection) {
      chosen.ingress = chosen.egress = false;
      for (std::string_view value : filter.Values) {
        if (value != "INBOUND" && value != "OUTBOUND" && value != "ALL")
          return refuse(kUnknownDirection, value);
        chosen.ingress |= value != "OUTBOUND";
        chosen.egress |= value != "INBOUND";
      }
      continue;
    }
    const PolicyFilter* known = std::ranges::find(kFilters, filter.Name, &PolicyFilter::name);
    if (known == std::end(kFilters)) {
      std::string names(kDirection);
      for (const PolicyFilter& other : kFilters) (names += ", ") += other.name;
      return refuse(kVpcListingErrors.unknown_filter, filter.Name, names);
    }
    chosen.filters.push_back({known, &filter.Values});
  }
  return chosen;
}

// Every text is there, "" where it says nothing; so are the indexes, which count all policies.
contract::List<api::SecurityGroupPolicy> to_api(Arena& arena, const rules::Policies& policies,
                                                const ChosenPolicies& chosen) {
  auto shown = arena.create_array<api::SecurityGroupPolicy>(policies.size());
  size_t count = 0;
  for (size_t index = 0; index < policies.size(); ++index) {
    const StoredPolicy& policy = policies[index];
    if (!chosen.passes(policy)) continue;
    shown[count++] = {.PolicyIndex = int64_t(index),
                      .Protocol = policy.protocol,
                      .Port = policy.port,
                      .CidrBlock = policy.cidr,
                      .Ipv6CidrBlock = policy.ipv6_cidr,
                      .SecurityGroupId = to_text(arena, policy.group),
                      .Action = policy.action,
                      .PolicyDescription = policy.description,
                      .ModifyTime = to_local_text(arena, policy.modified)};
  }
  return contract::List<api::SecurityGroupPolicy>(shown.first(count));
}

const api::PolicyStatistics* statistics(Arena& arena, const SecurityGroup& group) {
  auto ipv6 = [](const rules::Policies& policies) {
    return uint64_t(std::ranges::count_if(
        policies, [](const StoredPolicy& policy) { return !policy.ipv6_cidr.empty(); }));
  };
  return arena.create<api::PolicyStatistics>(
      api::PolicyStatistics{.IngressIPv4TotalCount = group.ingress.size() - ipv6(group.ingress),
                            .IngressIPv6TotalCount = ipv6(group.ingress),
                            .EgressIPv4TotalCount = group.egress.size() - ipv6(group.egress),
                            .EgressIPv6TotalCount = ipv6(group.egress)});
}

Result<api::DescribeSecurityGroupPoliciesResponse> describe_security_group_policies(
    RegionRead& call, const api::DescribeSecurityGroupPoliciesRequest& request) {
  TRY(const SecurityGroup* group,
      security_group_manager::find(call.region, call.account, request.SecurityGroupId));
  TRY(ChosenPolicies filters, chosen(request.Filters));
  rules::Policies none;
  return api::DescribeSecurityGroupPoliciesResponse{
      .SecurityGroupPolicySet =
          call.arena.create<api::SecurityGroupPolicySet>(api::SecurityGroupPolicySet{
              .Version = call.arena.copy(std::to_string(group->version)),
              .Egress = to_api(call.arena, filters.egress ? group->egress : none, filters),
              .Ingress = to_api(call.arena, filters.ingress ? group->ingress : none, filters),
              .PolicyStatistics = statistics(call.arena, *group)})};
}

Result<api::CreateSecurityGroupPoliciesResponse> create_security_group_policies(
    RegionWrite& call, const api::CreateSecurityGroupPoliciesRequest& request) {
  CHECKED(manager::create(call.change, request.SecurityGroupId,
                          new_policies(request.SecurityGroupPolicySet)));
  return api::CreateSecurityGroupPoliciesResponse{};
}

Result<api::ModifySecurityGroupPoliciesResponse> modify_security_group_policies(
    RegionWrite& call, const api::ModifySecurityGroupPoliciesRequest& request) {
  CHECKED(manager::reset(call.change, request.SecurityGroupId,
                         new_policies(request.SecurityGroupPolicySet),
                         request.SortPolicys.value_or(false)));
  return api::ModifySecurityGroupPoliciesResponse{};
}

// OriginalSecurityGroupPolicySet is for the caller's records only.
Result<api::ReplaceSecurityGroupPolicyResponse> replace_security_group_policy(
    RegionWrite& call, const api::ReplaceSecurityGroupPolicyRequest& request) {
  auto wanted = new_policies(request.SecurityGroupPolicySet);
  if (wanted.ingress.size() > 1 || wanted.egress.size() > 1) return refuse(rules::kOnlyOne);
  CHECKED(manager::replace(call.change, request.SecurityGroupId, wanted));
  return api::ReplaceSecurityGroupPolicyResponse{};
}

Result<api::ReplaceSecurityGroupPoliciesResponse> replace_security_group_policies(
    RegionWrite& call, const api::ReplaceSecurityGroupPoliciesRequest& request) {
  auto wanted = new_policies(request.SecurityGroupPolicySet);
  std::string_view type = request.UpdateType;
  if (type.empty() || type == "Policy") {
    CHECKED(manager::replace(call.change, request.SecurityGroupId, wanted));
  } else if (type == "Priority" || type == "Both") {
    CHECKED(manager::move(call.change, request.SecurityGroupId, wanted,
                          new_policies(request.OriginalSecurityGroupPolicySet), type == "Both"));
  } else {
    return refuse(rules::kUnknownUpdate, type);
  }
  return api::ReplaceSecurityGroupPoliciesResponse{};
}

Result<api::DeleteSecurityGroupPoliciesResponse> delete_security_group_policies(
    RegionWrite& call, const api::DeleteSecurityGroupPoliciesRequest& request) {
  CHECKED(manager::remove(call.change, request.SecurityGroupId,
                          new_policies(request.SecurityGroupPolicySet)));
  return api::DeleteSecurityGroupPoliciesResponse{};
}

constexpr Handler kHandlers[] = {
    region_read<describe_security_group_policies>("vpc", "DescribeSecurityGroupPolicies"),
    region_write<create_security_group_policies>("vpc", "CreateSecurityGroupPolicies"),
    region_write<modify_security_group_policies>("vpc", "ModifySecurityGroupPolicies"),
    region_write<replace_security_group_policy>("vpc", "ReplaceSecurityGroupPolicy"),
    region_write<replace_security_group_policies>("vpc", "ReplaceSecurityGroupPolicies"),
    region_write<delete_security_group_policies>("vpc", "DeleteSecurityGroupPolicies"),
};

}  // namespace

std::span<const Handler> security_group_policy_handlers() {
  return kHandlers;
}

}  // namespace terrane
