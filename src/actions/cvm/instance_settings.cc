// Changing what instances are made of: names, groups, keys, subnet, type, disks.
#include "region/compute/instance_settings.h"

#include "actions/cvm/instances.h"
#include "region/compute/placement_group_manager.h"

namespace terrane {
namespace {

namespace api = contract::cvm;
namespace settings = instance_settings;

std::optional<std::string_view> given(contract::Text text) {
  if (!contract::present(text)) return std::nullopt;
  return text;
}

Result<api::ModifyInstancesAttributeResponse> modify_attributes(
    RegionWrite& call, const api::ModifyInstancesAttributeRequest& request) {
  settings::Attributes wanted{.name = given(request.InstanceName),
                              .user_data = given(request.UserData),
                              .host_name = given(request.HostName),
                              .is_protected = request.DisableApiTermination,
                              .reboot = request.AutoReboot.value_or(false)};
  if (request.SecurityGroups.present()) wanted.security_groups = texts(request.SecurityGroups);
  CHECKED(settings::modify_attributes(call.change, texts(request.InstanceIds), wanted));
  return api::ModifyInstancesAttributeResponse{};
}

Result<api::ModifyInstancesProjectResponse> modify_project(
    RegionWrite& call, const api::ModifyInstancesProjectRequest& request) {
  CHECKED(settings::modify_project(call.change, texts(request.InstanceIds),
                                   request.ProjectId.value_or(0)));
  return api::ModifyInstancesProjectResponse{};
}

Result<api::AssociateSecurityGroupsResponse> associate_groups(
    RegionWrite& call, const api::AssociateSecurityGroupsRequest& request) {
  CHECKED(settings::associate_groups(call.change, texts(request.InstanceIds),
                                     texts(request.SecurityGroupIds)));
  return api::AssociateSecurityGroupsResponse{};
}

Result<api::DisassociateSecurityGroupsResponse> disassociate_groups(
    RegionWrite& call, const api::DisassociateSecurityGroupsRequest& request) {
  CHECKED(settings::disassociate_groups(call.change, texts(request.InstanceIds),
                                        texts(request.SecurityGroupIds)));
  return api::DisassociateSecurityGroupsResponse{};
}

Result<api::AssociateInstancesKeyPairsResponse> associate_keys(
    RegionWrite& call, const api::AssociateInstancesKeyPairsRequest& request) {
  CHECKED(settings::associate_keys(call.change, texts(request.InstanceIds), texts(request.KeyIds),
                                   request.ForceStop.value_or(false)));
  return api::AssociateInstancesKeyPairsResponse{};
}

Result<api::DisassociateInstancesKeyPairsResponse> disassociate_keys(
    RegionWrite& call, const api::DisassociateInstancesKeyPairsRequest& request) {
  CHECKED(settings::disassociate_keys(call.change, texts(request.InstanceIds),
                                      texts(request.KeyIds), request.ForceStop.value_or(false)));
  return api::DisassociateInstancesKeyPairsResponse{};
}

Result<api::ResetInstancesPasswordResponse> reset_password(
    RegionWrite& call, const api::ResetInstancesPasswordRequest& request) {
  CHECKED(settings::reset_password(call.change, texts(request.InstanceIds), request.Password,
                                   request.ForceStop.value_or(false)));
  return api::ResetInstancesPasswordResponse{};
}

Result<api::ModifyInstancesVpcAttributeResponse> move_to_subnet(
    RegionWrite& call, const api::ModifyInstancesVpcAttributeRequest& request) {
  const api::VirtualPrivateCloud& network = *request.VirtualPrivateCloud;
  CHECKED(settings::move_to_subnet(call.change, texts(request.InstanceIds), network.VpcId,
                                   network.SubnetId, texts(network.PrivateIpAddresses),
                                   request.ForceStop.value_or(false)));
  return api::ModifyInstancesVpcAttributeResponse{};
}

Result<api::ResetInstancesInternetMaxBandwidthResponse> reset_bandwidth(
    RegionWrite& call, const api::ResetInstancesInternetMaxBandwidthRequest& request) {
  const api::InternetAccessible& internet = *request.InternetAccessible;
  CHECKED(settings::reset_bandwidth(call.change, texts(request.InstanceIds),
                                    {.charge = internet.InternetChargeType,
                                     .bandwidth_mbps = internet.InternetMaxBandwidthOut,
                                     .public_address = internet.PublicIpAssigned}));
  return api::ResetInstancesInternetMaxBandwidthResponse{};
}

Result<api::ResetInstancesTypeResponse> reset_type(RegionWrite& call,
                                                   const api::ResetInstancesTypeRequest& request) {
  CHECKED(settings::reset_type(call.change, texts(request.InstanceIds), request.InstanceType,
                               request.ForceStop.value_or(false)));
  return api::ResetInstancesTypeResponse{};
}

Result<api::ResizeInstanceDisksResponse> resize_disks(
    RegionWrite& call, const api::ResizeInstanceDisksRequest& request) {
  std::vector<settings::DiskGrowth> growths;
  for (const api::DataDisk& disk : request.DataDisks)
    growths.push_back({.id = disk.DiskId, .size_gib = disk.DiskSize.value_or(0)});
  std::optional<int64_t> system_gib;
  if (request.SystemDisk) system_gib = request.SystemDisk->DiskSize.value_or(0);
  CHECKED(settings::resize_disks(call.change, request.InstanceId, growths, system_gib,
                                 request.ForceStop.value_or(false),
                                 request.ResizeOnline.value_or(false)));
  return api::ResizeInstanceDisksResponse{};
}

Result<api::ModifyInstancesDisasterRecoverGroupResponse> modify_placement_group(
    RegionWrite& call, const api::ModifyInstancesDisasterRecoverGroupRequest& request) {
  if (request.DisasterRecoverGroupIds.size() > 1) return refuse(kOnePlacementGroup);
  TRY(auto instances, instance_manager::find_for(call.change, texts(request.InstanceIds),
                                                 InstanceOperation::kModifyPlacementGroup));
  for (const Instance* instance : instances) {
    if (!request.DisasterRecoverGroupIds.empty()) {
      CHECKED(placement_group_manager::join(call.change, *instance,
                                            request.DisasterRecoverGroupIds[0],
                                            request.Force.value_or(false)));
    } else if (instance->placement_group) {
      CHECKED(placement_group_manager::leave(call.change, *instance,
                                             to_text(instance->placement_group)));
    }
  }
  return api::ModifyInstancesDisasterRecoverGroupResponse{};
}

Result<api::DeleteInstancesDisasterRecoverGroupsResponse> leave_placement_groups(
    RegionWrite& call, const api::DeleteInstancesDisasterRecoverGroupsRequest& request) {
  TRY(auto instances, instance_manager::find_for(call.change, texts(request.InstanceIds),
                                                 InstanceOperation::kLeavePlacementGroup));
  for (const Instance* instance : instances)
    for (std::string_view group : request.DisasterRecoverGroupIds)
      CHECKED(placement_group_manager::leave(call.change, *instance, group));
  return api::DeleteInstancesDisasterRecoverGroupsResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<modify_attributes>("cvm", "ModifyInstancesAttribute"),
    region_write<modify_project>("cvm", "ModifyInstancesProject"),
    region_write<associate_groups>("cvm", "AssociateSecurityGroups"),
    region_write<disassociate_groups>("cvm", "DisassociateSecurityGroups"),
    region_write<associate_keys>("cvm", "AssociateInstancesKeyPairs"),
    region_write<disassociate_keys>("cvm", "DisassociateInstancesKeyPairs"),
    region_write<reset_password>("cvm", "ResetInstancesPassword"),
    region_write<move_to_subnet>("cvm", "ModifyInstancesVpcAttribute"),
    region_write<reset_bandwidth>("cvm", "ResetInstancesInternetMaxBandwidth"),
    region_write<reset_type>("cvm", "ResetInstancesType"),
    region_write<resize_disks>("cvm", "ResizeInstanceDisks"),
    region_write<modify_placement_group>("cvm", "ModifyInstancesDisasterRecoverGroup"),
    region_write<leave_placement_groups>("cvm", "DeleteInstancesDisasterRecoverGroups"),
};

}  // namespace

std::span<const Handler> instance_settings_handlers() {
  return kHandlers;
}

}  // namespace terrane
