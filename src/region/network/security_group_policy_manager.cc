#include "region/network/security_group_policy_manager.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>

#include "region/network/security_group_manager.h"

namespace terrane::security_group_policy_manager {

using namespace security_group_policy_rules;

namespace {

// One direction of a group, on its way to be changed.
struct Edit {
  const SecurityGroup* group;
  std::vector<StoredPolicy> SecurityGroup::*direction;
  const std::vector<NewPolicy>* wanted;
  Policies policies;  // as they are, to be made what they shall be
};

std::vector<NewPolicy> NewPolicies::*same_direction(const Edit& edit) {
  return edit.direction == &SecurityGroup::ingress ? &NewPolicies::ingress : &NewPolicies::egress;
}

Result<std::optional<uint64_t>> read_version(std::string_view text) {
  if (text.empty()) return std::nullopt;
  uint64_t version = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (problem != std::errc() || end != text.data() + text.size())
    return refuse(kMalformedVersion, text);
  return version;
}

// Finds the group and the one direction the call is about.
Result<Edit> begin(const Change& change, std::string_view id, const NewPolicies& wanted) {
  TRY(const SecurityGroup* group, security_group_manager::find(change.region, change.account, id));
  if (!wanted.ingress.empty() && !wanted.egress.empty()) return refuse(kBothDirections);
  if (wanted.ingress.empty() && wanted.egress.empty()) return refuse(kNoPolicies);
  TRY(auto version, read_version(wanted.version));
  if (version && *version != group->version)
    return refuse(kStale, id, std::to_string(group->version), wanted.version);
  if (wanted.egress.empty())
    return Edit{group, &SecurityGroup::ingress, &wanted.ingress, group->ingress};
  return Edit{group, &SecurityGroup::egress, &wanted.egress, group->egress};
}

void touch(Change& change, SecurityGroup& group) {
  ++group.version;
  group.updated = change.now;
}

Result<void> store(Change& change, Edit edit) {
  change.transaction.change(change.region.network.security_groups, edit.group->id,
                            [&](SecurityGroup& changed) {
                              changed.*edit.direction = std::move(edit.policies);
                              touch(change, changed);
                            });
  return {};
}

// The index that a policy names, which must be below `size`.
Result<size_t> index_of(const NewPolicy& policy, size_t size) {
  if (!policy.index) return refuse(kNoIndex);
  if (*policy.index < 0 || uint64_t(*policy.index) >= size)
    return refuse(kIndexRange, std::to_string(*policy.index),
                  std::to_string(std::max<size_t>(size, 1) - 1));
  return size_t(*policy.index);
}

// The indexes that the policies name, each once.
Result<std::vector<size_t>> indexes_of(const std::vector<NewPolicy>& wanted, size_t size) {
  std::vector<size_t> indexes;
  for (const NewPolicy& one : wanted) {
    TRY(size_t index, index_of(one, size));
    if (std::ranges::count(indexes, index) > 0) return refuse(kSameIndex, std::to_string(index));
    indexes.push_back(index);
  }
  return indexes;
}

void erase(Policies& policies, std::vector<size_t> indexes) {
  std::ranges::sort(indexes, std::greater());
  for (size_t index : indexes) policies.erase(policies.begin() + std::ptrdiff_t(index));
}

Result<Policies> check_policies(const Change& change, const std::vector<NewPolicy>& wanted) {
  Policies policies;
  for (const NewPolicy& one : wanted) {
    TRY(StoredPolicy policy, check_policy(change.region, change.account, one, change.now));
    policies.push_back(std::move(policy));
  }
  return policies;
}

// `wanted`, where the places of policies that were there hold them in the order they had.
Policies in_old_order(const Policies& before, Policies wanted) {
  auto position = [&](const StoredPolicy& policy) {
    return std::ranges::find_if(before, [&](auto& old) { return same_policy(old, policy); });
  };
  Policies kept;
  for (const StoredPolicy& policy : wanted)
    if (position(policy) != before.end()) kept.push_back(policy);
  std::ranges::sort(kept, {}, position);
  auto next = kept.begin();
  for (StoredPolicy& policy : wanted)
    if (position(policy) != before.end()) policy = *next++;
  return wanted;
}

}  // namespace

Result<void> create(Change& change, std::string_view group, const NewPolicies& wanted) {
  TRY(Edit edit, begin(change, group, wanted));
  for (const NewPolicy& policy : *edit.wanted)
    if (policy.index != edit.wanted->front().index) return refuse(kDifferentIndexes);
  size_t place = edit.policies.size();
  if (edit.wanted->front().index) {
    TRY(place, index_of(edit.wanted->front(), edit.policies.size() + 1));
  }
  TRY(Policies added, check_policies(change, *edit.wanted));
  edit.policies.insert(edit.policies.begin() + std::ptrdiff_t(place), added.begin(), added.end());
  CHECKED(check_count(change.region, edit.group->id, edit.policies.size()));
  CHECKED(check_distinct(edit.policies));
  return store(change, std::move(edit));
}

Result<void> reset(Change& change, std::string_view id, const NewPolicies& wanted, bool ordered) {
  TRY(const SecurityGroup* group, security_group_manager::find(change.region, change.account, id));
  TRY(auto version, read_version(wanted.version));
  bool clear = version == 0u;
  if (version && !clear && *version != group->version && *version != group->version + 1)
    return refuse(kStale, id, std::to_string(group->version), wanted.version);
  Policies ingress, egress;
  if (!clear) {
    TRY(ingress, check_policies(change, wanted.ingress));
    TRY(egress, check_policies(change, wanted.egress));
    for (const Policies* direction : {&ingress, &egress}) {
      CHECKED(check_count(change.region, group->id, direction->size()));
      CHECKED(check_distinct(*direction));
    }
  }
  if (!ordered) {
    ingress = in_old_order(group->ingress, std::move(ingress));
    egress = in_old_order(group->egress, std::move(egress));
  }
  change.transaction.change(change.region.network.security_groups, group->id,
                            [&](SecurityGroup& changed) {
                              changed.ingress = std::move(ingress);
                              changed.egress = std::move(egress);
                              touch(change, changed);
                            });
  return {};
}

Result<void> replace(Change& change, std::string_view group, const NewPolicies& wanted) {
  TRY(Edit edit, begin(change, group, wanted));
  TRY(auto indexes, indexes_of(*edit.wanted, edit.policies.size()));
  TRY(Policies replacements, check_policies(change, *edit.wanted));
  for (size_t i = 0; i < indexes.size(); ++i)
    edit.policies[indexes[i]] = std::move(replacements[i]);
  CHECKED(check_distinct(edit.policies));
  return store(change, std::move(edit));
}

Result<void> move(Change& change, std::string_view group, const NewPolicies& wanted,
                  const NewPolicies& originals, bool contents) {
  TRY(Edit edit, begin(change, group, wanted));
  const std::vector<NewPolicy>& named = originals.*same_direction(edit);
  if (named.size() != edit.wanted->size()) return refuse(kOriginalsMissing);
  TRY(auto from, indexes_of(named, edit.policies.size()));
  TRY(auto to, indexes_of(*edit.wanted, edit.policies.size()));
  std::map<size_t, StoredPolicy> moved;  // by the index they go to
  for (size_t i = 0; i < from.size(); ++i) moved[to[i]] = edit.policies[from[i]];
  if (contents) {
    TRY(Policies replacements, check_policies(change, *edit.wanted));
    for (size_t i = 0; i < to.size(); ++i) moved[to[i]] = std::move(replacements[i]);
  }
  erase(edit.policies, from);
  for (auto& [index, policy] : moved)  // lowest first, so each lands at its index
    edit.policies.insert(edit.policies.begin() + std::ptrdiff_t(index), std::move(policy));
  CHECKED(check_distinct(edit.policies));
  return store(change, std::move(edit));
}

Result<void> remove(Change& change, std::string_view group, const NewPolicies& wanted) {
  TRY(Edit edit, begin(change, group, wanted));
  auto by_index = std::ranges::count_if(*edit.wanted,
                                        [](const NewPolicy& one) { return one.index.has_value(); });
  if (by_index == std::ssize(*edit.wanted)) {
    TRY(auto indexes, indexes_of(*edit.wanted, edit.policies.size()));
    erase(edit.policies, indexes);
    return store(change, std::move(edit));
  }
  if (by_index != 0) return refuse(kMixedIndexes);
  TRY(Policies named, check_policies(change, *edit.wanted));
  for (const StoredPolicy& one : named) {
    auto found = std::ranges::find_if(
        edit.policies, [&](const StoredPolicy& policy) { return same_policy(policy, one); });
    if (found == edit.policies.end())
      return refuse(kNotFound, group, one.action, one.protocol, one.port, who(one));
    edit.policies.erase(found);
  }
  return store(change, std::move(edit));
}

}  // namespace terrane::security_group_policy_manager
