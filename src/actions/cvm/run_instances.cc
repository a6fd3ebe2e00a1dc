// RunInstances: from the request to instance_launch.h, member by member.
#include "actions/convert.h"
#include "actions/cvm/instances.h"
#include "actions/cvm/launch_templates.h"
#include "region/admission.h"

namespace terrane {
namespace {

namespace api = contract::cvm;

constexpr ErrorKind kNotOffered{"UnsupportedOperation",
                                "{} is not offered by this cloud; leave it out.",
                                "本云不支持 {}，请去掉该参数。"};
constexpr ErrorKind kNoRoles{
    "AuthFailure.CamRoleNameAuthenticateFailed",
    "There is no role {} that an instance could take on; leave CamRoleName out.",
    "不存在可供实例使用的角色 {}，请去掉 CamRoleName。"};
constexpr ErrorKind kNoBandwidthPackage{"InvalidParameterValue.BandwidthPackageIdNotFound",
                                        "There is no bandwidth package {}.", "不存在带宽包 {}。"};
constexpr ErrorKind kNoDiskEncryption{
    "UnsupportedOperation.InvalidRegionDiskEncrypt",
    "Encrypted disks are not offered here; leave Encrypt and KmsKeyId out.",
    "本地域不支持加密云盘，请去掉 Encrypt 和 KmsKeyId。"};
constexpr ErrorKind kTagsOfWhat{"InvalidParameterValue",
                                "TagSpecification.ResourceType must be \"instance\", not {}.",
                                "TagSpecification.ResourceType 应为 instance，而不是 {}。"};

Result<void> check_not_offered(bool asked, std::string_view parameter) {
  if (asked) return refuse(kNotOffered, parameter);
  return {};
}

// What the API has and this cloud has not is refused by name, never passed over.
Result<void> check_offered(const api::RunInstancesRequest& request) {
  const api::Placement* placement = request.Placement;
  if (placement) {
    CHECKED(check_not_offered(!placement->HostIds.empty() || !placement->HostId.empty(),
                              "Placement.HostIds"));
    CHECKED(check_not_offered(!placement->DedicatedResourcePackIds.empty() ||
                                  !placement->DedicatedResourcePackTenancy.empty(),
                              "Placement.DedicatedResourcePackIds"));
    CHECKED(check_not_offered(!placement->RackId.empty(), "Placement.RackId"));
  }
  if (!request.CamRoleName.empty()) return refuse(kNoRoles, request.CamRoleName);
  CHECKED(check_not_offered(!request.HpcClusterId.empty(), "HpcClusterId"));
  CHECKED(check_not_offered(!request.DedicatedClusterId.empty(), "DedicatedClusterId"));
  CHECKED(check_not_offered(!request.ChcIds.empty(), "ChcIds"));
  CHECKED(check_not_offered(!request.NetworkInterfaces.empty(), "NetworkInterfaces"));
  CHECKED(check_not_offered(request.CpuTopology != nullptr, "CpuTopology"));
  CHECKED(check_not_offered(request.ActionTimer != nullptr, "ActionTimer"));
  CHECKED(check_not_offered(request.PartitionNumber.value_or(0) != 0, "PartitionNumber"));
  CHECKED(check_not_offered(request.EnableJumboFrame.value_or(false), "EnableJumboFrame"));
  CHECKED(check_not_offered(request.Metadata && !request.Metadata->Items.empty(), "Metadata"));
  if (const api::VirtualPrivateCloud* network = request.VirtualPrivateCloud) {
    CHECKED(check_not_offered(network->AsVpcGateway.value_or(false),
                              "VirtualPrivateCloud.AsVpcGateway"));
    CHECKED(check_not_offered(network->Ipv6AddressCount.value_or(0) > 0,
                              "VirtualPrivateCloud.Ipv6AddressCount"));
  }
  if (request.InternetAccessible && !request.InternetAccessible->BandwidthPackageId.empty())
    return refuse(kNoBandwidthPackage, request.InternetAccessible->BandwidthPackageId);
  bool encrypted = request.SystemDisk && request.SystemDisk->Encrypt.value_or(false);
  for (const api::DataDisk& disk : request.DataDisks) encrypted |= disk.Encrypt.value_or(false);
  if (encrypted) return refuse(kNoDiskEncryption);
  for (const api::TagSpecification& specification : request.TagSpecification)
    if (specification.ResourceType != "instance")
      return refuse(kTagsOfWhat, specification.ResourceType);
  return {};
}

void take_network(LaunchRequest& wanted, const api::RunInstancesRequest& request) {
  if (const api::VirtualPrivateCloud* network = request.VirtualPrivateCloud) {
    wanted.vpc = network->VpcId;
    wanted.subnet = network->SubnetId;
    wanted.addresses = texts(network->PrivateIpAddresses);
  }
  if (const api::InternetAccessible* internet = request.InternetAccessible) {
    wanted.internet.charge = internet->InternetChargeType;
    wanted.internet.bandwidth_mbps = internet->InternetMaxBandwidthOut;
    wanted.internet.public_address = internet->PublicIpAssigned;
  }
  wanted.security_groups = texts(request.SecurityGroupIds);
}

void take_disks(LaunchRequest& wanted, const api::RunInstancesRequest& request) {
  if (const api::SystemDisk* disk = request.SystemDisk)
    wanted.system_disk = {
        .type = disk->DiskType, .size_gib = disk->DiskSize.value_or(0), .name = disk->DiskName};
  for (const api::DataDisk& disk : request.DataDisks)
    wanted.data_disks.push_back({.type = disk.DiskType,
                                 .size_gib = disk.DiskSize.value_or(0),
                                 .name = disk.DiskName,
                                 .delete_with_instance = disk.DeleteWithInstance.value_or(true),
                                 .snapshot = disk.SnapshotId,
                                 .throughput_mbps = disk.ThroughputPerformance.value_or(0),
                                 .burst_performance = disk.BurstPerformance.value_or(false)});
}

void take_login(LaunchRequest& wanted, const api::RunInstancesRequest& request) {
  const api::LoginSettings* login = request.LoginSettings;
  if (!login) return;
  wanted.login = {.password = login->Password,
                  .key_ids = texts(login->KeyIds),
                  .keep_image_login = login->KeepImageLogin == "TRUE"};
}

Result<api::RunInstancesResponse> run_instances(RegionWrite& call,
                                                const api::RunInstancesRequest& given) {
  TRY(const api::RunInstancesRequest* request,
      with_launch_template(call.arena, call.region, call.account, given));
  CHECKED(check_offered(*request));
  TRY(auto launched, launch(call.change, launch_request(*request)));
  if (request->DryRun.value_or(false)) {  // all was done that would be
    CHECKED(take_back(call.change));
    return api::RunInstancesResponse{};
  }
  auto ids = call.arena.create_array<contract::Text>(launched.size());
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = to_text(call.arena, launched[i]->id);
  return api::RunInstancesResponse{.InstanceIdSet = contract::List<contract::Text>(ids)};
}

constexpr Handler kHandlers[] = {region_write<run_instances>("cvm", "RunInstances")};

}  // namespace

LaunchRequest launch_request(const api::RunInstancesRequest& request) {
  LaunchRequest wanted;
  if (request.Placement) {
    wanted.zone = request.Placement->Zone;
    wanted.project = request.Placement->ProjectId.value_or(0);
  }
  wanted.type = request.InstanceType;
  wanted.image = request.ImageId;
  wanted.count = request.InstanceCount.value_or(1);
  wanted.min_count = request.MinCount;
  wanted.charge = request.InstanceChargeType;
  if (request.InstanceChargePrepaid) {
    wanted.period_months = request.InstanceChargePrepaid->Period;
    wanted.renew_flag = request.InstanceChargePrepaid->RenewFlag;
  }
  take_disks(wanted, request);
  take_network(wanted, request);
  take_login(wanted, request);
  wanted.name = request.InstanceName;
  wanted.host_name = request.HostName;
  wanted.user_data = request.UserData;
  wanted.placement_groups = texts(request.DisasterRecoverGroupIds);
  for (const api::TagSpecification& specification : request.TagSpecification)
    for (const api::Tag& tag : specification.Tags)
      wanted.tags.push_back({std::string(tag.Key), std::string(tag.Value)});
  wanted.is_protected = request.DisableApiTermination.value_or(false);
  return wanted;
}

std::span<const Handler> instance_launch_handlers() {
  return kHandlers;
}

}  // namespace terrane
