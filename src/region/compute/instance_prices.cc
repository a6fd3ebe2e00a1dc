#include "region/compute/instance_prices.h"

#include "region/block/disk_charge_rules.h"

namespace terrane {
namespace {

constexpr Duration kPaidMonth = days(30);

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
  TRY(Charge charge, check_charge(request.charge, request.period_months, request.renew_flag));
  CHECKED(check_count(catalogue.limits(), request, charge.type));
  TRY(const InstanceType* type, check_type(region, *zone, request.type));
  TRY(const PublicImage* image, images::find(region, account, request.image));
  TRY(Disks disks, check_disks(region, account, *image, request.system_disk, request.data_disks));
  TRY(Internet internet, check_internet(region, request.internet, charge.type));

  Money each = machine_price(catalogue, type, disks.system);
  for (const Disk& disk : disks.data) each = each + hourly_price_of_disk(catalogue, disk);
  Money machine = each * request.count;
  Money bandwidth = prices.bandwidth_per_mbps_hour * (internet.bandwidth_mbps * request.count);
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
  if (is_by_traffic(instance.internet_charge)) return {};
  return catalogue.prices().bandwidth_per_mbps_hour * instance.bandwidth_mbps;
}

Money refund(const RegionCell& region, const Instance& instance, Time now) {
  if (instance.charge != ChargeType::kPrepaid || instance.expires <= now) return {};
  Money month = region.catalogue.prices().per_month(hourly_machine_price(region, instance));
  double months = double((instance.expires - now).microseconds) / double(kPaidMonth.microseconds);
  return {int64_t(double(month.millionths) * months)};
}

}  // namespace terrane
