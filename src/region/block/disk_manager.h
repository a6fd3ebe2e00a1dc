// Operations on disks (M-31). Those on several are refused as a whole or done as a whole.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "region/block/disk_charge_rules.h"
#include "region/block/disk_rules.h"

namespace terrane::disk_manager {

using Ids = std::span<const std::string_view>;

// The account's disks of these IDs, system disks too, each once. Errors: disks::kMalformedId,
// `not_found`, kNoneNamed, kTooManyNamed.
Result<std::vector<Disk>> find_all(const RegionCell& region, AccountId account, Ids ids,
                                   const ErrorKind& not_found = disks::kNotFound);

struct NewDisks {
  std::string_view zone;
  std::string_view type;
  std::optional<uint64_t> size_gib;  // absent: the snapshot's
  std::string_view snapshot;         // what is on them; empty: nothing
  uint64_t count = 1;
  uint64_t project = 0;
  std::string_view name;
  Charging charging;
  int64_t throughput_mbps = 0;
  uint64_t backup_quota = 0;
  bool burst_performance = false;
  bool delete_snapshots = false;
  std::vector<TagPair> tags;
  Ids attach_to;  // none, or an instance for each
};
// What a disk would be made as: its type, size and performance. Source:
// cbs.InquiryPriceCreateDisks.
Result<Disk> check_offer(const RegionCell& region, AccountId account, const NewDisks& wanted,
                         const Snapshot* snapshot = nullptr);
// Source: cbs.CreateDisks.
Result<std::vector<DiskId>> create(Change& change, const NewDisks& wanted);

// `delete_with_instance`: absent, as the disk has it. Source: cbs.AttachDisks.
Result<void> attach(Change& change, std::string_view instance, Ids ids,
                    std::optional<bool> delete_with_instance);
// `instance`: empty, whichever. Source: cbs.DetachDisks.
Result<void> detach(Change& change, Ids ids, std::string_view instance);

// Source: cbs.ResizeDisk.
Result<void> resize(Change& change, std::string_view id, uint64_t size_gib);
// The disk as it would be with this size. Source: cbs.InquiryPriceResizeDisk.
Result<Disk> check_growth(const RegionCell& region, const Disk& disk, uint64_t size_gib);

struct DiskChange {  // what is absent stays
  std::optional<std::string> name;
  std::optional<bool> portable;
  std::optional<uint64_t> project;
  std::optional<bool> delete_with_instance;
  std::string_view type;
  std::string_view burst_operation;
};
// Source: cbs.ModifyDiskAttributes.
Result<void> modify(Change& change, Ids ids, const DiskChange& wanted);
// Source: cbs.ModifyDiskBackupQuota, ModifyDiskExtraPerformance.
Result<void> modify_backup_quota(Change& change, std::string_view id, uint64_t quota);
Result<void> modify_throughput(Change& change, std::string_view id, uint64_t mbps);

// Puts what is on the snapshot back onto the disk it is of. The disk's instance must be off, or is
// stopped first, and started after. Source: cbs.ApplySnapshot.
Result<void> roll_back(Change& change, std::string_view id, std::string_view snapshot,
                       bool stop_instance, bool start_instance);

// A prepaid disk is returned first, and gone by the second call; the others are gone at once.
// Source: cbs.TerminateDisks.
Result<void> terminate(Change& change, Ids ids, bool delete_snapshots);

// Those attached disks of the instances that are paid in advance by themselves go with them from
// now on. Source: cvm.TerminateInstances with ReleasePrepaidDataDisks.
Result<void> release_with(Change& change, Ids instances);

// --- Charging. ---

// Source: cbs.ModifyDisksChargeType, ModifyDisksRenewFlag, RenewDisk.
Result<void> modify_charge_type(Change& change, Ids ids, const Charging& wanted);
Result<void> modify_renew_flag(Change& change, Ids ids, RenewFlag renew);
Result<void> renew(Change& change, std::string_view id, int months, std::string_view renew_flag,
                   Time instance_deadline);

// Its prepaid time has come: it is renewed, isolated, or gone (Disk::due).
void expire(Change& change, const Disk& disk);
// What was under way on a disk is done (DiskTask::due).
void end_task(Change& change, const DiskTask& task);

}  // namespace terrane::disk_manager
