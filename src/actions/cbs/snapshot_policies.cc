// Automatic snapshot policies: made, changed, bound to disks, shown (M-32).
#include <algorithm>

#include "actions/cbs/cbs_service.h"
#include "actions/filters.h"
#include "region/admission.h"
#include "region/block/snapshot_policy_manager.h"

namespace terrane {
namespace {

namespace api = contract::cbs;
namespace manager = snapshot_policy_manager;
namespace rules = snapshot_policy_rules;

std::span<const uint64_t> numbers(const contract::List<uint64_t>& list) {
  return {list.begin(), list.size()};
}

Result<std::vector<SnapshotSchedule>> schedules_of(const contract::List<api::Policy>& policies) {
  std::vector<rules::WantedSchedule> wanted;
  for (const api::Policy& policy : policies)
    wanted.push_back({.hours = numbers(policy.Hour),
                      .days_of_week = numbers(policy.DayOfWeek),
                      .days_of_month = numbers(policy.DayOfMonth),
                      .interval_days = policy.IntervalDays});
  return rules::check_schedules(wanted);
}

template <class Request>
manager::PolicySettings settings_of(const Request& request) {
  manager::PolicySettings wanted{.active = request.IsActivated,
                                 .permanent = request.IsPermanent,
                                 .retention_days = request.RetentionDays};
  if (contract::present(request.AutoSnapshotPolicyName))
    wanted.name = std::string(request.AutoSnapshotPolicyName);
  return wanted;
}

Result<api::CreateAutoSnapshotPolicyResponse> create_policy(
    RegionWrite& call, const api::CreateAutoSnapshotPolicyRequest& request) {
  manager::PolicySettings wanted = settings_of(request);
  TRY(wanted.schedules, schedules_of(request.Policy));
  TRY(const SnapshotPolicy* policy, manager::create(call.change, wanted));
  api::CreateAutoSnapshotPolicyResponse reply{
      .AutoSnapshotPolicyId = to_text(call.arena, policy->id),
      .NextTriggerTime = to_local_text(call.arena, policy->next)};
  if (request.DryRun.value_or(false)) {  // all was done that would be
    reply.AutoSnapshotPolicyId = "";
    CHECKED(take_back(call.change));
  }
  return reply;
}

Result<api::ModifyAutoSnapshotPolicyAttributeResponse> modify_policy(
    RegionWrite& call, const api::ModifyAutoSnapshotPolicyAttributeRequest& request) {
  manager::PolicySettings wanted = settings_of(request);
  if (!request.Policy.empty()) {
    TRY(wanted.schedules, schedules_of(request.Policy));
  }
  CHECKED(manager::modify(call.change, request.AutoSnapshotPolicyId, wanted));
  return api::ModifyAutoSnapshotPolicyAttributeResponse{};
}

Result<api::DeleteAutoSnapshotPoliciesResponse> delete_policies(
    RegionWrite& call, const api::DeleteAutoSnapshotPoliciesRequest& request) {
  CHECKED(manager::remove_all(call.change, cbs_texts(request.AutoSnapshotPolicyIds)));
  return api::DeleteAutoSnapshotPoliciesResponse{};
}

Result<api::BindAutoSnapshotPolicyResponse> bind_policy(
    RegionWrite& call, const api::BindAutoSnapshotPolicyRequest& request) {
  CHECKED(manager::bind(call.change, request.AutoSnapshotPolicyId, cbs_texts(request.DiskIds)));
  return api::BindAutoSnapshotPolicyResponse{};
}

Result<api::UnbindAutoSnapshotPolicyResponse> unbind_policy(
    RegionWrite& call, const api::UnbindAutoSnapshotPolicyRequest& request) {
  CHECKED(manager::unbind(call.change, request.AutoSnapshotPolicyId, cbs_texts(request.DiskIds),
                          cbs_texts(request.InstanceIds)));
  return api::UnbindAutoSnapshotPolicyResponse{};
}

// --- Shown. ---

std::string_view state_of(const RegionCell&, const SnapshotPolicy& policy) {
  return policy.active ? "NORMAL" : "PAUSED";
}
bool has_state(const RegionCell& region, const SnapshotPolicy& policy, std::string_view,
               std::string_view value) {
  return state_of(region, policy) == value;
}

constexpr FilterRule<SnapshotPolicy> kFilters[] = {
    {"auto-snapshot-policy-id", id_is<&SnapshotPolicy::id>},
    {"auto-snapshot-policy-state", has_state},
    {"auto-snapshot-policy-name", text_contains<&SnapshotPolicy::name>}};

contract::List<uint64_t> shown_numbers(Arena& arena, const std::vector<uint8_t>& numbers) {
  return contract::list_of<uint64_t>(arena, numbers);
}

contract::List<api::Policy> shown_schedules(Arena& arena, const SnapshotPolicy& policy) {
  auto shown = arena.create_array<api::Policy>(policy.schedules.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    const SnapshotSchedule& schedule = policy.schedules[i];
    shown[i].Hour = shown_numbers(arena, schedule.hours);
    shown[i].DayOfWeek = shown_numbers(arena, schedule.days_of_week);
    shown[i].DayOfMonth = shown_numbers(arena, schedule.days_of_month);
    shown[i].IntervalDays = schedule.interval_days;
  }
  return contract::List<api::Policy>(shown);
}

// The instances that its disks are attached to, each once.
std::vector<InstanceId> instances_of(const RegionCell& region, const SnapshotPolicy& policy) {
  std::vector<InstanceId> instances;
  for (DiskId id : policy.disks)
    if (auto disk = disks::find(region, policy.account, id); disk && disk->is_attached())
      instances.push_back(disk->instance);
  std::ranges::sort(instances);
  auto repeated = std::ranges::unique(instances);
  instances.erase(repeated.begin(), repeated.end());
  return instances;
}

template <class Ids>
contract::List<contract::Text> shown_ids(Arena& arena, const Ids& ids) {
  auto shown = arena.create_array<contract::Text>(ids.size());
  for (size_t i = 0; i < shown.size(); ++i) shown[i] = to_text(arena, ids[i]);
  return contract::List<contract::Text>(shown);
}

api::AutoSnapshotPolicy shown(const RegionRead& call, const SnapshotPolicy& policy) {
  Arena& arena = call.arena;
  return {.DiskIdSet = shown_ids(arena, policy.disks),
          .IsActivated = policy.active,
          .AutoSnapshotPolicyState = state_of(call.region, policy),
          .IsCopyToRemote = 0,
          .IsPermanent = policy.retention_days == 0,
          .NextTriggerTime = policy.active ? to_local_text(arena, policy.next) : "",
          .AutoSnapshotPolicyName = policy.name,
          .AutoSnapshotPolicyId = to_text(arena, policy.id),
          .Policy = shown_schedules(arena, policy),
          .CreateTime = to_local_text(arena, policy.created),
          .RetentionDays = policy.retention_days,
          .CopyToAccountUin = "",
          .InstanceIdSet = shown_ids(arena, instances_of(call.region, policy)),
          .RetentionMonths = 0,
          .RetentionAmount = 0,
          .CopyFromAccountUin = "",
          .Tags = contract::List<api::Tag>(arena.create_array<api::Tag>(0))};
}

contract::List<api::AutoSnapshotPolicy> shown_all(const RegionRead& call,
                                                  std::span<const SnapshotPolicy* const> policies) {
  auto result = call.arena.create_array<api::AutoSnapshotPolicy>(policies.size());
  for (size_t i = 0; i < result.size(); ++i) result[i] = shown(call, *policies[i]);
  return contract::List<api::AutoSnapshotPolicy>(result);
}

Result<api::DescribeAutoSnapshotPoliciesResponse> describe_policies(
    RegionRead& call, const api::DescribeAutoSnapshotPoliciesRequest& request) {
  static constexpr std::string_view kFields[] = {"CREATE_TIME"};
  TRY(Page page, page_of(cbs_listing_errors(), request.Offset, request.Limit));
  TRY(Order order, order_of(request.Order, request.OrderField, kFields));
  TRY(auto all, list_records<SnapshotPolicy>(call.region, call.region.block->policies, call.account,
                                             request.AutoSnapshotPolicyIds, request.Filters,
                                             kFilters, Page{0, UINT64_MAX}, cbs_listing_errors()));
  std::ranges::sort(all.page, [&](const SnapshotPolicy* a, const SnapshotPolicy* b) {
    return order.ascending ? a->sequence < b->sequence : b->sequence < a->sequence;
  });
  Listed<SnapshotPolicy> listed;
  for (const SnapshotPolicy* policy : all.page) listed.add(*policy, page);
  return api::DescribeAutoSnapshotPoliciesResponse{
      .TotalCount = listed.total, .AutoSnapshotPolicySet = shown_all(call, listed.page)};
}

Result<api::DescribeDiskAssociatedAutoSnapshotPolicyResponse> describe_policies_of_disk(
    RegionRead& call, const api::DescribeDiskAssociatedAutoSnapshotPolicyRequest& request) {
  auto id = DiskId::parse(request.DiskId);
  if (!id) return refuse(disks::kMalformedId, request.DiskId);
  std::vector<const SnapshotPolicy*> policies;
  if (disks::find(call.region, call.account, *id))
    policies = manager::policies_of(call.region, *id);
  return api::DescribeDiskAssociatedAutoSnapshotPolicyResponse{
      .TotalCount = policies.size(), .AutoSnapshotPolicySet = shown_all(call, policies)};
}

constexpr Handler kHandlers[] = {
    region_write<create_policy>("cbs", "CreateAutoSnapshotPolicy"),
    region_write<modify_policy>("cbs", "ModifyAutoSnapshotPolicyAttribute"),
    region_write<delete_policies>("cbs", "DeleteAutoSnapshotPolicies"),
    region_write<bind_policy>("cbs", "BindAutoSnapshotPolicy"),
    region_write<unbind_policy>("cbs", "UnbindAutoSnapshotPolicy"),
    region_read<describe_policies>("cbs", "DescribeAutoSnapshotPolicies"),
    region_read<describe_policies_of_disk>("cbs", "DescribeDiskAssociatedAutoSnapshotPolicy"),
};

}  // namespace

std::span<const Handler> snapshot_policy_handlers() {
  return kHandlers;
}

}  // namespace terrane
