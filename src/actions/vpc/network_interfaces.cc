// Elastic network interfaces: made, attached, given addresses and security groups, deleted (M-10).
#include "actions/convert.h"
#include "actions/listing.h"
#include "actions/vpc/shown.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/network_interface_manager.h"
#include "region/network/network_tasks.h"

namespace terrane {
namespace {

namespace api = contract::vpc;
namespace rules = network_interface_rules;
using network_interface_manager::NewInterface;
using network_interface_manager::WantedAddresses;

std::span<const std::string_view> texts(const contract::List<contract::Text>& list) {
  return {list.begin(), list.size()};
}

WantedAddresses wanted_addresses(const contract::List<api::PrivateIpAddressSpecification>& named,
                                 std::optional<uint64_t> more, std::string_view qos) {
  WantedAddresses wanted{.more = more.value_or(0), .qos = qos};
  for (const api::PrivateIpAddressSpecification& one : named)
    wanted.named.push_back({.address = one.PrivateIpAddress,
                            .primary = one.Primary.value_or(false),
                            .description = one.Description,
                            .qos = one.QosLevel});
  return wanted;
}

// What both actions that make one say of it.
template <class Request>
NewInterface new_interface(const Request& request) {
  return {.vpc = request.VpcId,
          .subnet = request.SubnetId,
          .name = std::string(request.NetworkInterfaceName),
          .description = std::string(request.NetworkInterfaceDescription),
          .addresses = wanted_addresses(request.PrivateIpAddresses,
                                        request.SecondaryPrivateIpAddressCount, request.QosLevel),
          .groups = texts(request.SecurityGroupIds),
          .tags = tags_of(request.Tags)};
}

Result<void> check_attach_type(std::optional<uint64_t> type) {
  if (type.value_or(0) == 0) return {};
  return refuse(rules::kUnsupportedAttachType, std::to_string(*type));
}

Result<void> check_rdma(std::optional<bool> rdma) {
  if (rdma.value_or(false)) return refuse(rules::kNotOffered, "IsRdma");
  return {};
}

Result<void> check_trunking(std::string_view flag) {
  if (flag.empty() || flag == "Disable") return {};
  return refuse(rules::kNotOffered, "TrunkingFlag " + std::string(flag));
}

const api::NetworkInterface* shown(RegionWrite& call, const NetworkInterface& record) {
  return call.arena.create<api::NetworkInterface>(
      to_api(call.arena, call.region, Interface(call.region, record), call.language));
}

Result<api::CreateNetworkInterfaceResponse> create_network_interface(
    RegionWrite& call, const api::CreateNetworkInterfaceRequest& request) {
  CHECKED(check_trunking(request.TrunkingFlag));
  CHECKED(check_rdma(request.IsRdma));
  TRY(const NetworkInterface* record,
      network_interface_manager::create(call.change, new_interface(request)));
  return api::CreateNetworkInterfaceResponse{.NetworkInterface = shown(call, *record)};
}

Result<api::CreateAndAttachNetworkInterfaceResponse> create_and_attach_network_interface(
    RegionWrite& call, const api::CreateAndAttachNetworkInterfaceRequest& request) {
  CHECKED(check_attach_type(request.AttachType));
  CHECKED(check_rdma(request.IsRdma));
  NewInterface wanted = new_interface(request);
  wanted.too_many = &rules::kTooManyToAttach;
  TRY(const NetworkInterface* record, network_interface_manager::create(call.change, wanted));
  CHECKED(network_interface_manager::attach(call.change, to_text(record->id), request.InstanceId,
                                            rules::kSubnetOfOtherZone));
  network_tasks::note(call.change);
  return api::CreateAndAttachNetworkInterfaceResponse{.NetworkInterface = shown(call, *record)};
}

Result<api::DeleteNetworkInterfaceResponse> delete_network_interface(
    RegionWrite& call, const api::DeleteNetworkInterfaceRequest& request) {
  CHECKED(network_interface_manager::remove(call.change, request.NetworkInterfaceId));
  network_tasks::note(call.change);
  return api::DeleteNetworkInterfaceResponse{};
}

Result<api::ModifyNetworkInterfaceAttributeResponse> modify_network_interface_attribute(
    RegionWrite& call, const api::ModifyNetworkInterfaceAttributeRequest& request) {
  network_interface_manager::InterfaceChange wanted;
  if (contract::present(request.NetworkInterfaceName)) wanted.name = request.NetworkInterfaceName;
  if (contract::present(request.NetworkInterfaceDescription))
    wanted.description = request.NetworkInterfaceDescription;
  if (request.SecurityGroupIds.present()) wanted.groups = texts(request.SecurityGroupIds);
  CHECKED(check_trunking(request.TrunkingFlag));
  CHECKED(network_interface_manager::modify(call.change, request.NetworkInterfaceId, wanted));
  return api::ModifyNetworkInterfaceAttributeResponse{};
}

Result<api::AttachNetworkInterfaceResponse> attach_network_interface(
    RegionWrite& call, const api::AttachNetworkInterfaceRequest& request) {
  CHECKED(check_attach_type(request.AttachType));
  CHECKED(network_interface_manager::attach(call.change, request.NetworkInterfaceId,
                                            request.InstanceId));
  network_tasks::note(call.change);
  return api::AttachNetworkInterfaceResponse{};
}

Result<api::DetachNetworkInterfaceResponse> detach_network_interface(
    RegionWrite& call, const api::DetachNetworkInterfaceRequest& request) {
  CHECKED(network_interface_manager::detach(call.change, request.NetworkInterfaceId,
                                            request.InstanceId));
  network_tasks::note(call.change);
  return api::DetachNetworkInterfaceResponse{};
}

Result<api::AssignPrivateIpAddressesResponse> assign_private_ip_addresses(
    RegionWrite& call, const api::AssignPrivateIpAddressesRequest& request) {
  TRY(auto assigned,
      network_interface_manager::assign(
          call.change, request.NetworkInterfaceId,
          wanted_addresses(request.PrivateIpAddresses, request.SecondaryPrivateIpAddressCount,
                           request.QosLevel)));
  auto list = call.arena.create_array<api::PrivateIpAddressSpecification>(assigned.size());
  for (size_t i = 0; i < list.size(); ++i)
    list[i] = to_api(call.arena, assigned[i], false, nullptr);
  network_tasks::note(call.change);
  return api::AssignPrivateIpAddressesResponse{
      .PrivateIpAddressSet = contract::List<api::PrivateIpAddressSpecification>(list)};
}

Result<api::UnassignPrivateIpAddressesResponse> unassign_private_ip_addresses(
    RegionWrite& call, const api::UnassignPrivateIpAddressesRequest& request) {
  std::vector<std::string_view> addresses;
  for (const api::PrivateIpAddressSpecification& one : request.PrivateIpAddresses)
    addresses.push_back(one.PrivateIpAddress);
  CHECKED(network_interface_manager::unassign(call.change, request.NetworkInterfaceId, addresses,
                                              request.InstanceId));
  network_tasks::note(call.change);
  return api::UnassignPrivateIpAddressesResponse{};
}

Result<api::ModifyPrivateIpAddressesAttributeResponse> modify_private_ip_addresses_attribute(
    RegionWrite& call, const api::ModifyPrivateIpAddressesAttributeRequest& request) {
  CHECKED(network_interface_manager::describe_addresses(
      call.change, request.NetworkInterfaceId,
      wanted_addresses(request.PrivateIpAddresses, std::nullopt, {}).named));
  return api::ModifyPrivateIpAddressesAttributeResponse{};
}

Result<api::DescribeVpcTaskResultResponse> describe_vpc_task_result(
    RegionRead& call, const api::DescribeVpcTaskResultRequest& request) {
  CHECKED(network_tasks::find(call.region, call.account, request.TaskId, call.now));
  return api::DescribeVpcTaskResultResponse{.Status = "SUCCESS", .Output = ""};
}

Result<api::AssociateNetworkInterfaceSecurityGroupsResponse> associate_groups(
    RegionWrite& call, const api::AssociateNetworkInterfaceSecurityGroupsRequest& request) {
  CHECKED(network_interface_manager::associate_groups(
      call.change, texts(request.NetworkInterfaceIds), texts(request.SecurityGroupIds)));
  return api::AssociateNetworkInterfaceSecurityGroupsResponse{};
}

Result<api::DisassociateNetworkInterfaceSecurityGroupsResponse> disassociate_groups(
    RegionWrite& call, const api::DisassociateNetworkInterfaceSecurityGroupsRequest& request) {
  CHECKED(network_interface_manager::disassociate_groups(
      call.change, texts(request.NetworkInterfaceIds), texts(request.SecurityGroupIds)));
  return api::DisassociateNetworkInterfaceSecurityGroupsResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_network_interface>("vpc", "CreateNetworkInterface"),
    region_write<create_and_attach_network_interface>("vpc", "CreateAndAttachNetworkInterface"),
    region_write<delete_network_interface>("vpc", "DeleteNetworkInterface"),
    region_write<modify_network_interface_attribute>("vpc", "ModifyNetworkInterfaceAttribute"),
    region_write<attach_network_interface>("vpc", "AttachNetworkInterface"),
    region_write<detach_network_interface>("vpc", "DetachNetworkInterface"),
    region_write<assign_private_ip_addresses>("vpc", "AssignPrivateIpAddresses"),
    region_write<unassign_private_ip_addresses>("vpc", "UnassignPrivateIpAddresses"),
    region_write<modify_private_ip_addresses_attribute>("vpc", "ModifyPrivateIpAddressesAttribute"),
    region_read<describe_vpc_task_result>("vpc", "DescribeVpcTaskResult"),
    region_write<associate_groups>("vpc", "AssociateNetworkInterfaceSecurityGroups"),
    region_write<disassociate_groups>("vpc", "DisassociateNetworkInterfaceSecurityGroups"),
};

}  // namespace

std::span<const Handler> network_interface_handlers() {
  return kHandlers;
}

}  // namespace terrane
