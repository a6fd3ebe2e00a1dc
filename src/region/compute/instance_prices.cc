#include "region/compute/instance_prices.h"

#include <utility>

#include "region/block/disk_charge_rules.h"
#include "region/charging/charging_tables.h"

namespace terrane {
namespace {

bool is_by_traffic(std::string_view internet_charge) {
  return internet_charge == "TRAFFIC_POSTPAID_BY_HOUR";
}

Money disk_price(const Catalogue& catalogue, const InstanceDisk& disk) {
  const DiskType* type = catalogue.find_disk_type(disk.type);
  return type ? hourly_price(*type, disk.size_gib) : Money{};
}

Money machine_price(const Catalogue& catalogue, const InstanceType* type,
                    const InstanceDisk& system) {
  return (type ? type->price_per_hour : Money{}) + disk_price(catalogue, system);
}

}  // namespace

Result<Quote> quote_launch(const RegionCell& region, AccountId account,
                           const LaunchRequest& request) {
  const Catalogue& catalogue = region.catalogue;
  const Prices& prices = catalogue.prices();
  TRY(const Zone* zone, check_zone(region, request.zone));
  TRY(Charging charge, check_charging({request.charge, request.period_months, request.renew_flag},
                                      kInstanceChargingErrors));
  CHECKED(check_count(catalogue.limits(), request, charge.type));
  TRY(const InstanceType* type, check_type(region, *zone, request.type));
  TRY(images::AnyImage image, images::find_to_start(region, account, request.image));
  TRY(Disks disks, check_disks(region, account, image, request.system_disk, request.data_disks));
  TRY(Internet internet, check_internet(region, request.internet, charge.type));

  Money each = machine_price(catalogue, type, disks.system);
  for (const Disk& disk : disks.data) each = each + hourly_price_of_disk(catalogue, disk);
  Money machine = each * request.count;
  Money bandwidth;
  if (internet.public_address)
    bandwidth = prices.bandwidth_per_mbps_hour * (internet.bandwidth_mbps * request.count);
  Quote quote{price_by_the_hour(machine), price_by_the_hour(bandwidth), "HOUR", "HOUR"};
  if (charge.type == ChargeType::kSpot) quote.machine = price_as_spot(prices, machine);
  if (charge.type == ChargeType::kPrepaid) {
    quote.machine = price_in_advance(prices, machine, uint32_t(charge.months));
    quote.machine_unit = "";
    if (internet.charge.view() == "BANDWIDTH_PREPAID") {
      quote.bandwidth = price_in_advance(prices, bandwidth, uint32_t(charge.months));
      quote.bandwidth_unit = "";
    }
  }
  if (is_by_traffic(internet.charge)) {
    quote.bandwidth = {prices.traffic_per_gb};
    quote.bandwidth_unit = "GB";
  }
  return quote;
}

Money hourly_machine_price(const RegionCell& region, const Instance& instance) {
  const Catalogue& catalogue = region.catalogue;
  Money hourly =
      machine_price(catalogue, catalogue.find_instance_type(instance.type), instance.system_disk);
  for (const Disk* disk : region.block->disks_of(instance.id))
    if (disk->charged_with_instance) hourly = hourly + hourly_price_of_disk(catalogue, *disk);
  return hourly;
}

Money hourly_bandwidth_price(const Catalogue& catalogue, const Instance& instance) {
  if (is_by_traffic(instance.internet_charge) || !instance.public_address.is_set()) return {};
  return catalogue.prices().bandwidth_per_mbps_hour * instance.bandwidth_mbps;
}

bool is_paid_with_instance(const Instance& instance) {
  return instance.internet_charge.view() == "BANDWIDTH_PREPAID";
}

Rate rate_of_instance(const Catalogue& catalogue, const Instance& instance) {
  switch (instance.state) {
    case InstanceState::kLaunchFailed:
    case InstanceState::kTerminating:
    case InstanceState::kTerminated:
      return {.ended = true};
    default:
      break;
  }
  bool off = instance.state == InstanceState::kStopped;
  bool without_cores = off && instance.stop_mode == StopMode::kStopCharging;
  const InstanceType* type = without_cores ? nullptr : catalogue.find_instance_type(instance.type);
  Money machine = machine_price(catalogue, type, instance.system_disk);
  Money bandwidth = hourly_bandwidth_price(catalogue, instance);
  Rate rate;
  if (!is_paid_with_instance(instance)) rate.by_hour = std::exchange(bandwidth, {});
  if (instance.state == InstanceState::kShutdown) rate.by_hour = {};
  switch (instance.charge) {
    case ChargeType::kPostpaidByHour:
      rate.by_hour = rate.by_hour + price_by_the_hour(machine).charged();
      break;
    case ChargeType::kSpot:
      rate.by_hour = rate.by_hour + price_as_spot(catalogue.prices(), machine).charged();
      break;
    case ChargeType::kPrepaid:
      rate.in_advance = machine + bandwidth;
      rate.paid_until = instance.expires;
      break;
  }
  return rate;
}

Money refund(const RegionCell& region, const Instance& instance, Time now) {
  const Metering& metering = region.charging->metering;
  Money sum = metering.unused(instance.id, now);
  for (const Disk* disk : region.block->disks_of(instance.id))
    if (disk->charged_with_instance && !outlives_return(*disk))
      sum = sum + metering.unused(disk->id, now);
  return sum;
}

}  // namespace terrane
