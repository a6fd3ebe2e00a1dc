// Disks: made, attached, changed, rolled back, terminated (M-31).
#include "actions/cbs/cbs_service.h"
#include "actions/convert.h"
#include "region/block/disk_manager.h"

namespace terrane {
namespace {

namespace api = contract::cbs;

constexpr ErrorKind kZoneMissing{"MissingParameter",
                                 "Placement.Zone is required; DescribeZones lists the zones.",
                                 "缺少 Placement.Zone，可通过 DescribeZones 查询可用区。"};
constexpr ErrorKind kBadDeleteSnapshot{"InvalidParameterValue",
                                       "DeleteSnapshot must be 0 or 1, not {}.",
                                       "DeleteSnapshot 应为 0 或 1，而不是 {}。"};

// What the API has and this cloud has not is refused by name, never passed over.
Result<void> check_offered(const api::CreateDisksRequest& request) {
  auto not_offered = [](bool asked, std::string_view parameter) -> Result<void> {
    if (asked) return refuse(disk_rules::kNotOffered, parameter);
    return {};
  };
  CHECKED(not_offered(
      !request.Encrypt.empty() || !request.KmsKeyId.empty() || !request.EncryptType.empty(),
      "Encrypt"));
  CHECKED(not_offered(request.Shareable.value_or(false), "Shareable"));
  const api::Placement* placement = request.Placement;
  CHECKED(not_offered(!placement->CageId.empty() || !placement->CdcId.empty() ||
                          !placement->DedicatedClusterId.empty(),
                      "Placement.CdcId"));
  if (const api::AutoMountConfiguration* mount = request.AutoMountConfiguration)
    CHECKED(not_offered(!mount->MountPoint.empty() || !mount->FileSystemType.empty(),
                        "AutoMountConfiguration.MountPoint"));
  return {};
}

Result<bool> truth_of(std::optional<int64_t> number) {
  int64_t value = number.value_or(0);
  if (value != 0 && value != 1) return refuse(kBadDeleteSnapshot, std::to_string(value));
  return value == 1;
}

int64_t clamped(std::optional<uint64_t> number) {
  return int64_t(std::min<uint64_t>(number.value_or(0), INT64_MAX));
}

Result<api::CreateDisksResponse> create_disks(RegionWrite& call,
                                              const api::CreateDisksRequest& request) {
  const api::Placement* placement = request.Placement;
  if (placement->Zone.empty()) return refuse(kZoneMissing);
  CHECKED(check_offered(request));
  const api::DiskChargePrepaid* prepaid = request.DiskChargePrepaid;
  TRY(Charging charging,
      check_disk_charge(request.DiskChargeType, prepaid ? prepaid->Period : std::nullopt,
                        prepaid ? prepaid->RenewFlag : std::string_view()));
  TRY(bool delete_snapshots, truth_of(request.DeleteSnapshot));
  disk_manager::NewDisks wanted{.zone = placement->Zone,
                                .type = request.DiskType,
                                .size_gib = request.DiskSize,
                                .snapshot = request.SnapshotId,
                                .count = request.DiskCount.value_or(1),
                                .project = placement->ProjectId.value_or(0),
                                .name = request.DiskName,
                                .charging = charging,
                                .throughput_mbps = clamped(request.ThroughputPerformance),
                                .backup_quota = request.DiskBackupQuota.value_or(0),
                                .burst_performance = request.BurstPerformance.value_or(false),
                                .delete_snapshots = delete_snapshots,
                                .tags = tags_of(request.Tags)};
  if (request.AutoMountConfiguration)
    wanted.attach_to = cbs_texts(request.AutoMountConfiguration->InstanceId);
  TRY(auto created, disk_manager::create(call.change, wanted));
  auto ids = call.arena.create_array<contract::Text>(created.size());
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = to_text(call.arena, created[i]);
  return api::CreateDisksResponse{.DiskIdSet = contract::List<contract::Text>(ids)};
}

Result<api::AttachDisksResponse> attach_disks(RegionWrite& call,
                                              const api::AttachDisksRequest& request) {
  std::string_view mode = request.AttachMode;
  if (!mode.empty() && mode != "PF" && mode != "VF")
    return refuse(disk_rules::kUnknownAttachMode, mode);
  CHECKED(disk_manager::attach(call.change, request.InstanceId, cbs_texts(request.DiskIds),
                               request.DeleteWithInstance));
  return api::AttachDisksResponse{};
}

Result<api::DetachDisksResponse> detach_disks(RegionWrite& call,
                                              const api::DetachDisksRequest& request) {
  CHECKED(disk_manager::detach(call.change, cbs_texts(request.DiskIds), request.InstanceId));
  return api::DetachDisksResponse{};
}

Result<api::ResizeDiskResponse> resize_disk(RegionWrite& call,
                                            const api::ResizeDiskRequest& request) {
  if (request.DiskId.empty()) return refuse(disk_rules::kDiskIdMissing);
  CHECKED(disk_manager::resize(call.change, request.DiskId, *request.DiskSize));
  return api::ResizeDiskResponse{};
}

Result<api::ModifyDiskAttributesResponse> modify_disk_attributes(
    RegionWrite& call, const api::ModifyDiskAttributesRequest& request) {
  disk_manager::DiskChange wanted{.portable = request.Portable,
                                  .project = request.ProjectId,
                                  .delete_with_instance = request.DeleteWithInstance,
                                  .type = request.DiskType,
                                  .burst_operation = request.BurstPerformanceOperation};
  if (contract::present(request.DiskName)) wanted.name = std::string(request.DiskName);
  CHECKED(disk_manager::modify(call.change, cbs_texts(request.DiskIds), wanted));
  return api::ModifyDiskAttributesResponse{};
}

Result<api::ModifyDiskBackupQuotaResponse> modify_disk_backup_quota(
    RegionWrite& call, const api::ModifyDiskBackupQuotaRequest& request) {
  CHECKED(disk_manager::modify_backup_quota(call.change, request.DiskId, *request.DiskBackupQuota));
  return api::ModifyDiskBackupQuotaResponse{};
}

Result<api::ModifyDiskExtraPerformanceResponse> modify_disk_extra_performance(
    RegionWrite& call, const api::ModifyDiskExtraPerformanceRequest& request) {
  CHECKED(
      disk_manager::modify_throughput(call.change, request.DiskId, *request.ThroughputPerformance));
  return api::ModifyDiskExtraPerformanceResponse{};
}

Result<api::ApplySnapshotResponse> apply_snapshot(RegionWrite& call,
                                                  const api::ApplySnapshotRequest& request) {
  CHECKED(disk_manager::roll_back(call.change, request.DiskId, request.SnapshotId,
                                  request.AutoStopInstance.value_or(false),
                                  request.AutoStartInstance.value_or(false)));
  return api::ApplySnapshotResponse{};
}

Result<api::TerminateDisksResponse> terminate_disks(RegionWrite& call,
                                                    const api::TerminateDisksRequest& request) {
  TRY(bool delete_snapshots, truth_of(request.DeleteSnapshot));
  CHECKED(disk_manager::terminate(call.change, cbs_texts(request.DiskIds), delete_snapshots));
  return api::TerminateDisksResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_disks>("cbs", "CreateDisks"),
    region_write<attach_disks>("cbs", "AttachDisks"),
    region_write<detach_disks>("cbs", "DetachDisks"),
    region_write<resize_disk>("cbs", "ResizeDisk"),
    region_write<modify_disk_attributes>("cbs", "ModifyDiskAttributes"),
    region_write<modify_disk_backup_quota>("cbs", "ModifyDiskBackupQuota"),
    region_write<modify_disk_extra_performance>("cbs", "ModifyDiskExtraPerformance"),
    region_write<apply_snapshot>("cbs", "ApplySnapshot"),
    region_write<terminate_disks>("cbs", "TerminateDisks"),
};

}  // namespace

std::span<const Handler> disk_handlers() {
  return kHandlers;
}

}  // namespace terrane
