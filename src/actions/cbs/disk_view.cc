#include "actions/cbs/disk_view.h"

#include "actions/cbs/cbs_service.h"
#include "region/block/snapshot_policy_manager.h"
#include "region/block/snapshot_rules.h"

namespace terrane {
namespace {

namespace api = contract::cbs;

constexpr uint64_t kMibPerGib = 1024;
constexpr int64_t kMicrosecondsPerDay = days(1).microseconds;

contract::List<api::Tag> shown_tags(Arena& arena, std::span<const TagPair> tags) {
  auto shown = arena.create_array<api::Tag>(tags.size());
  for (size_t i = 0; i < shown.size(); ++i) shown[i] = {.Key = tags[i].key, .Value = tags[i].value};
  return contract::List<api::Tag>(shown);
}

void show_attachment(Arena& arena, const Disk& disk, api::Disk& shown) {
  shown.Attached = disk.is_attached();
  shown.InstanceId = to_text(arena, disk.instance);
  shown.InstanceIdList = contract::List<contract::Text>(arena.create_array<contract::Text>(0));
  shown.LastAttachInsId = to_text(arena, disk.latest_instance);
  shown.InstanceType = disk.is_attached() ? "CVM" : "";
  shown.AttachMode = disk.is_attached() ? "PF" : "";
  shown.DeleteWithInstance = disk.delete_with_instance;
  shown.Portable = disk.portable;
  shown.Shareable = false;
}

void show_work(const RegionRead& call, const Disk& disk, api::Disk& shown) {
  const DiskTask* task = call.region.block->tasks.find(disk.id);
  auto percent = [&](DiskTaskKind kind) {
    return uint64_t(task && task->kind == kind ? task->work.percent(call.now) : 100);
  };
  shown.DiskState = state_of_disk(call.region, disk);
  shown.RollbackPercent = percent(DiskTaskKind::kRollback);
  shown.Rollbacking = shown.RollbackPercent < 100u;
  shown.MigratePercent = percent(DiskTaskKind::kMigration);
  shown.Migrating = shown.MigratePercent < 100u;
}

void show_charge(const RegionRead& call, const Disk& disk, api::Disk& shown) {
  bool prepaid = disk.charge == ChargeType::kPrepaid;
  shown.DiskChargeType = charge_name_of_disk(disk.charge);
  shown.RenewFlag = prepaid ? name_of(disk.renew) : std::string_view("");
  shown.DeadlineTime = prepaid ? to_local_text(call.arena, disk.expires) : "";
  shown.DifferDaysOfDeadline =
      prepaid ? (disk.expires - call.now).microseconds / kMicrosecondsPerDay : 0;
  shown.DeadlineError = false;
  shown.AutoRenewFlagError = false;
  shown.IsReturnable = prepaid && !disk.is_attached() && !disk.isolated;
  shown.ReturnFailCode = 0;
}

void show_snapshots(const RegionRead& call, const Disk& disk, bool with_policies,
                    api::Disk& shown) {
  auto snapshots = call.region.block->snapshots_of(disk.id);
  uint64_t size = 0;
  for (const Snapshot* snapshot : snapshots) size += snapshot->size_gib * kMibPerGib;
  shown.SnapshotCount = int64_t(snapshots.size());
  shown.SnapshotSize = size;
  shown.SnapshotAbility = !disks::is_local(call.region, disk);
  shown.DeleteSnapshot = disk.delete_snapshots;
  std::vector<const SnapshotPolicy*> policies;
  if (with_policies) policies = snapshot_policy_manager::policies_of(call.region, disk.id);
  auto ids = call.arena.create_array<contract::Text>(policies.size());
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = to_text(call.arena, policies[i]->id);
  shown.AutoSnapshotPolicyIds = contract::List<contract::Text>(ids);
}

}  // namespace

std::string_view state_of_disk(const RegionCell& region, const Disk& disk) {
  if (const DiskTask* task = region.block->tasks.find(disk.id)) {
    if (task->kind == DiskTaskKind::kExpansion) return "EXPANDING";
    if (task->kind == DiskTaskKind::kRollback) return "ROLLBACKING";
  }
  if (disk.isolated) return "TORECYCLE";
  return disk.is_attached() ? "ATTACHED" : "UNATTACHED";
}

std::string_view charge_name_of_disk(ChargeType charge) {
  return name_of(charge == ChargeType::kSpot ? ChargeType::kPostpaidByHour : charge);
}

api::Disk shown_disk(const RegionRead& call, const Disk& disk, bool with_policies) {
  Arena& arena = call.arena;
  std::string_view unnamed = call.language == Language::kChinese ? "未命名" : "Unnamed";
  api::Disk shown;
  shown.DiskId = to_text(arena, disk.id);
  shown.DiskName = disk.name.empty() ? unnamed : arena.copy(disk.name);
  shown.DiskType = disk.type;
  shown.DiskUsage = snapshot_rules::name_of(snapshot_rules::usage_of(disk));
  shown.DiskSize = disk.size_gib;
  shown.Placement = shown_placement(arena, call.region, disk.zone, disk.project);
  shown.CreateTime = to_local_text(arena, disk.created);
  shown.Encrypt = false;
  shown.EncryptType = "";
  shown.KmsKeyId = "";
  shown.ThroughputPerformance = disk.throughput_mbps;
  shown.BurstPerformance = disk.burst_performance;
  shown.BackupDisk = false;
  shown.DiskBackupQuota = disk.backup_quota;
  shown.DiskBackupCount = 0;
  shown.ErrorPrompt = "";
  shown.Tags = shown_tags(arena, disks::find_tagged(call.region, disk.id)->tags);
  show_attachment(arena, disk, shown);
  show_work(call, disk, shown);
  show_charge(call, disk, shown);
  show_snapshots(call, disk, with_policies, shown);
  return shown;
}

}  // namespace terrane
