#include "actions/cvm/instance_view.h"

#include "actions/convert.h"
#include "region/block/block_tables.h"
#include "region/compute/instance_charge_rules.h"
#include "region/image/images.h"
#include "region/network/address_bindings.h"
#include "region/network/network_interfaces.h"

namespace terrane {

namespace api = contract::cvm;

namespace {

constexpr ErrorKind kLaunchFailed{
    "LaunchFailed", "The instance could not be launched: {}. Terminate it, and run another.",
    "实例创建失败：{}。请退还该实例，并重新创建。"};

}  // namespace

void InstanceView::show(const Instance& instance, api::Instance& shown) {
  shown.InstanceId = to_text(arena_, instance.id);
  shown.InstanceType = instance.type;
  shown.CPU = instance.cores;
  shown.Memory = instance.memory_gib;
  shown.InstanceName = !instance.name.empty()            ? instance.name.view()
                       : language_ == Language::kChinese ? "未命名"
                                                         : "Unnamed";
  shown.InstanceState = name_of(instance.state);
  shown.CreatedTime = to_iso8601(arena_, instance.created);
  shown.Tags = to_api_tags<api::Tag>(arena_, instance.tags);
  shown.Uuid = to_text(arena_, uuid_of(instance.id));
  shown.CamRoleName = "";
  shown.DisableApiTermination = instance.is_protected;
  shown.DisasterRecoverGroupIds = id_list(
      std::span<const PlacementGroupId>(&instance.placement_group, bool(instance.placement_group)));
  shown.PartitionNumber = 0;
  auto* login = arena_.create<api::LoginSettings>();
  login->KeyIds = id_list(std::span<const KeyPairId>(instance.key_pairs));
  login->KeepImageLogin = "FALSE";
  shown.LoginSettings = login;
  show_place(instance, shown);
  show_image(instance, shown);
  show_disks(instance, shown);
  show_network(instance, shown);
  show_charge(instance, shown);
  show_latest_operation(instance, shown);
}

void InstanceView::show_place(const Instance& instance, api::Instance& shown) {
  if (zone_ != instance.zone) {
    const Zone* zone = region_.find_zone(instance.zone);
    zone_ = instance.zone;
    zone_text_ = zone ? std::string_view(zone->id) : "";
  }
  auto* placement = arena_.create<api::Placement>();
  placement->Zone = zone_text_;
  placement->ProjectId = instance.project;
  shown.Placement = placement;
}

void InstanceView::show_image(const Instance& instance, api::Instance& shown) {
  if (image_ != instance.image) {
    image_ = instance.image;
    image_text_ = to_text(arena_, instance.image);
    origin_ = images::origin_of(region_.catalogue, instance);
  }
  shown.ImageId = image_text_;
  shown.OsName = origin_ ? std::string_view(origin_->os_name) : "";
  shown.DefaultLoginUser = origin_ ? std::string_view(origin_->login_user) : "root";
  shown.DefaultLoginPort = 22;
  shown.LicenseType = "TencentCloud";
}

void InstanceView::show_disks(const Instance& instance, api::Instance& shown) {
  const InstanceDisk& system = instance.system_disk;
  auto* shown_system = arena_.create<api::SystemDisk>();
  shown_system->DiskType = system.type;
  shown_system->DiskId = to_text(arena_, system.id);
  shown_system->DiskSize = system.size_gib;
  shown_system->DiskName = system.name.view();
  shown_system->Encrypt = false;
  shown.SystemDisk = shown_system;
  auto attached = region_.block->disks_of(instance.id);
  auto disks = arena_.create_array<api::DataDisk>(attached.size());
  for (size_t i = 0; i < disks.size(); ++i) {
    const Disk& disk = *attached[i];
    disks[i].DiskType = disk.type;
    disks[i].DiskId = to_text(arena_, disk.id);
    disks[i].DiskSize = disk.size_gib;
    disks[i].DiskName = disk.name;
    disks[i].SnapshotId = to_text(arena_, disk.from);
    disks[i].DeleteWithInstance = disk.delete_with_instance;
    disks[i].Encrypt = false;
    disks[i].ThroughputPerformance = disk.throughput_mbps;
    disks[i].BurstPerformance = disk.burst_performance;
  }
  shown.DataDisks = contract::List<api::DataDisk>(disks);
}

void InstanceView::show_network(const Instance& instance, api::Instance& shown) {
  if (subnet_ != instance.subnet) {
    subnet_ = instance.subnet;
    subnet_text_ = to_text(arena_, instance.subnet);
    vpc_text_ = to_text(arena_, region_.network.subnets.find(instance.subnet)->vpc);
  }
  auto* network = arena_.create<api::VirtualPrivateCloud>();
  network->VpcId = vpc_text_;
  network->SubnetId = subnet_text_;
  network->AsVpcGateway = false;
  network->Ipv6AddressCount = 0;
  shown.VirtualPrivateCloud = network;
  show_addresses(instance, shown);
  shown.SecurityGroupIds = id_list(std::span<const SecurityGroupId>(instance.security_groups));
  auto* internet = arena_.create<api::InternetAccessible>();
  internet->InternetChargeType = instance.internet_charge;
  internet->InternetMaxBandwidthOut = instance.bandwidth_mbps;
  internet->PublicIpAssigned = instance.public_address.is_set();
  shown.InternetAccessible = internet;
}

// Those of its primary interface.
void InstanceView::show_addresses(const Instance& instance, api::Instance& shown) {
  Ipv4 own = address_bindings::public_address_of(region_, instance);
  const auto* primary = network_interfaces::record_of_primary(region_, instance.id);
  if (!primary || primary->addresses.empty()) {
    shown.PrivateIpAddresses = address_list(instance.address);
    shown.PublicIpAddresses = address_list(own);
    return;
  }
  std::vector<Ipv4> inside{instance.address}, outside;
  if (own.is_set()) outside.push_back(own);
  for (const InterfaceAddress& held : primary->addresses) {
    inside.push_back(held.address);
    const Address* bound = address_bindings::bound_to(region_, primary->id, held.address);
    if (bound) outside.push_back(bound->public_address);
  }
  auto list = [&](const std::vector<Ipv4>& addresses) {
    auto texts = arena_.create_array<contract::Text>(addresses.size());
    for (size_t i = 0; i < texts.size(); ++i) texts[i] = to_text(arena_, addresses[i]);
    return contract::List<contract::Text>(texts);
  };
  shown.PrivateIpAddresses = list(inside);
  shown.PublicIpAddresses = list(outside);
}

void InstanceView::show_charge(const Instance& instance, api::Instance& shown) {
  bool isolated = instance.state == InstanceState::kShutdown;
  shown.InstanceChargeType = name_of(instance.charge);
  shown.RenewFlag = name_of(instance.renew);
  shown.ExpiredTime = to_iso8601(arena_, instance.expires);
  shown.StopChargingMode = name_of(instance.stop_mode);
  shown.RestrictState = isolated ? "PROTECTIVELY_ISOLATED" : "NORMAL";
  shown.IsolatedSource = isolated ? "MANMADE_ISOLATED" : "NOTISOLATED";
}

void InstanceView::show_latest_operation(const Instance& instance, api::Instance& shown) {
  shown.LatestOperation = row_of(instance.latest_operation).action;
  shown.LatestOperationState = name_of(instance.progress);
  shown.LatestOperationRequestId = to_text(arena_, instance.latest_request);
  shown.LatestOperationErrorMsg = instance.failure;
  if (instance.state == InstanceState::kLaunchFailed)
    shown.LatestOperationErrorMsg =
        arena_.copy(Error(kLaunchFailed, {std::string(instance.failure)}).message(language_));
}

}  // namespace terrane
