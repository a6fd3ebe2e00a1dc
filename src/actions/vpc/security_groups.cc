#include "actions/convert.h"
#include "actions/filters.h"
#include "actions/listing.h"
#include "actions/region_visits.h"
#include "actions/vpc/policy_sets.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/security_group_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

constexpr ErrorKind kUnknownOrder{"InvalidParameterValue.Range", "{} must be {} or {}, not {}.",
                                  "{} 应为 {} 或 {}，而不是 {}。"};
constexpr ErrorKind kNoSuchRegion{
    "InvalidParameterValue", "There is no region {}. DescribeRegions lists those of this cloud.",
    "不存在地域 {}，可通过 DescribeRegions 查询本云的地域。"};

constexpr FilterRule<SecurityGroup> kFilters[] = {
    {"security-group-id", id_is<&SecurityGroup::id>},
    {"security-group-name", text_is<&SecurityGroup::name>},
    {"project-id", number_is<&SecurityGroup::project>},
    {"tag-key", has_tag_key<SecurityGroup>},
    {"tag:", has_tag_value<SecurityGroup>}};
constexpr Page kEverything{.offset = 0, .limit = UINT64_MAX};

const api::SecurityGroup* shown(Arena& arena, const SecurityGroup& group) {
  return arena.create<api::SecurityGroup>(to_api(arena, group));
}

Result<api::CreateSecurityGroupResponse> create_security_group(
    RegionWrite& call, const api::CreateSecurityGroupRequest& request) {
  TRY(const SecurityGroup* group,
      security_group_manager::create(call.change,
                                     {.name = std::string(request.GroupName),
                                      .description = std::string(request.GroupDescription),
                                      .project = std::string(request.ProjectId),
                                      .tags = tags_of(request.Tags)}));
  return api::CreateSecurityGroupResponse{.SecurityGroup = shown(call.arena, *group)};
}

Result<api::CreateSecurityGroupWithPoliciesResponse> create_security_group_with_policies(
    RegionWrite& call, const api::CreateSecurityGroupWithPoliciesRequest& request) {
  auto policies = new_policies(request.SecurityGroupPolicySet);
  TRY(const SecurityGroup* group,
      security_group_manager::create(call.change,
                                     {.name = std::string(request.GroupName),
                                      .description = std::string(request.GroupDescription),
                                      .project = std::string(request.ProjectId),
                                      .ingress = std::move(policies.ingress),
                                      .egress = std::move(policies.egress),
                                      .tags = tags_of(request.Tags)}));
  return api::CreateSecurityGroupWithPoliciesResponse{.SecurityGroup = shown(call.arena, *group)};
}

Result<api::CreateDefaultSecurityGroupResponse> create_default_security_group(
    RegionWrite& call, const api::CreateDefaultSecurityGroupRequest& request) {
  TRY(const SecurityGroup* group,
      security_group_manager::have_default(call.change, request.ProjectId));
  return api::CreateDefaultSecurityGroupResponse{.SecurityGroup = shown(call.arena, *group)};
}

// RemoteRegion is where the group is that is cloned; the called region gets the clone. The two are
// visited one after the other: what is cloned is the group as it was at the first visit.
Result<api::CloneSecurityGroupResponse> clone_security_group(
    CloudCall& call, const api::CloneSecurityGroupRequest& request) {
  if (!call.region) return refuse(kNoRegionNamed);
  const Region* source = call.region;
  if (!request.RemoteRegion.empty()) source = call.catalogue.find_region(request.RemoteRegion);
  if (!source) return refuse(kNoSuchRegion, request.RemoteRegion);
  TRY(auto copy, read_in(call, *source, [&](const RegionCell& region) {
        return security_group_manager::copy(region, call.account, request.SecurityGroupId,
                                            source != call.region);
      }));
  security_group_manager::CopyChange wanted{.project = std::string(request.ProjectId),
                                            .tags = tags_of(request.Tags),
                                            .copy_tags = request.IsCloneTags.value_or(false)};
  if (!request.GroupName.empty()) wanted.name = request.GroupName;
  if (!request.GroupDescription.empty()) wanted.description = request.GroupDescription;
  return change_in(
      call, *call.region, [&](Change& change) -> Result<api::CloneSecurityGroupResponse> {
        TRY(const SecurityGroup* group,
            security_group_manager::create_copy(change, std::move(copy), std::move(wanted)));
        return api::CloneSecurityGroupResponse{.SecurityGroup = shown(call.arena, *group)};
      });
}

// Sorts as the request says, the order of creation standing for their times.
Result<void> sort(std::vector<const SecurityGroup*>& groups,
                  const api::DescribeSecurityGroupsRequest& request) {
  std::string_view field = request.OrderField, direction = request.OrderDirection;
  if (field.empty()) return {};
  if (field != "CreatedTime" && field != "UpdateTime")
    return refuse(kUnknownOrder, "OrderField", "CreatedTime", "UpdateTime", field);
  if (!direction.empty() && direction != "ASC" && direction != "DESC")
    return refuse(kUnknownOrder, "OrderDirection", "ASC", "DESC", direction);
  bool by_update = field == "UpdateTime";
  std::ranges::sort(groups, {}, [&](const SecurityGroup* group) {
    return std::pair(by_update ? group->updated : Time(), group->sequence);
  });
  if (direction == "DESC") std::ranges::reverse(groups);
  return {};
}

Result<api::DescribeSecurityGroupsResponse> describe_security_groups(
    RegionRead& call, const api::DescribeSecurityGroupsRequest& request) {
  TRY(Page page, page_of(kVpcListingErrors, request.Offset, request.Limit));
  TRY(auto listed,
      list_records<SecurityGroup>(call.region, call.region.network.security_groups, call.account,
                                  request.SecurityGroupIds, request.Filters, kFilters, kEverything,
                                  kVpcListingErrors));
  CHECKED(sort(listed.page, request));
  uint64_t first = std::min<uint64_t>(page.offset, listed.page.size());
  std::span groups = std::span(listed.page).subspan(first);
  groups = groups.first(std::min<uint64_t>(page.limit, groups.size()));
  return api::DescribeSecurityGroupsResponse{
      .SecurityGroupSet = shown_list<api::SecurityGroup>(
          call.arena, groups,
          [&](const SecurityGroup& group) { return to_api(call.arena, group); }),
      .TotalCount = listed.total};
}

Result<api::ModifySecurityGroupAttributeResponse> modify_security_group_attribute(
    RegionWrite& call, const api::ModifySecurityGroupAttributeRequest& request) {
  security_group_manager::GroupChange wanted;
  if (contract::present(request.GroupName)) wanted.name = request.GroupName;
  if (contract::present(request.GroupDescription)) wanted.description = request.GroupDescription;
  CHECKED(security_group_manager::modify(call.change, request.SecurityGroupId, std::move(wanted)));
  return api::ModifySecurityGroupAttributeResponse{};
}

Result<api::DeleteSecurityGroupResponse> delete_security_group(
    RegionWrite& call, const api::DeleteSecurityGroupRequest& request) {
  CHECKED(security_group_manager::remove(call.change, request.SecurityGroupId));
  return api::DeleteSecurityGroupResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_security_group>("vpc", "CreateSecurityGroup"),
    region_write<create_security_group_with_policies>("vpc", "CreateSecurityGroupWithPolicies"),
    region_write<create_default_security_group>("vpc", "CreateDefaultSecurityGroup"),
    cloud_write<clone_security_group>("vpc", "CloneSecurityGroup"),
    region_read<describe_security_groups>("vpc", "DescribeSecurityGroups"),
    region_write<modify_security_group_attribute>("vpc", "ModifySecurityGroupAttribute"),
    region_write<delete_security_group>("vpc", "DeleteSecurityGroup"),
};

}  // namespace

std::span<const Handler> security_group_handlers() {
  return kHandlers;
}

}  // namespace terrane
