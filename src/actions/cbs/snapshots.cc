// Snapshots: made, changed, shared, deleted (M-32).
#include "actions/cbs/cbs_service.h"
#include "actions/convert.h"
#include "region/block/snapshot_manager.h"

namespace terrane {
namespace {

namespace api = contract::cbs;

Result<api::CreateSnapshotResponse> create_snapshot(RegionWrite& call,
                                                    const api::CreateSnapshotRequest& request) {
  if (request.DiskId.empty()) return refuse(snapshot_rules::kDiskMissing);
  if (!request.DiskBackupId.empty())
    return refuse(snapshot_rules::kNoBackupPoints, request.DiskBackupId);
  TRY(Disk disk, disks::find(call.region, call.account, request.DiskId));
  std::string_view usage = snapshot_rules::name_of(snapshot_rules::usage_of(disk));
  if (!request.DiskUsage.empty() && request.DiskUsage != usage)
    return refuse(snapshot_rules::kUsageOfOther, request.DiskId, usage, request.DiskUsage);
  snapshot_manager::NewSnapshot wanted{
      .disk = disk.id, .name = std::string(request.SnapshotName), .tags = tags_of(request.Tags)};
  if (!request.Deadline.empty()) {
    TRY(wanted.deadline, snapshot_rules::check_deadline(request.Deadline, call.now));
  }
  TRY(const Snapshot* snapshot, snapshot_manager::create(call.change, wanted));
  return api::CreateSnapshotResponse{.SnapshotId = to_text(call.arena, snapshot->id)};
}

Result<api::DeleteSnapshotsResponse> delete_snapshots(RegionWrite& call,
                                                      const api::DeleteSnapshotsRequest& request) {
  CHECKED(snapshot_manager::remove_all(call.change, cbs_texts(request.SnapshotIds),
                                       request.DeleteBindImages.value_or(false)));
  return api::DeleteSnapshotsResponse{};
}

Result<api::ModifySnapshotAttributeResponse> modify_snapshot_attribute(
    RegionWrite& call, const api::ModifySnapshotAttributeRequest& request) {
  snapshot_manager::SnapshotChange wanted;
  if (contract::present(request.SnapshotName)) wanted.name = std::string(request.SnapshotName);
  bool permanent = request.IsPermanent.value_or(false);
  if (permanent && !request.Deadline.empty()) return refuse(snapshot_rules::kPermanentWithDeadline);
  if (permanent) wanted.deadline = Time{};
  if (!request.Deadline.empty()) {
    TRY(wanted.deadline, snapshot_rules::check_deadline(request.Deadline, call.now));
  }
  CHECKED(snapshot_manager::modify(call.change, request.SnapshotId, wanted));
  return api::ModifySnapshotAttributeResponse{};
}

Result<api::ModifySnapshotsSharePermissionResponse> modify_snapshots_share_permission(
    RegionWrite& call, const api::ModifySnapshotsSharePermissionRequest& request) {
  CHECKED(snapshot_manager::share(call.change, cbs_texts(request.SnapshotIds),
                                  cbs_texts(request.AccountIds), request.Permission));
  return api::ModifySnapshotsSharePermissionResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_snapshot>("cbs", "CreateSnapshot"),
    region_write<delete_snapshots>("cbs", "DeleteSnapshots"),
    region_write<modify_snapshot_attribute>("cbs", "ModifySnapshotAttribute"),
    region_write<modify_snapshots_share_permission>("cbs", "ModifySnapshotsSharePermission"),
};

}  // namespace

std::span<const Handler> snapshot_handlers() {
  return kHandlers;
}

}  // namespace terrane
