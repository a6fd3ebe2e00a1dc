#include "actions/terrane/impact_remedies.h"

#include <fmt/format.h>

namespace terrane {
namespace {

using impact::Remedy;
using impact::RemedyKind;

// IDs, zones and numbers need no escapes in JSON.
std::string quoted_list(const std::vector<SecurityGroupId>& ids) {
  std::string list;
  for (SecurityGroupId id : ids) {
    if (!list.empty()) list += ", ";
    list += fmt::format(R"("{}")", to_text(id));
  }
  return list;
}

std::string words(Language language, std::string_view english, std::string_view chinese,
                  const Remedy& remedy) {
  return fmt::format(fmt::runtime(language == Language::kChinese ? chinese : english),
                     fmt::arg("id", to_text(remedy.resource)),
                     fmt::arg("with", to_text(remedy.with)), fmt::arg("zone", remedy.zone),
                     fmt::arg("region", remedy.to_region));
}

RemedyCall register_target(const Remedy& remedy, Language language) {
  std::string rule;
  if (remedy.resource.kind() == Kind::kForwardingRule)
    rule = fmt::format(R"("LocationId": "{}", )", to_text(remedy.resource));
  return {
      .service = "clb",
      .action = "RegisterTargets",
      .parameters = fmt::format(
          R"({{"LoadBalancerId": "{}", "ListenerId": "{}", {}"Targets": [{{"InstanceId": "{}", "Port": {}}}]}})",
          to_text(remedy.balancer), to_text(remedy.listener), rule, to_text(remedy.with),
          remedy.port),
      .reason = words(language, "{id} would go on with {with}, which would stay up.",
                      "将不受影响的 {with} 绑定后，{id} 可继续提供服务。", remedy)};
}

RemedyCall add_subnet(const Remedy& remedy, Language language) {
  return {.service = "vpc",
          .action = "CreateSubnet",
          .parameters = fmt::format(
              R"({{"VpcId": "{}", "SubnetName": "{}", "CidrBlock": "{}", "Zone": "{}"}})",
              to_text(remedy.vpc), remedy.zone, to_text(remedy.subnet_range), remedy.zone),
          .reason =
              words(language, "A subnet in {zone}, so that something can stand in for {id} there.",
                    "先在 {zone} 创建子网，以便在该可用区部署 {id} 的备用资源。", remedy)};
}

RemedyCall launch_instance(const Remedy& remedy, Language language) {
  std::string groups = quoted_list(remedy.model.groups);
  return {
      .service = "cvm",
      .action = "RunInstances",
      .parameters = fmt::format(
          R"({{"Placement": {{"Zone": "{}"}}, "ImageId": "{}", "InstanceType": "{}", "VirtualPrivateCloud": {{"VpcId": "{}", "SubnetId": "{}"}}, "SecurityGroupIds": [{}]}})",
          remedy.zone, to_text(remedy.model.image), remedy.model.type, to_text(remedy.vpc),
          to_text(remedy.subnet), groups),
      .reason =
          words(language,
                "{id} stands on {with} alone: another like it in {zone} could take over, once "
                "it is registered or the address is bound to it.",
                "{id} 仅依赖 {with}：在 {zone} 启动同样的实例，再绑定后端或公网 IP "
                "后即可接替。",
                remedy)};
}

RemedyCall move_address(const Remedy& remedy, Language language) {
  return {.service = "vpc",
          .action = "AssociateAddress",
          .parameters = fmt::format(R"({{"AddressId": "{}", "InstanceId": "{}"}})",
                                    to_text(remedy.resource), to_text(remedy.with)),
          .after = true,
          .reason =
              words(language, "When it happens, {id} can be moved to {with}, which would stay up.",
                    "故障发生后，可将 {id} 改绑到不受影响的 {with}。", remedy)};
}

RemedyCall make_elastic(const Remedy& remedy, Language language) {
  return {.service = "vpc",
          .action = "TransformAddress",
          .parameters = fmt::format(R"({{"InstanceId": "{}"}})", to_text(remedy.resource)),
          .reason = words(language,
                          "The public address of {id} is bound to it for good; as an elastic IP it "
                          "could be moved to an instance in another zone.",
                          "{id} 的普通公网 IP 无法迁移，转为弹性公网 IP "
                          "后可改绑到其他可用区的实例。",
                          remedy)};
}

RemedyCall add_standby(const Remedy& remedy, Language language) {
  return {
      .service = "cdb",
      .action = "UpgradeDBInstance",
      .parameters = fmt::format(
          R"({{"InstanceId": "{}", "Memory": {}, "Cpu": {}, "Volume": {}, "DeployMode": 1, "SlaveZone": "{}"}})",
          to_text(remedy.resource), remedy.memory, remedy.cores, remedy.volume_gib, remedy.zone),
      .reason = words(language, "With its standby in {zone}, {id} would go on there.",
                      "将备库放到 {zone} 后，{id} 可在该可用区继续提供服务。", remedy)};
}

RemedyCall second_cache(const Remedy& remedy, Language language) {
  return {.service = "terrane",
          .action = "CreateCache",
          .parameters =
              fmt::format(R"({{"Zone": "{}", "MemoryGiB": {}, "VpcId": "{}", "SubnetId": "{}"}})",
                          remedy.zone, remedy.memory, to_text(remedy.vpc), to_text(remedy.subnet)),
          .reason = words(language,
                          "{id} has no standby: clients could turn to a second cache in {zone}.",
                          "{id} 没有备用节点，可在 {zone} 再创建一个缓存供客户端切换。", remedy)};
}

RemedyCall snapshot_disk(const Remedy& remedy, Language language) {
  return {
      .service = "cbs",
      .action = "CreateSnapshot",
      .parameters = fmt::format(R"({{"DiskId": "{}"}})", to_text(remedy.resource)),
      .reason = words(language,
                      "{id} has no snapshot; one can be copied to another region, and disks made "
                      "of it anywhere.",
                      "{id} 没有快照；创建快照后可复制到其他地域，并用于创建云硬盘。", remedy)};
}

RemedyCall copy_snapshot(const Remedy& remedy, Language language) {
  return {.service = "cbs",
          .action = "CopySnapshotCrossRegions",
          .parameters = fmt::format(R"({{"SnapshotId": "{}", "DestinationRegions": ["{}"]}})",
                                    to_text(remedy.resource), remedy.to_region),
          .reason = words(language, "With a copy in {region}, {id} would outlast its region.",
                          "复制到 {region} 后，{id} 不会随本地域丢失。", remedy)};
}

RemedyCall copy_image(const Remedy& remedy, Language language) {
  return {
      .service = "cvm",
      .action = "SyncImages",
      .parameters = fmt::format(R"({{"ImageIds": ["{}"], "DestinationRegions": ["{}"]}})",
                                to_text(remedy.resource), remedy.to_region),
      .reason = words(language, "With a copy in {region}, instances could start from {id} there.",
                      "复制到 {region} 后，可在该地域使用镜像 {id} 启动实例。", remedy)};
}

}  // namespace

RemedyCall call_for(const Remedy& remedy, Language language) {
  bool starts_something =
      remedy.kind == RemedyKind::kLaunchInstance || remedy.kind == RemedyKind::kSecondCache;
  if (starts_something && !remedy.subnet) return add_subnet(remedy, language);
  switch (remedy.kind) {
    case RemedyKind::kRegisterTarget:
      return register_target(remedy, language);
    case RemedyKind::kLaunchInstance:
      return launch_instance(remedy, language);
    case RemedyKind::kMoveAddress:
      return move_address(remedy, language);
    case RemedyKind::kMakeElastic:
      return make_elastic(remedy, language);
    case RemedyKind::kAddStandby:
      return add_standby(remedy, language);
    case RemedyKind::kSecondCache:
      return second_cache(remedy, language);
    case RemedyKind::kSnapshotDisk:
      return snapshot_disk(remedy, language);
    case RemedyKind::kCopySnapshot:
      return copy_snapshot(remedy, language);
    case RemedyKind::kCopyImage:
      return copy_image(remedy, language);
  }
  impossible("a remedy has a kind");
}

std::string command_for(const RemedyCall& call, const Region& place) {
  return fmt::format("terrane api {} {} '{}' --region {}", call.service, call.action,
                     call.parameters, place.id);
}

}  // namespace terrane
