// How disks are charged (M-24).
#include "actions/cbs/cbs_service.h"
#include "region/block/disk_manager.h"

namespace terrane {
namespace {

namespace api = contract::cbs;

Result<Charging> wanted_charging(const api::ModifyDisksChargeTypeRequest& request) {
  const api::DiskChargePrepaid* prepaid = request.DiskChargePrepaid;
  bool postpaid = request.DiskChargePostpaid.value_or(false);
  if (bool(prepaid) == postpaid) return refuse(disk_rules::kOneChargeType);
  if (postpaid) return Charging{};
  return check_disk_charge(name_of(ChargeType::kPrepaid), prepaid->Period, prepaid->RenewFlag);
}

Result<api::ModifyDisksChargeTypeResponse> modify_disks_charge_type(
    RegionWrite& call, const api::ModifyDisksChargeTypeRequest& request) {
  TRY(Charging charging, wanted_charging(request));
  CHECKED(disk_manager::modify_charge_type(call.change, cbs_texts(request.DiskIds), charging));
  return api::ModifyDisksChargeTypeResponse{};
}

Result<api::ModifyDisksRenewFlagResponse> modify_disks_renew_flag(
    RegionWrite& call, const api::ModifyDisksRenewFlagRequest& request) {
  TRY(RenewFlag renew, check_disk_renewal(request.RenewFlag));
  CHECKED(disk_manager::modify_renew_flag(call.change, cbs_texts(request.DiskIds), renew));
  return api::ModifyDisksRenewFlagResponse{};
}

Result<api::RenewDiskResponse> renew_disk(RegionWrite& call, const api::RenewDiskRequest& request) {
  const api::DiskChargePrepaid& prepaid = *request.DiskChargePrepaid;
  TRY(int months, check_disk_period(*prepaid.Period));
  Time deadline = from_local_text(prepaid.CurInstanceDeadline);
  if (!prepaid.CurInstanceDeadline.empty() && !deadline.is_set())
    return refuse(disk_rules::kBadInstanceDeadline, prepaid.CurInstanceDeadline);
  CHECKED(disk_manager::renew(call.change, request.DiskId, months, prepaid.RenewFlag, deadline));
  return api::RenewDiskResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<modify_disks_charge_type>("cbs", "ModifyDisksChargeType"),
    region_write<modify_disks_renew_flag>("cbs", "ModifyDisksRenewFlag"),
    region_write<renew_disk>("cbs", "RenewDisk"),
};

}  // namespace

std::span<const Handler> disk_charge_handlers() {
  return kHandlers;
}

}  // namespace terrane
