#include "region/network/security_group_manager.h"

#include <algorithm>

#include "region/network/security_group_rules.h"
#include "region/tags.h"

namespace terrane::security_group_manager {

using namespace security_group_rules;
namespace policy_rules = security_group_policy_rules;

namespace {

Result<std::vector<StoredPolicy>> check_policies(Change& change,
                                                 const std::vector<NewPolicy>& wanted) {
  std::vector<StoredPolicy> policies;
  for (const NewPolicy& one : wanted) {
    TRY(StoredPolicy policy,
        policy_rules::check_policy(change.region, change.account, one, change.now));
    policies.push_back(std::move(policy));
  }
  return policies;
}

// Stores a group that has all but its ID and times.
Result<const SecurityGroup*> add(Change& change, SecurityGroup group) {
  RegionCell& region = change.region;
  Table<SecurityGroup>& groups = region.network.security_groups;
  CHECKED(check_name(group.name));
  CHECKED(check_description(group.description));
  CHECKED(check_tags(group.tags, region.catalogue.limits().tags_per_resource));
  size_t limit = region.catalogue.limits().security_groups;
  if (groups.count_of(change.account) >= limit) return refuse(kTooMany, std::to_string(limit));
  if (!group.id) group.id = region.cell.new_id(groups);
  for (const auto* direction : {&group.ingress, &group.egress}) {
    CHECKED(policy_rules::check_count(region, group.id, direction->size()));
    CHECKED(policy_rules::check_distinct(*direction, policy_rules::kDuplicateInNewGroup));
  }

  group.account = change.account;
  group.sequence = region.cell.next_sequence();
  group.created = group.updated = change.now;
  return &change.transaction.add(groups, std::move(group));
}

}  // namespace

Result<const SecurityGroup*> find(const RegionCell& region, AccountId account,
                                  std::string_view id) {
  auto parsed = SecurityGroupId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const SecurityGroup* group = region.network.security_groups.find(*parsed);
  if (!group || group->account != account) return refuse(kNotFound, id);
  return group;
}

const SecurityGroup* find_default(const RegionCell& region, AccountId account, int64_t project) {
  for (const SecurityGroup* group : region.network.security_groups.of(account))
    if (group && group->is_default && group->project == project) return group;
  return nullptr;
}

Result<const SecurityGroup*> create(Change& change, NewGroup wanted) {
  TRY(int64_t project, check_project(change.region, change.account, wanted.project));
  TRY(auto ingress, check_policies(change, wanted.ingress));
  TRY(auto egress, check_policies(change, wanted.egress));
  uint64_t version = ingress.empty() && egress.empty() ? 0 : 1;
  return add(change, SecurityGroup{.name = std::move(wanted.name),
                                   .description = std::move(wanted.description),
                                   .project = project,
                                   .is_default = wanted.is_default,
                                   .version = version,
                                   .ingress = std::move(ingress),
                                   .egress = std::move(egress),
                                   .tags = std::move(wanted.tags)});
}

Result<const SecurityGroup*> have_default(Change& change, std::string_view project_text) {
  TRY(int64_t project, check_project(change.region, change.account, project_text));
  if (const auto* group = find_default(change.region, change.account, project)) return group;
  std::vector<NewPolicy> everything{{.cidr = "0.0.0.0/0", .action = "ACCEPT"}};
  return create(change, {.name = "All ports open",
                         .description = "Lets everything in and out",
                         .project = std::string(project_text),
                         .ingress = everything,
                         .egress = everything,
                         .is_default = true});
}

Result<void> modify(Change& change, std::string_view id, GroupChange wanted) {
  TRY(const SecurityGroup* group, find(change.region, change.account, id));
  if (wanted.name) CHECKED(check_name(*wanted.name));
  if (wanted.description) CHECKED(check_description(*wanted.description));
  change.transaction.change(change.region.network.security_groups, group->id,
                            [&](SecurityGroup& changed) {
                              if (wanted.name) changed.name = std::move(*wanted.name);
                              if (wanted.description)
                                changed.description = std::move(*wanted.description);
                              changed.updated = change.now;
                            });
  return {};
}

Result<void> remove(Change& change, std::string_view id) {
  TRY(const SecurityGroup* group, find(change.region, change.account, id));
  CHECKED(check_deletable(change.region, *group));
  change.transaction.remove(change.region.network.security_groups, group->id);
  return {};
}

Result<GroupCopy> copy(const RegionCell& region, AccountId account, std::string_view id,
                       bool to_another_region) {
  TRY(const SecurityGroup* group, find(region, account, id));
  for (const auto* direction : {&group->ingress, &group->egress})
    for (const StoredPolicy& policy : *direction)
      if (to_another_region && policy.group && policy.group != group->id)
        return refuse(kNamesOthers, id, to_text(policy.group));
  return GroupCopy{group->id,      group->name,   group->description,
                   group->ingress, group->egress, group->tags};
}

Result<const SecurityGroup*> create_copy(Change& change, GroupCopy copy, CopyChange wanted) {
  TRY(int64_t project, check_project(change.region, change.account, wanted.project));
  SecurityGroup group{.id = change.region.cell.new_id(change.region.network.security_groups),
                      .name = wanted.name.value_or(copy.name),
                      .description = wanted.description.value_or(copy.description),
                      .project = project,
                      .ingress = std::move(copy.ingress),
                      .egress = std::move(copy.egress),
                      .tags = std::move(wanted.tags)};
  group.version = group.ingress.empty() && group.egress.empty() ? 0 : 1;
  for (auto* direction : {&group.ingress, &group.egress}) {
    for (StoredPolicy& policy : *direction) {
      if (policy.group == copy.source) policy.group = group.id;
      policy.modified = change.now;
    }
  }
  if (wanted.copy_tags)
    for (TagPair& tag : copy.tags)
      if (std::ranges::count(group.tags, tag.key, &TagPair::key) == 0)
        group.tags.push_back(std::move(tag));
  return add(change, std::move(group));
}

}  // namespace terrane::security_group_manager
