// How instances are charged: prices, renewal and change of the charge type (M-24).
#include "actions/convert.h"
#include "actions/cvm/instances.h"
#include "actions/cvm/item_price.h"
#include "actions/cvm/launch_templates.h"
#include "contract/overlay.h"
#include "region/charging/charging_tables.h"
#include "region/compute/instance_prices.h"
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
  TRY(Charging charging,
      check_charging({.type = request.InstanceChargeType,
                      .months = prepaid ? prepaid->Period : std::nullopt,
                      .renew_flag = prepaid ? prepaid->RenewFlag : std::string_view()},
                     kInstanceChargingErrors));
  CHECKED(settings::modify_charge_type(call.change, texts(request.InstanceIds), charging));
  return api::ModifyInstancesChargeTypeResponse{};
}

// A price per unit, or of the whole where there is no unit.
const api::ItemPrice* shown(Arena& arena, const Price& price, std::string_view unit) {
  return arena.create<api::ItemPrice>(unit.empty() ? item_price_in_advance(price)
                                                   : item_price_per(unit, price));
}

Result<api::InquiryPriceRunInstancesResponse> price_of_launch(
    RegionRead& call, const api::InquiryPriceRunInstancesRequest& request) {
  auto* launch = call.arena.create<api::RunInstancesRequest>();
  contract::fill_absent(*launch, request);
  TRY(const api::RunInstancesRequest* whole,
      with_launch_template(call.arena, call.region, call.account, *launch));
  TRY(Quote quote, quote_launch(call.region, call.account, launch_request(*whole)));
  auto* price = call.arena.create<api::Price>();
  price->InstancePrice = shown(call.arena, quote.machine, quote.machine_unit);
  price->BandwidthPrice = shown(call.arena, quote.bandwidth, quote.bandwidth_unit);
  return api::InquiryPriceRunInstancesResponse{.Price = price};
}

Result<api::InquiryPriceRenewInstancesResponse> price_of_renewal(
    RegionRead& call, const api::InquiryPriceRenewInstancesRequest& request) {
  TRY(auto instances,
      instance_manager::find_all(call.region, call.account, texts(request.InstanceIds)));
  TRY(int months, check_period(request.InstanceChargePrepaid->Period.value_or(0), kBadPeriod));
  Money machine, bandwidth;
  for (const Instance* instance : instances) {
    CHECKED(settings::check_prepaid(*instance, "InquiryPriceRenewInstances"));
    machine = machine + hourly_machine_price(call.region, *instance);
    if (is_paid_with_instance(*instance))
      bandwidth = bandwidth + hourly_bandwidth_price(call.catalogue, *instance);
  }
  const Prices& prices = call.catalogue.prices();
  auto* price = call.arena.create<api::Price>();
  price->InstancePrice = shown(call.arena, price_in_advance(prices, machine, uint32_t(months)), "");
  price->BandwidthPrice =
      shown(call.arena, price_in_advance(prices, bandwidth, uint32_t(months)), "");
  return api::InquiryPriceRenewInstancesResponse{.Price = price};
}

Result<api::InquiryPriceTerminateInstancesResponse> refund_of_return(
    RegionRead& call, const api::InquiryPriceTerminateInstancesRequest& request) {
  TRY(auto instances,
      instance_manager::find_all(call.region, call.account, texts(request.InstanceIds)));
  return api::InquiryPriceTerminateInstancesResponse{
      .InstanceRefundsSet =
          shown_list<api::InstanceRefund>(call.arena, instances, [&](const Instance& instance) {
            return api::InstanceRefund{.InstanceId = to_text(call.arena, instance.id),
                                       .Refunds = refund(call.region, instance, call.now).amount(),
                                       .PriceDetail = "{}"};
          })};
}

constexpr Handler kHandlers[] = {
    region_read<price_of_launch>("cvm", "InquiryPriceRunInstances"),
    region_read<price_of_renewal>("cvm", "InquiryPriceRenewInstances"),
    region_read<refund_of_return>("cvm", "InquiryPriceTerminateInstances"),
    region_write<modify_renew_flag>("cvm", "ModifyInstancesRenewFlag"),
    region_write<renew>("cvm", "RenewInstances"),
    region_write<modify_charge_type>("cvm", "ModifyInstancesChargeType"),
};

}  // namespace

std::span<const Handler> instance_charge_handlers() {
  return kHandlers;
}

}  // namespace terrane
