// Which private addresses of a VPC are in use, and by what.
#pragma once

#include <string>
#include <vector>

#include "region/region_cell.h"

namespace terrane::private_addresses {

inline constexpr ErrorKind kOtherVpc{"InvalidParameterValue.ParameterMismatch",
                                     "Subnet {} is not in VPC {}.", "子网 {} 不属于 VPC {}。"};
inline constexpr ErrorKind kNotAnAddress{"InvalidParameterValue.Malformed",
                                         "{} is not an IPv4 address.", "{} 不是合法的 IPv4 地址。"};
inline constexpr ErrorKind kOutside{"InvalidParameterValue.ParameterMismatch",
                                    "Address {} lies outside {}.", "地址 {} 不在 {} 内。"};

struct Used {
  const Subnet* subnet;
  Ipv4 address;
  AnyId owner;
};
struct UsedPage {
  std::vector<Used> page;
  uint64_t total = 0;
};

struct Query {
  std::string vpc;
  std::string subnet;                  // empty: all of the VPC's
  std::vector<std::string> addresses;  // empty: any
  std::vector<std::string> owners;     // IDs; empty: any
  uint64_t offset = 0;
  uint64_t limit = 20;
};

// The used addresses that the query means, subnet by subnet, lowest first. Source:
// vpc.DescribeUsedIpAddress.
Result<UsedPage> list_used(const RegionCell& region, AccountId account, const Query& query);
// Those of the addresses that are in use, in the order they are named; others are passed over.
// Source: vpc.DescribeVpcPrivateIpAddresses.
Result<std::vector<Used>> find_used(const RegionCell& region, AccountId account,
                                    std::string_view vpc,
                                    const std::vector<std::string>& addresses);

}  // namespace terrane::private_addresses
