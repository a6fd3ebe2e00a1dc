#include "region/balancer/target_group_manager.h"

#include <algorithm>

#include "region/network/default_network.h"

namespace terrane::target_group_manager {
namespace {

using namespace target_group_rules;
using load_balancer_manager::find_to_change;
using load_balancer_manager::note_task;

template <class Modify>
void change_group(Change& change, TargetGroupId id, Modify modify_group) {
  change.transaction.change(change.region.balancer->target_groups, id, [&](TargetGroup& changed) {
    modify_group(changed);
    changed.updated = change.now;
  });
}

Result<VpcId> find_vpc(const Change& change, std::string_view text) {
  if (text.empty()) {
    const Vpc* own = default_network::find_vpc(change.region, change.account);
    if (!own) return refuse(load_balancer_rules::kNoDefaultVpc);
    return own->id;
  }
  auto id = VpcId::parse(text);
  const Vpc* vpc = id ? change.region.network.vpcs.find(*id) : nullptr;
  if (!vpc || vpc->account != change.account) return refuse(load_balancer_rules::kNoVpc, text);
  return vpc->id;
}

Result<void> apply(TargetGroup& group, const GroupSettings& wanted) {
  ListenerProtocol protocol = checked_as(group.protocol);
  if (wanted.name) {
    CHECKED(check_name(*wanted.name));
    group.name = *wanted.name;
  }
  if (wanted.port) {
    TRY(group.port, target_rules::check_port(*wanted.port));
  }
  if (wanted.weight) {
    TRY(group.weight, target_rules::check_weight(wanted.weight));
  }
  if (!wanted.scheduler.empty()) {
    TRY(group.scheduler, forwarding_rules::check_scheduler(protocol, wanted.scheduler));
  }
  if (wanted.session_seconds) {
    TRY(group.session_seconds, forwarding_rules::check_session(protocol, *wanted.session_seconds));
  }
  if (wanted.health && !group.weighted) return refuse(kOnlyWeighted, "HealthCheck");
  if (group.weighted) {
    TRY(group.health,
        forwarding_rules::check_health_check(
            protocol, wanted.health.value_or(forwarding_rules::WantedCheck{}), group.health));
  }
  if (wanted.keeps_alive) group.keeps_alive = *wanted.keeps_alive;
  if (wanted.translates_source) group.translates_source = *wanted.translates_source;
  return {};
}

// The group's members with those that are wanted, too.
Result<std::vector<Target>> with_members(const Change& change, const TargetGroup& group,
                                         Members wanted) {
  std::vector<Target> members = group.members;
  for (const WantedMember& one : wanted) {
    TRY(Target member, target_rules::find_by_address(change.region, group.vpc, one.address));
    if (!one.port && group.port == 0) return refuse(kMemberPort, one.address);
    TRY(member.port, target_rules::check_port(one.port.value_or(group.port)));
    TRY(member.weight,
        target_rules::check_weight(one.weight ? one.weight : std::optional(int64_t(group.weight))));
    member.registered = change.now;
    for (const Target& other : members)
      if (other.is_same_as(member))
        return refuse(kMemberTwice, one.address, std::to_string(member.port));
    members.push_back(member);
  }
  size_t limit = change.region.catalogue.limits().targets_per_listener_or_rule;
  if (members.size() > limit)
    return refuse(kMembersLimit, to_text(group.id), std::to_string(members.size()),
                  std::to_string(limit));
  return members;
}

// The member that is named, among these.
Result<Target*> find_member(std::vector<Target>& members, const TargetGroup& group,
                            const WantedMember& wanted) {
  int64_t port = wanted.port.value_or(group.port);
  for (Target& member : members)
    if (member.port == port && to_text(member.address) == wanted.address) return &member;
  return refuse(kNoMember, wanted.address, std::to_string(port), to_text(group.id));
}

Result<void> check_count(size_t count) {
  if (count == 0) return refuse(target_rules::kNoneNamed);
  if (count > target_rules::kTargetsPerCall)
    return refuse(target_rules::kTooManyNamed, std::to_string(target_rules::kTargetsPerCall));
  return {};
}

void set_members(Change& change, const TargetGroup& group, std::vector<Target> members) {
  change_group(change, group.id,
               [&](TargetGroup& changed) { changed.members = std::move(members); });
  note_task(change, {});
}

// A place whose TargetType lets it forward to the group.
Result<target_manager::Place> find_place_for(const Change& change, const Association& wanted,
                                             const TargetGroup& group) {
  TRY(const LoadBalancer* balancer, find_to_change(change, wanted.balancer));
  TRY(target_manager::Place place, target_manager::find_place(change.region, *balancer,
                                                              {.balancer = wanted.balancer,
                                                               .listener = wanted.listener,
                                                               .location = wanted.location,
                                                               .domain = {},
                                                               .url = {}}));
  if (group.vpc != balancer->vpc)
    return refuse(kOtherVpc, wanted.group, to_text(group.vpc), wanted.balancer,
                  to_text(balancer->vpc));
  return place;
}

Result<void> associate_one(Change& change, const Association& wanted,
                           std::vector<LoadBalancerId>& balancers) {
  TRY(const TargetGroup* group, find(change.region, change.account, wanted.group));
  TRY(target_manager::Place place, find_place_for(change, wanted, *group));
  const Forwarding& forwarding = place.forwarding();
  TargetKind needed = group->weighted ? TargetKind::kWeightedGroups : TargetKind::kGroup;
  if (forwarding.target_kind != needed)
    return refuse(kTakesTargets, to_text(place.id()), group->weighted ? "v2" : "v1",
                  forwarding_rules::name_of(forwarding.target_kind));
  for (const GroupBinding& binding : forwarding.groups) {
    if (binding.group == group->id) return refuse(kBoundAlready, to_text(place.id()), wanted.group);
    if (!group->weighted) return refuse(kHasAnother, to_text(place.id()), to_text(binding.group));
  }
  TRY(uint32_t weight, target_rules::check_weight(wanted.weight));
  TargetGroupId id = group->id;
  target_manager::change_forwarding(change.region, change.transaction, place.id(),
                                    [&](Forwarding& changed) {
                                      changed.groups.push_back({id, weight});
                                    });
  balancers.push_back(place.balancer->id);
  return {};
}

Result<void> disassociate_one(Change& change, const Association& wanted,
                              std::vector<LoadBalancerId>& balancers) {
  TRY(const TargetGroup* group, find(change.region, change.account, wanted.group));
  TRY(target_manager::Place place, find_place_for(change, wanted, *group));
  TargetGroupId id = group->id;
  auto is_it = [&](const GroupBinding& binding) { return binding.group == id; };
  if (std::ranges::none_of(place.forwarding().groups, is_it))
    return refuse(kNotBound, to_text(place.id()), wanted.group);
  target_manager::change_forwarding(
      change.region, change.transaction, place.id(),
      [&](Forwarding& changed) { std::erase_if(changed.groups, is_it); });
  balancers.push_back(place.balancer->id);
  return {};
}

// Each association, and the task that they are together.
Result<void> each_association(Change& change, const std::vector<Association>& associations,
                              Result<void> (*act)(Change&, const Association&,
                                                  std::vector<LoadBalancerId>&)) {
  if (associations.empty()) return refuse(kNoneNamed);
  if (associations.size() > kPerCall)
    return refuse(target_group_rules::kTooManyNamed, "Associations", std::to_string(kPerCall));
  std::vector<LoadBalancerId> balancers;
  for (const Association& association : associations) CHECKED(act(change, association, balancers));
  std::ranges::sort(balancers);
  balancers.erase(std::unique(balancers.begin(), balancers.end()), balancers.end());
  note_task(change, balancers);
  return {};
}

}  // namespace

Result<const TargetGroup*> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = TargetGroupId::parse(id);
  if (!parsed) return refuse(target_group_rules::kMalformedId, id);
  const TargetGroup* group = region.balancer->target_groups.find(*parsed);
  if (!group || group->account != account) return refuse(target_group_rules::kNotFound, id);
  return group;
}

Result<const TargetGroup*> create(Change& change, const NewGroup& wanted) {
  RegionCell& region = change.region;
  TRY(VpcId vpc, find_vpc(change, wanted.vpc));
  if (!wanted.type.empty() && wanted.type != "v1" && wanted.type != "v2")
    return refuse(kUnknownType, wanted.type);
  bool weighted = wanted.type == "v2";
  if (weighted) CHECKED(check_protocol(wanted.protocol));
  if (wanted.listens_fully && !weighted) return refuse(kOnlyWeighted, "FullListenSwitch");
  auto& table = region.balancer->target_groups;
  TargetGroup group{.id = region.cell.new_id(table),
                    .account = change.account,
                    .vpc = vpc,
                    .weighted = weighted,
                    .protocol = weighted ? std::string(wanted.protocol) : std::string(),
                    .listens_fully = wanted.listens_fully,
                    .tags = wanted.tags,
                    .created = change.now,
                    .updated = change.now};
  group.name = to_text(group.id);
  CHECKED(apply(group, wanted.settings));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource,
                     load_balancer_rules::kTagErrors));
  CHECKED(check_quota(region, change.account));
  TRY(group.members, with_members(change, group, wanted.members));
  group.sequence = region.cell.next_sequence();
  return &change.transaction.add(table, std::move(group));
}

Result<void> modify(Change& change, std::string_view id, const GroupSettings& wanted) {
  TRY(const TargetGroup* group, find(change.region, change.account, id));
  TargetGroup changed_one = *group;
  CHECKED(apply(changed_one, wanted));
  change_group(change, group->id, [&](TargetGroup& changed) { changed = std::move(changed_one); });
  return {};
}

Result<void> remove(Change& change, Ids ids) {
  if (ids.empty()) return refuse(target_group_rules::kNoneNamed);
  if (ids.size() > kPerCall)
    return refuse(target_group_rules::kTooManyNamed, "TargetGroupIds", std::to_string(kPerCall));
  std::vector<TargetGroupId> gone;
  for (std::string_view id : ids) {
    TRY(const TargetGroup* group, find(change.region, change.account, id));
    for (AnyId user : change.region.cell.ledger().referrers(group->id))
      return refuse(kInUse, to_text(user), id);
    if (std::ranges::find(gone, group->id) == gone.end()) gone.push_back(group->id);
  }
  for (TargetGroupId id : gone)
    change.transaction.remove(change.region.balancer->target_groups, id);
  return {};
}

Result<void> add_members(Change& change, std::string_view id, Members wanted) {
  CHECKED(check_count(wanted.size()));
  TRY(const TargetGroup* group, find(change.region, change.account, id));
  TRY(auto members, with_members(change, *group, wanted));
  set_members(change, *group, std::move(members));
  return {};
}

Result<void> remove_members(Change& change, std::string_view id, Members wanted) {
  CHECKED(check_count(wanted.size()));
  TRY(const TargetGroup* group, find(change.region, change.account, id));
  std::vector<Target> members = group->members;
  for (const WantedMember& one : wanted) {
    TRY(Target * member, find_member(members, *group, one));
    members.erase(members.begin() + (member - members.data()));
  }
  set_members(change, *group, std::move(members));
  return {};
}

Result<void> modify_ports(Change& change, std::string_view id, Members wanted) {
  CHECKED(check_count(wanted.size()));
  TRY(const TargetGroup* group, find(change.region, change.account, id));
  std::vector<Target> members = group->members;
  for (const WantedMember& one : wanted) {
    TRY(Target * member, find_member(members, *group, one));
    if (!one.new_port) return refuse(kNewPortMissing, one.address);
    Target moved = *member;
    TRY(moved.port, target_rules::check_port(*one.new_port));
    moved.registered = change.now;  // its checks begin anew
    for (const Target& other : members)
      if (other.is_same_as(moved))
        return refuse(kMemberTwice, one.address, std::to_string(moved.port));
    *member = moved;
  }
  set_members(change, *group, std::move(members));
  return {};
}

Result<void> modify_weights(Change& change, std::string_view id, Members wanted) {
  CHECKED(check_count(wanted.size()));
  TRY(const TargetGroup* group, find(change.region, change.account, id));
  std::vector<Target> members = group->members;
  for (const WantedMember& one : wanted) {
    TRY(Target * member, find_member(members, *group, one));
    if (!one.weight) return refuse(target_group_rules::kWeightMissing, one.address);
    TRY(member->weight, target_rules::check_weight(one.weight));
  }
  set_members(change, *group, std::move(members));
  return {};
}

Result<void> associate(Change& change, const std::vector<Association>& associations) {
  return each_association(change, associations, associate_one);
}

Result<void> disassociate(Change& change, const std::vector<Association>& associations) {
  return each_association(change, associations, disassociate_one);
}

}  // namespace terrane::target_group_manager
