// The part of disk_manager that changes what disks are, some of which takes its time.
#include "region/block/disk_manager.h"
#include "region/block/snapshot_manager.h"
#include "region/compute/instance_manager.h"
#include "region/compute/power.h"

namespace terrane::disk_manager {
namespace {

using namespace disk_rules;

// How long a rollback waits before it looks again whether the disk's instance is off.
constexpr Duration kLookAgain = seconds(1);

const DiskSizes& sizes_of(const DiskType& type, const Disk& disk) {
  return disk.is_system() ? type.system : type.data;
}

// Applies `modify(disk)`, which must do for both kinds: a record, and the disk of an instance.
template <class Modify>
void change_disk(Change& change, const Disk& disk, Modify modify_disk) {
  RegionCell& region = change.region;
  if (disk.is_system()) {
    change.transaction.change(region.compute.instances, disk.instance,
                              [&](Instance& changed) { modify_disk(changed.system_disk); });
  } else {
    change.transaction.change(region.block->disks, disk.id, modify_disk);
  }
}

void begin_task(Change& change, const Disk& disk, DiskTaskKind kind, Work work,
                bool start_instance = false) {
  if (!work.under_way()) return;
  change.transaction.add(change.region.block->tasks, DiskTask{.id = disk.id,
                                                              .account = disk.account,
                                                              .kind = kind,
                                                              .work = work,
                                                              .start_instance = start_instance});
}

// The disk's instance, if it has one, is neither coming nor going.
Result<void> check_settled(const RegionCell& region, const Disk& disk) {
  if (!disk.is_attached()) return {};
  InstanceState state = region.compute.instances.find(disk.instance)->state;
  if (state == InstanceState::kRunning || state == InstanceState::kStopped) return {};
  return refuse(kInstanceMoves, to_text(disk.id));
}

Result<void> check_data_disk(const RegionCell& region, const Disk& disk) {
  if (disk.is_system() || disks::is_local(region, disk))
    return refuse(kForDataDisks, to_text(disk.id));
  return {};
}

Result<void> check_go_with_instance(const RegionCell& region, const Disk& disk) {
  bool by_hour = disk.charged_with_instance || disk.charge == ChargeType::kPostpaidByHour;
  if (!disk.is_attached() || disk.is_system() || disks::is_local(region, disk) || !by_hour)
    return refuse(kNoInstanceToGoWith, to_text(disk.id));
  return {};
}

Result<void> migrate(Change& change, const Disk& disk, std::string_view type_name) {
  RegionCell& region = change.region;
  if (disks::is_local(region, disk)) return refuse(kLocal, to_text(disk.id));
  TRY(const DiskType* type, check_type(region, type_name));
  if (disk.type.view() == type->id) return refuse(kTypeStays, to_text(disk.id), type->id);
  CHECKED(check_size(*type, sizes_of(*type, disk), disk.size_gib));
  CHECKED(check_idle(region, disk));
  CHECKED(check_settled(region, disk));
  change_disk(change, disk, [&](auto& changed) {
    changed.type = InternedText(type->id);
    if constexpr (requires { changed.throughput_mbps; })
      if (type->id != kTypeWithThroughput) changed.throughput_mbps = 0;
  });
  begin_task(change, disk, DiskTaskKind::kMigration,
             begin_work(change.now, region.catalogue.durations().disk_migration));
  return {};
}

// Checks what is wanted of one disk, but for its type.
Result<void> check_change(const RegionCell& region, const Disk& disk, const DiskChange& wanted) {
  if (wanted.portable && *wanted.portable != disk.portable)
    return refuse(kStaysPortable, to_text(disk.id), disk.portable ? "is" : "is not");
  if (wanted.project) {
    CHECKED(check_data_disk(region, disk));
    CHECKED(check_project(region, disk.account, *wanted.project, kNoProjectLikeThat));
  }
  if (wanted.delete_with_instance) CHECKED(check_go_with_instance(region, disk));
  if (!wanted.burst_operation.empty()) CHECKED(check_data_disk(region, disk));
  return {};
}

}  // namespace

Result<Disk> check_growth(const RegionCell& region, const Disk& disk, uint64_t size_gib) {
  if (disks::is_local(region, disk)) return refuse(kLocal, to_text(disk.id));
  if (disk.isolated) return refuse(kExpired, to_text(disk.id));
  if (size_gib <= disk.size_gib)
    return refuse(kCannotShrink, to_text(disk.id), std::to_string(disk.size_gib),
                  std::to_string(size_gib));
  TRY(const DiskType* type, check_type(region, disk.type));
  CHECKED(check_size(*type, sizes_of(*type, disk), size_gib));
  Disk grown = disk;
  grown.size_gib = uint32_t(size_gib);
  return grown;
}

Result<void> resize(Change& change, std::string_view id, uint64_t size_gib) {
  RegionCell& region = change.region;
  TRY(Disk disk, disks::find(region, change.account, id));
  TRY(Disk grown, check_growth(region, disk, size_gib));
  CHECKED(check_idle(region, disk, kInvalidBusy, kInvalidBusy));
  CHECKED(check_no_snapshot_under_way(region, disk));
  CHECKED(check_settled(region, disk));
  change_disk(change, disk, [&](auto& changed) { changed.size_gib = grown.size_gib; });
  begin_task(change, disk, DiskTaskKind::kExpansion,
             begin_work(change.now, region.catalogue.durations().disk_expansion));
  return {};
}

Result<void> modify(Change& change, Ids ids, const DiskChange& wanted) {
  RegionCell& region = change.region;
  std::string_view burst = wanted.burst_operation;
  TRY(auto found, find_all(region, change.account, ids));
  if (!wanted.name && !wanted.portable && !wanted.project && !wanted.delete_with_instance &&
      wanted.type.empty() && burst.empty())
    return refuse(kNothingToChange);
  if (wanted.name) CHECKED(check_name(*wanted.name));
  if (!wanted.type.empty() && found.size() > 1)
    return refuse(kOneTypeAtATime, std::to_string(found.size()));
  if (!burst.empty() && burst != "CREATE" && burst != "CANCEL") return refuse(kUnknownBurst, burst);
  for (const Disk& disk : found) {
    CHECKED(check_change(region, disk, wanted));
    change_disk(change, disk, [&](auto& changed) {
      if (wanted.name) changed.name = std::string_view(*wanted.name);
      if constexpr (std::is_same_v<decltype(changed), Disk&>) {
        if (wanted.project) changed.project = uint32_t(*wanted.project);
        if (wanted.delete_with_instance)
          changed.delete_with_instance = *wanted.delete_with_instance;
        if (!burst.empty()) changed.burst_performance = burst == "CREATE";
      }
    });
    if (!wanted.type.empty()) CHECKED(migrate(change, disk, wanted.type));
  }
  return {};
}

Result<void> modify_backup_quota(Change& change, std::string_view id, uint64_t quota) {
  RegionCell& region = change.region;
  TRY(auto found, find_all(region, change.account, {&id, 1}, kNoneToChange));
  if (found[0].is_system() || disks::is_local(region, found[0])) return refuse(kNoBackups, id);
  if (found[0].isolated) return refuse(kIsolated, id);
  if (quota > kBackupQuotaMost)
    return refuse(kBackupQuotaRange, std::to_string(quota), std::to_string(kBackupQuotaMost));
  change.transaction.change(region.block->disks, found[0].id,
                            [&](Disk& changed) { changed.backup_quota = uint32_t(quota); });
  return {};
}

Result<void> modify_throughput(Change& change, std::string_view id, uint64_t mbps) {
  RegionCell& region = change.region;
  TRY(Disk disk, disks::find(region, change.account, id));
  CHECKED(check_data_disk(region, disk));
  if (disk.isolated) return refuse(kExpiredDisk, id);
  CHECKED(check_idle(region, disk, kInvalidBusy, kInvalidBusy));
  TRY(const DiskType* type, check_type(region, disk.type));
  int64_t wanted = int64_t(std::min<uint64_t>(mbps, INT64_MAX));
  TRY(uint32_t throughput, check_throughput(*type, disk.size_gib, wanted, kThroughputOfOther));
  change.transaction.change(region.block->disks, disk.id,
                            [&](Disk& changed) { changed.throughput_mbps = throughput; });
  return {};
}

Result<void> roll_back(Change& change, std::string_view id, std::string_view snapshot_id,
                       bool stop_instance, bool start_instance) {
  RegionCell& region = change.region;
  TRY(Disk disk, disks::find(region, change.account, id));
  TRY(const Snapshot* snapshot, snapshot_manager::find(region, change.account, snapshot_id));
  if (snapshot->disk != disk.id)
    return refuse(kSnapshotOfAnother, snapshot_id, to_text(snapshot->disk), id);
  if (disk.isolated) return refuse(kIsolated, id);
  if (snapshot->work.under_way()) return refuse(snapshot_rules::kStillCreating, snapshot_id);
  CHECKED(check_no_snapshot_under_way(region, disk));
  const DiskTask* task = region.block->tasks.find(disk.id);
  bool again = task && task->kind == DiskTaskKind::kRollback;
  CHECKED(check_idle(region, disk, again ? kIsRollingBack : kInvalidBusy, kInvalidBusy));
  CHECKED(check_settled(region, disk));
  auto instance = [&] { return region.compute.instances.find(disk.instance); };
  std::string instance_id = to_text(disk.instance);
  std::string_view instance_ids[] = {instance_id};
  bool runs = disk.is_attached() && instance()->state == InstanceState::kRunning;
  if (runs && !stop_instance)
    return refuse(kInstanceRuns, instance_id, name_of(InstanceState::kRunning), id);
  if (runs) CHECKED(instance_manager::stop(change, instance_ids, "", ""));
  bool starts = runs && start_instance;
  bool stopping = disk.is_attached() && instance()->state != InstanceState::kStopped;
  Duration length{region.catalogue.durations().disk_rollback_per_gib.microseconds *
                  snapshot->size_gib};
  if (stopping && length == Duration{}) length = kLookAgain;
  begin_task(change, disk, DiskTaskKind::kRollback, begin_work(change.now, length), starts);
  if (starts && length == Duration{}) return instance_manager::start(change, instance_ids);
  return {};
}

void end_task(Change& change, const DiskTask& task) {
  RegionCell& region = change.region;
  DiskId id = task.id;
  bool start = task.start_instance;
  bool rollback = task.kind == DiskTaskKind::kRollback;
  auto disk = disks::find(region, task.account, id);
  const Instance* instance = disk ? region.compute.instances.find(disk->instance) : nullptr;
  if (rollback && instance && instance->state == InstanceState::kStopping) {
    change.transaction.change(region.block->tasks, id, [&](DiskTask& changed) {
      changed.work.ends = change.now + kLookAgain;
    });
    return;
  }
  change.transaction.remove(region.block->tasks, id);
  if (!start || !instance || instance->state != InstanceState::kStopped) return;
  if (power::is_lost(region, *instance))
    return power::start_when_back(region, change.transaction, instance->id);
  std::string text = to_text(instance->id);
  std::string_view ids[] = {text};
  auto started = instance_manager::start(change, ids);
  check(started.has_value(), "an instance that is off may be started");
}

}  // namespace terrane::disk_manager
