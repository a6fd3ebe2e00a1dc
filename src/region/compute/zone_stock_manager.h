// Operators sell a zone out, or restock it, while it runs (M-2).
#pragma once

#include "region/region_cell.h"

namespace terrane::zone_stock_manager {

inline constexpr ErrorKind kNoSuchZone{
    "InvalidParameterValue.ZoneNotSupported",
    "There is no zone {} in region {}; DescribeZones lists its zones.",
    "可用区 {} 不属于地域 {}，可通过 DescribeZones 查询。"};

// What already runs in the zone keeps running. Errors: kNoSuchZone.
Result<void> set(Change& change, std::string_view zone, bool sold_out);
// `zone` is one of the region's.
bool sold_out(const RegionCell& region, const Zone& zone);
// Whether new capacity is to be had there now: it is not sold out, and it has power.
bool sells(const RegionCell& region, const Zone& zone);

}  // namespace terrane::zone_stock_manager
