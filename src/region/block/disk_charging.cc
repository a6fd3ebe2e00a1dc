// The part of disk_manager that is about prepaid disks (M-24).
#include "region/block/disk_bindings.h"
#include "region/block/disk_manager.h"
#include "region/compute/instance_manager.h"

namespace terrane::disk_manager {
namespace {

using namespace disk_rules;

// A disk whose charging is its own.
Result<void> check_own_charging(const Disk& disk, const ErrorKind& error = kFollowsInstance) {
  if (disk.charged_with_instance) return refuse(error, to_text(disk.id), to_text(disk.instance));
  return {};
}

Result<void> check_prepaid(const Disk& disk, std::string_view action) {
  CHECKED(check_own_charging(disk, kRenewedWithInstance));
  if (disk.charge != ChargeType::kPrepaid)
    return refuse(kNotPrepaid, to_text(disk.id), name_of(disk.charge), action);
  return {};
}

template <class Modify>
void change_disk(Change& change, const Disk& disk, Modify modify_disk) {
  change.transaction.change(change.region.block->disks, DiskId(disk.id), modify_disk);
}

}  // namespace

Result<void> modify_charge_type(Change& change, Ids ids, const Charging& wanted) {
  TRY(auto found, find_all(change.region, change.account, ids));
  for (const Disk& disk : found) {
    CHECKED(check_own_charging(disk));
    if (disk.isolated) return refuse(kIsolated, to_text(disk.id));
    CHECKED(check_idle(change.region, disk, kInvalidBusy, kInvalidBusy));
    if (disk.charge == wanted.type)
      return refuse(kChargeStays, to_text(disk.id), name_of(disk.charge));
    bool prepaid = wanted.type == ChargeType::kPrepaid;
    change_disk(change, disk, [&](Disk& changed) {
      changed.charge = wanted.type;
      changed.expires = prepaid ? add_months(change.now, wanted.months) : Time{};
      changed.renew = wanted.renew;
      if (prepaid) changed.delete_with_instance = false;
    });
  }
  return {};
}

Result<void> modify_renew_flag(Change& change, Ids ids, RenewFlag renew) {
  TRY(auto found, find_all(change.region, change.account, ids));
  for (const Disk& disk : found) {
    CHECKED(check_prepaid(disk, "ModifyDisksRenewFlag"));
    change_disk(change, disk, [&](Disk& changed) { changed.renew = renew; });
  }
  return {};
}

Result<void> renew(Change& change, std::string_view id, int months, std::string_view renew_flag,
                   Time instance_deadline) {
  TRY(Disk disk, disks::find(change.region, change.account, id));
  CHECKED(check_prepaid(disk, "RenewDisk"));
  TRY(RenewFlag flag, check_disk_renewal(renew_flag));
  change_disk(change, disk, [&](Disk& changed) {
    Time from = instance_deadline.is_set() ? instance_deadline : changed.expires;
    changed.expires = prolonged(from, change.now, months);
    changed.isolated = false;
    if (!renew_flag.empty()) changed.renew = flag;
  });
  return {};
}

Result<void> release_with(Change& change, Ids instances) {
  TRY(auto found, instance_manager::find_all(change.region, change.account, instances));
  for (const Instance* instance : found)
    for (const Disk* disk : change.region.block->disks_of(instance->id))
      if (disk->charge == ChargeType::kPrepaid && !disk->charged_with_instance)
        change_disk(change, *disk, [](Disk& changed) { changed.delete_with_instance = true; });
  return {};
}

void expire(Change& change, const Disk& disk) {
  RegionCell& region = change.region;
  DiskId id = disk.id;
  if (end_of_term(disk.renew, disk.isolated) == TermEnd::kIsolate && disk.is_attached())
    disk_bindings::detach(region, change.transaction, id, change.now);
  end_term(change.transaction, region.block->disks, disk,
           [&] { disk_bindings::remove(region, change.transaction, id); });
}

}  // namespace terrane::disk_manager
