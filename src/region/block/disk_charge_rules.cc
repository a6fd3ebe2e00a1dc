#include "region/block/disk_charge_rules.h"

namespace terrane {

Result<int> check_disk_period(uint64_t months) {
  int64_t wanted = int64_t(std::min<uint64_t>(months, INT64_MAX));
  return check_period(wanted, kDiskChargingErrors.period, kLongestDiskPeriod);
}

Result<RenewFlag> check_disk_renewal(std::string_view flag) {
  return check_renew_flag(flag, kDiskChargingErrors.renew_flag);
}

Result<Charging> check_disk_charge(std::string_view charge, std::optional<uint64_t> months,
                                   std::string_view renew_flag) {
  std::optional<int64_t> period;
  if (months) period = int64_t(std::min<uint64_t>(*months, INT64_MAX));
  TRY(Charging charging,
      check_charging({charge, period, renew_flag}, kDiskChargingErrors, kLongestDiskPeriod));
  if (charging.type == ChargeType::kSpot) return refuse(kDiskChargingErrors.unknown, charge);
  return charging;
}

Result<uint32_t> check_throughput(const DiskType& type, uint64_t size_gib, int64_t mbps,
                                  const ErrorKind& error) {
  if (mbps == 0) return 0u;
  if (type.id != kTypeWithThroughput || size_gib < kLeastForThroughput || mbps < 0 ||
      mbps > int64_t(kThroughputMost))
    return refuse(error, type.id, std::to_string(size_gib), std::to_string(mbps));
  return uint32_t(mbps);
}

bool outlives_return(const Disk& disk) {
  return disk.portable && !disk.delete_with_instance;
}

Money hourly_price_of_disk(const Catalogue& catalogue, const Disk& disk) {
  const DiskType* type = catalogue.find_disk_type(disk.type);
  const Prices& prices = catalogue.prices();
  Money hourly = type ? hourly_price(*type, disk.size_gib) : Money{};
  hourly = hourly + prices.throughput_per_mbps_hour * disk.throughput_mbps;
  return hourly + prices.backup_point_per_gib_hour * disk.backup_quota * disk.size_gib;
}

Price price_of_disk(const Catalogue& catalogue, const Disk& disk, const Charging& charging) {
  Money hourly = hourly_price_of_disk(catalogue, disk);
  if (charging.type == ChargeType::kPrepaid)
    return price_in_advance(catalogue.prices(), hourly, uint32_t(charging.months));
  return price_by_the_hour(hourly);
}

Rate rate_of_disk(const Catalogue& catalogue, const Disk& disk) {
  Money hourly = hourly_price_of_disk(catalogue, disk);
  if (disk.charge == ChargeType::kSpot)
    return {.by_hour = price_as_spot(catalogue.prices(), hourly).charged()};
  return plain_rate(disk.charge, hourly, disk.expires, disk.isolated);
}

}  // namespace terrane
