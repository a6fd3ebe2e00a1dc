#include "region/block/disk_charge_rules.h"

#include "region/compute/instance_charge_rules.h"

namespace terrane {

Result<int> check_disk_period(uint64_t months) {
  if ((months >= 1 && months <= 12) || months == 24 || months == 36) return int(months);
  return refuse(kDiskPeriod, std::to_string(months));
}

Result<RenewFlag> check_disk_renewal(std::string_view flag) {
  if (auto renew = check_renew_flag(flag)) return *renew;
  return refuse(kDiskRenewFlag, flag);
}

Result<DiskCharging> check_disk_charge(std::string_view charge, std::optional<uint64_t> months,
                                       std::string_view renew_flag) {
  if (charge == name_of(ChargeType::kPostpaidByHour)) return DiskCharging{};
  if (charge != name_of(ChargeType::kPrepaid)) return refuse(kUnknownDiskCharge, charge);
  if (!months) return refuse(kDiskPeriodMissing);
  DiskCharging charging{.charge = ChargeType::kPrepaid};
  TRY(charging.months, check_disk_period(*months));
  TRY(charging.renew, check_disk_renewal(renew_flag));
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

Money hourly_price_of_disk(const Catalogue& catalogue, const Disk& disk) {
  const DiskType* type = catalogue.find_disk_type(disk.type);
  const Prices& prices = catalogue.prices();
  Money hourly = type ? hourly_price(*type, disk.size_gib) : Money{};
  hourly = hourly + prices.throughput_per_mbps_hour * disk.throughput_mbps;
  return hourly + prices.backup_point_per_gib_hour * disk.backup_quota * disk.size_gib;
}

Price price_of_disk(const Catalogue& catalogue, const Disk& disk, const DiskCharging& charging) {
  Money hourly = hourly_price_of_disk(catalogue, disk);
  if (charging.charge == ChargeType::kPrepaid)
    return price_in_advance(catalogue.prices(), hourly, uint32_t(charging.months));
  return price_by_the_hour(hourly);
}

}  // namespace terrane
