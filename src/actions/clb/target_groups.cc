// Target groups: created, changed, deleted; their members; what forwards to them.
#include "actions/clb/clb_requests.h"
#include "actions/clb/clb_service.h"
#include "actions/clb/clb_tags.h"
#include "region/balancer/target_group_manager.h"

namespace terrane {
namespace {

namespace api = contract::clb;
using target_group_manager::Association;
using target_group_manager::GroupSettings;
using target_group_manager::WantedMember;

std::vector<WantedMember> members(const contract::List<api::TargetGroupInstance>& list) {
  std::vector<WantedMember> wanted;
  for (const api::TargetGroupInstance& one : list)
    wanted.push_back({.address = one.BindIP,
                      .port = whole(one.Port),
                      .weight = whole(one.Weight),
                      .new_port = whole(one.NewPort)});
  return wanted;
}

// What creating and modifying take alike.
template <class Request>
GroupSettings settings(const Request& request) {
  GroupSettings wanted{.name = std::nullopt,
                       .port = whole(request.Port),
                       .weight = whole(request.Weight),
                       .scheduler = request.ScheduleAlgorithm,
                       .health = wanted_check(request.HealthCheck),
                       .keeps_alive = request.KeepaliveEnable,
                       .session_seconds = whole(request.SessionExpireTime),
                       .translates_source = request.SnatEnable};
  if (contract::present(request.TargetGroupName)) wanted.name = request.TargetGroupName;
  return wanted;
}

Result<api::CreateTargetGroupResponse> create_target_group(
    RegionWrite& call, const api::CreateTargetGroupRequest& request) {
  std::string_view version = request.IpVersion;
  if (!version.empty() && version != "IPv4" && version != "ipv4")
    return refuse(target_group_rules::kNotOffered, "IpVersion " + std::string(version));
  TRY(const TargetGroup* group,
      target_group_manager::create(call.change,
                                   {.vpc = request.VpcId,
                                    .type = request.Type,
                                    .protocol = request.Protocol,
                                    .listens_fully = request.FullListenSwitch.value_or(false),
                                    .settings = settings(request),
                                    .members = members(request.TargetGroupInstances),
                                    .tags = tags_given(request.Tags)}));
  return api::CreateTargetGroupResponse{.TargetGroupId = to_text(call.arena, group->id)};
}

Result<api::ModifyTargetGroupAttributeResponse> modify_target_group_attribute(
    RegionWrite& call, const api::ModifyTargetGroupAttributeRequest& request) {
  CHECKED(target_group_manager::modify(call.change, request.TargetGroupId, settings(request)));
  return api::ModifyTargetGroupAttributeResponse{};
}

Result<api::DeleteTargetGroupsResponse> delete_target_groups(
    RegionWrite& call, const api::DeleteTargetGroupsRequest& request) {
  CHECKED(target_group_manager::remove(call.change, texts(request.TargetGroupIds)));
  return api::DeleteTargetGroupsResponse{};
}

// --- Members. ---

Result<api::RegisterTargetGroupInstancesResponse> register_target_group_instances(
    RegionWrite& call, const api::RegisterTargetGroupInstancesRequest& request) {
  CHECKED(target_group_manager::add_members(call.change, request.TargetGroupId,
                                            members(request.TargetGroupInstances)));
  return api::RegisterTargetGroupInstancesResponse{};
}

Result<api::DeregisterTargetGroupInstancesResponse> deregister_target_group_instances(
    RegionWrite& call, const api::DeregisterTargetGroupInstancesRequest& request) {
  CHECKED(target_group_manager::remove_members(call.change, request.TargetGroupId,
                                               members(request.TargetGroupInstances)));
  return api::DeregisterTargetGroupInstancesResponse{};
}

Result<api::ModifyTargetGroupInstancesPortResponse> modify_target_group_instances_port(
    RegionWrite& call, const api::ModifyTargetGroupInstancesPortRequest& request) {
  CHECKED(target_group_manager::modify_ports(call.change, request.TargetGroupId,
                                             members(request.TargetGroupInstances)));
  return api::ModifyTargetGroupInstancesPortResponse{};
}

Result<api::ModifyTargetGroupInstancesWeightResponse> modify_target_group_instances_weight(
    RegionWrite& call, const api::ModifyTargetGroupInstancesWeightRequest& request) {
  CHECKED(target_group_manager::modify_weights(call.change, request.TargetGroupId,
                                               members(request.TargetGroupInstances)));
  return api::ModifyTargetGroupInstancesWeightResponse{};
}

// --- What forwards to them. ---

std::vector<Association> associations(const contract::List<api::TargetGroupAssociation>& list) {
  std::vector<Association> wanted;
  for (const api::TargetGroupAssociation& one : list)
    wanted.push_back({.group = one.TargetGroupId,
                      .balancer = one.LoadBalancerId,
                      .listener = one.ListenerId,
                      .location = one.LocationId,
                      .weight = one.Weight});
  return wanted;
}

Result<api::AssociateTargetGroupsResponse> associate_target_groups(
    RegionWrite& call, const api::AssociateTargetGroupsRequest& request) {
  CHECKED(target_group_manager::associate(call.change, associations(request.Associations)));
  return api::AssociateTargetGroupsResponse{};
}

Result<api::DisassociateTargetGroupsResponse> disassociate_target_groups(
    RegionWrite& call, const api::DisassociateTargetGroupsRequest& request) {
  CHECKED(target_group_manager::disassociate(call.change, associations(request.Associations)));
  return api::DisassociateTargetGroupsResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_target_group>("clb", "CreateTargetGroup"),
    region_write<modify_target_group_attribute>("clb", "ModifyTargetGroupAttribute"),
    region_write<delete_target_groups>("clb", "DeleteTargetGroups"),
    region_write<register_target_group_instances>("clb", "RegisterTargetGroupInstances"),
    region_write<deregister_target_group_instances>("clb", "DeregisterTargetGroupInstances"),
    region_write<modify_target_group_instances_port>("clb", "ModifyTargetGroupInstancesPort"),
    region_write<modify_target_group_instances_weight>("clb", "ModifyTargetGroupInstancesWeight"),
    region_write<associate_target_groups>("clb", "AssociateTargetGroups"),
    region_write<disassociate_target_groups>("clb", "DisassociateTargetGroups"),
};

}  // namespace

std::span<const Handler> target_group_handlers() {
  return kHandlers;
}

}  // namespace terrane
