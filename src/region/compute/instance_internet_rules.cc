#include "region/compute/instance_internet_rules.h"

namespace terrane {

Result<Internet> check_internet(const RegionCell& region, const WantedInternet& wanted,
                                ChargeType instance_charge) {
  Internet internet;
  bool prepaid = instance_charge == ChargeType::kPrepaid;
  std::string_view charge = wanted.charge;
  if (charge.empty()) charge = prepaid ? "BANDWIDTH_PREPAID" : "TRAFFIC_POSTPAID_BY_HOUR";
  if (!region.catalogue.find_internet_charge_type(charge))
    return refuse(kUnknownInternetCharge, charge);
  if (charge == "BANDWIDTH_PREPAID" && !prepaid) return refuse(kInternetChargeNeedsPrepaid);
  internet.charge = InternedText(charge);
  int64_t bandwidth = wanted.bandwidth_mbps.value_or(0);
  int64_t most = region.catalogue.limits().internet_bandwidth_mbps;
  if (bandwidth < 0 || bandwidth > most)
    return refuse(kBandwidthRange, std::to_string(bandwidth), std::to_string(most));
  internet.bandwidth_mbps = uint32_t(bandwidth);
  internet.public_address = wanted.public_address.value_or(bandwidth > 0);
  if (internet.public_address && bandwidth == 0) return refuse(kAddressNeedsBandwidth);
  return internet;
}

}  // namespace terrane
