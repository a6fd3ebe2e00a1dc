#include "actions/cvm/placement_groups.h"

#include "actions/convert.h"
#include "actions/cvm/tag_specifications.h"
#include "actions/listing.h"
#include "contract/cvm.h"
#include "region/compute/placement_group_manager.h"
#include "region/compute/placement_group_rules.h"

namespace terrane {
namespace {

namespace cvm = contract::cvm;
namespace manager = placement_group_manager;
namespace rules = placement_group_rules;

cvm::DisasterRecoverGroup to_api(Arena& arena, const RegionCell& region,
                                 const PlacementGroup& group) {
  auto members = arena.create_array<contract::Text>(manager::member_count(region, group));
  size_t next = 0;
  region.cell.ledger().each(group.id, Kind::kInstance,
                            [&](AnyId id) { members[next++] = to_text(arena, id); });
  cvm::DisasterRecoverGroup shown{};
  shown.DisasterRecoverGroupId = to_text(arena, group.id);
  shown.Name = group.name;
  shown.Type = rules::level_name(group.level);
  shown.CvmQuotaTotal = members_limit(region.catalogue.limits(), group.level);
  shown.CurrentNum = int64_t(members.size());
  shown.InstanceIds = contract::List<contract::Text>(members);
  shown.CreateTime = arena.copy(to_iso8601(group.created));
  shown.Affinity = group.affinity;
  shown.Strategy = "SPREAD";
  shown.PartitionCount = 0;
  shown.Tags = to_api_tags<cvm::Tag>(arena, group.tags);
  return shown;
}

constexpr FilterRule<PlacementGroup> kFilters[] = {
    {"disaster-recover-group-id",
     [](const RegionCell&, const PlacementGroup& group, std::string_view, std::string_view value) {
       return to_text(group.id) == value;
     }},
    {"name", [](const RegionCell&, const PlacementGroup& group, std::string_view,
                std::string_view value) { return group.name.find(value) != std::string::npos; }},
    {"type", [](const RegionCell&, const PlacementGroup& group, std::string_view,
                std::string_view value) { return rules::level_name(group.level) == value; }},
    {"tag-key", has_tag_key<PlacementGroup>},
    {"tag:", has_tag_value<PlacementGroup>}};

Result<cvm::CreateDisasterRecoverGroupResponse> create_group(
    RegionWrite& call, const cvm::CreateDisasterRecoverGroupRequest& request) {
  TRY(auto tags, tags_for("ps", request.TagSpecification));
  TRY(const PlacementGroup* group,
      manager::create(call.change, {.name = std::string(request.Name),
                                    .level = request.Type,
                                    .affinity = request.Affinity.value_or(1),
                                    .strategy = request.Strategy,
                                    .tags = std::move(tags)}));
  return cvm::CreateDisasterRecoverGroupResponse{
      .DisasterRecoverGroupId = to_text(call.arena, group->id),
      .Type = rules::level_name(group->level),
      .Name = group->name,
      .CvmQuotaTotal = members_limit(call.catalogue.limits(), group->level),
      .CurrentNum = 0,
      .CreateTime = call.arena.copy(to_iso8601(group->created)),
      .Strategy = "SPREAD",
      .PartitionCount = 0};
}

Result<cvm::DescribeDisasterRecoverGroupsResponse> describe_groups(
    RegionRead& call, const cvm::DescribeDisasterRecoverGroupsRequest& request) {
  static const ListingErrors kErrors = [] {
    ListingErrors errors = kCvmListingErrors;
    errors.malformed_id = rules::kMalformedId;
    errors.unknown_filter.code = "InvalidParameterValue";
    errors.too_many_values.code = errors.bad_page.code = "InvalidParameterValue.LimitExceeded";
    return errors;
  }();
  TRY(Page page, page_of(kErrors, request.Offset, request.Limit));
  // `Name` is a filter of its own in this action.
  std::vector<cvm::Filter> filters(request.Filters.begin(), request.Filters.end());
  if (!request.Name.empty())
    filters.push_back(
        {"name", contract::list_of<contract::Text>(call.arena, std::span(&request.Name, 1))});
  TRY(auto listed, list_records<PlacementGroup>(call.region, call.region.compute.placement_groups,
                                                call.account, request.DisasterRecoverGroupIds,
                                                filters, kFilters, page, kErrors));
  return cvm::DescribeDisasterRecoverGroupsResponse{
      .DisasterRecoverGroupSet = shown_list<cvm::DisasterRecoverGroup>(
          call.arena, listed.page,
          [&](const PlacementGroup& group) { return to_api(call.arena, call.region, group); }),
      .TotalCount = int64_t(listed.total)};
}

Result<cvm::ModifyDisasterRecoverGroupAttributeResponse> modify_group(
    RegionWrite& call, const cvm::ModifyDisasterRecoverGroupAttributeRequest& request) {
  CHECKED(manager::modify(call.change, request.DisasterRecoverGroupId, std::string(request.Name),
                          request.Affinity));
  return cvm::ModifyDisasterRecoverGroupAttributeResponse{};
}

Result<cvm::DeleteDisasterRecoverGroupsResponse> delete_groups(
    RegionWrite& call, const cvm::DeleteDisasterRecoverGroupsRequest& request) {
  CHECKED(manager::remove(call.change, {request.DisasterRecoverGroupIds.begin(),
                                        request.DisasterRecoverGroupIds.size()}));
  return cvm::DeleteDisasterRecoverGroupsResponse{};
}

Result<cvm::DescribeDisasterRecoverGroupQuotaResponse> describe_quota(
    RegionRead& call, const cvm::DescribeDisasterRecoverGroupQuotaRequest&) {
  const Limits& limits = call.catalogue.limits();
  return cvm::DescribeDisasterRecoverGroupQuotaResponse{
      .GroupQuota = limits.placement_groups,
      .CurrentNum = int64_t(call.region.compute.placement_groups.count_of(call.account)),
      .CvmInHostGroupQuota = limits.instances_per_host_placement_group,
      .CvmInRackGroupQuota = limits.instances_per_rack_placement_group,
      .CvmInSwitchGroupQuota = limits.instances_per_switch_placement_group};
}

constexpr Handler kHandlers[] = {
    region_write<create_group>("cvm", "CreateDisasterRecoverGroup"),
    region_read<describe_groups>("cvm", "DescribeDisasterRecoverGroups"),
    region_write<modify_group>("cvm", "ModifyDisasterRecoverGroupAttribute"),
    region_write<delete_groups>("cvm", "DeleteDisasterRecoverGroups"),
    region_read<describe_quota>("cvm", "DescribeDisasterRecoverGroupQuota"),
};

}  // namespace

std::span<const Handler> placement_group_handlers() {
  return kHandlers;
}

}  // namespace terrane
