// How instances are charged: renewal and change of the charge type.
#include "actions/cvm/instances.h"
#include "region/compute/instance_settings.h"

namespace terrane {
namespace {

namespace api = contract::cvm;
namespace settings = instance_settings;

Result<api::ModifyInstancesRenewFlagResponse> modify_renew_flag(
    RegionWrite& call, const api::ModifyInstancesRenewFlagRequest& request) {
  CHECKED(settings::modify_renew_flag(call.change, texts(request.InstanceIds), request.RenewFlag));
  return api::ModifyInstancesRenewFlagResponse{};
}

Result<api::RenewInstancesResponse> renew(RegionWrite& call,
                                          const api::RenewInstancesRequest& request) {
  const api::InstanceChargePrepaid* prepaid = request.InstanceChargePrepaid;
  if (!prepaid) return refuse(kPrepaidNeedsPeriod);
  CHECKED(settings::renew(call.change, texts(request.InstanceIds), prepaid->Period.value_or(0),
                          prepaid->RenewFlag));
  return api::RenewInstancesResponse{};
}

Result<api::ModifyInstancesChargeTypeResponse> modify_charge_type(
    RegionWrite& call, const api::ModifyInstancesChargeTypeRequest& request) {
  const api::InstanceChargePrepaid* prepaid = request.InstanceChargePrepaid;
  TRY(Charge charge, check_charge(request.InstanceChargeType,
                                  prepaid ? prepaid->Period : std::nullopt,
                                  prepaid ? prepaid->RenewFlag : std::string_view()));
  CHECKED(settings::modify_charge_type(call.change, texts(request.InstanceIds), charge));
  return api::ModifyInstancesChargeTypeResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<modify_renew_flag>("cvm", "ModifyInstancesRenewFlag"),
    region_write<renew>("cvm", "RenewInstances"),
    region_write<modify_charge_type>("cvm", "ModifyInstancesChargeType"),
};

}  // namespace

std::span<const Handler> instance_charge_handlers() { return kHandlers; }

}  // namespace terrane
