#include "region/block/snapshot_rules.h"

#include "base/text.h"

namespace terrane::snapshot_rules {

const TagErrors& tag_errors() {
  static const TagErrors errors = [] {
    TagErrors documented = kVpcTagErrors;
    for (ErrorKind* error : {&documented.key_length, &documented.reserved_key,
                             &documented.value_length, &documented.key_twice})
      error->code = "InvalidParameterValue";
    documented.too_many.code = "LimitExceeded.TagQuotaLimitExceeded";
    return documented;
  }();
  return errors;
}

std::string_view name_of(DiskUsage usage) {
  return usage == DiskUsage::kSystem ? "SYSTEM_DISK" : "DATA_DISK";
}

DiskUsage usage_of(const Disk& disk) {
  return disk.is_system() ? DiskUsage::kSystem : DiskUsage::kData;
}

Result<void> check_name(std::string_view name) {
  if (count_characters(name) > kNameCharacters) return refuse(kNameLength);
  return {};
}

Result<Time> check_deadline(std::string_view text, Time now) {
  Time deadline = from_iso8601(text);
  if (!deadline.is_set()) deadline = from_local_text(text);
  if (deadline <= now) return refuse(kBadDeadline, text);
  return deadline;
}

Result<void> check_quota(const RegionCell& region, AccountId account, uint32_t more) {
  uint32_t quota = region.catalogue.limits().snapshots;
  size_t wanted = region.block->snapshots.count_of(account) + more;
  if (wanted > quota) return refuse(kTooMany, std::to_string(quota), std::to_string(wanted));
  return {};
}

Result<void> check_disk(const RegionCell& region, const Disk& disk) {
  std::string id = to_text(disk.id);
  if (disk.isolated) return refuse(kDiskIsolated, id);
  if (const DiskTask* task = region.block->tasks.find(disk.id)) {
    if (task->kind == DiskTaskKind::kRollback) return refuse(kDiskRollingBack, id);
    if (task->kind == DiskTaskKind::kMigration) return refuse(kDiskMigrating, id);
  }
  for (const Snapshot* snapshot : region.block->snapshots_of(disk.id))
    if (snapshot->work.under_way()) return refuse(kStillCreating, to_text(snapshot->id));
  return {};
}

Result<void> check_may_go(const RegionCell& region, const Snapshot& snapshot, bool with_images) {
  std::string id = to_text(snapshot.id);
  if (snapshot.work.under_way()) return refuse(kStillCreating, id);
  if (!snapshot.copying_to.empty()) return refuse(kIsCopied, snapshot.copying_to[0], id);
  if (!snapshot.shared_with.empty()) return refuse(kIsShared, id);
  if (auto image = region.cell.ledger().any(snapshot.id, Kind::kImage); image && !with_images)
    return refuse(kHasImages, to_text(*image), id);
  return {};
}

}  // namespace terrane::snapshot_rules
