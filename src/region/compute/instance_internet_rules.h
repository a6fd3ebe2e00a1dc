// An instance's way to the Internet: bandwidth, how it is charged, and a public address.
#pragma once

#include <optional>

#include "region/compute/instance.h"
#include "region/region_cell.h"

namespace terrane {

inline constexpr ErrorKind kBandwidthRange{
    "InvalidParameterValue.Range", "InternetMaxBandwidthOut is {}, but must be 0 to {} Mbps.",
    "InternetMaxBandwidthOut 为 {}，取值范围为 0 到 {} Mbps。"};
inline constexpr ErrorKind kUnknownInternetCharge{
    "InvalidParameterValue",
    "InternetChargeType {} does not exist; DescribeInternetChargeTypeConfigs lists those there "
    "are.",
    "不存在网络计费类型 {}，可通过 DescribeInternetChargeTypeConfigs 查询。"};
inline constexpr ErrorKind kInternetChargeNeedsPrepaid{
    "InvalidParameterValue", "BANDWIDTH_PREPAID goes with PREPAID instances only.",
    "BANDWIDTH_PREPAID 仅适用于 PREPAID 实例。"};
inline constexpr ErrorKind kAddressNeedsBandwidth{
    "InvalidParameterValue",
    "PublicIpAssigned needs InternetMaxBandwidthOut above 0: without bandwidth an address is of no "
    "use.",
    "PublicIpAssigned 需要 InternetMaxBandwidthOut 大于 0，没有带宽时不能分配公网 IP。"};
inline constexpr ErrorKind kNoPublicAddressLeft{
    "ResourcesSoldOut.EipInsufficient",
    "Region {} has no public address left; release some, or launch without PublicIpAssigned.",
    "地域 {} 的公网 IP 已售罄，请先释放，或不分配公网 IP。"};

struct WantedInternet {
  std::string_view charge;  // empty: by traffic, or by prepaid bandwidth for prepaid instances
  std::optional<int64_t> bandwidth_mbps;
  std::optional<bool> public_address;  // absent: where there is bandwidth
};

struct Internet {
  InternedText charge;
  uint32_t bandwidth_mbps = 0;
  bool public_address = false;
};

// Errors: all above but the last.
Result<Internet> check_internet(const RegionCell& region, const WantedInternet& wanted,
                                ChargeType instance_charge);

}  // namespace terrane
