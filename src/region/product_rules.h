// A region makes only what it offers (M-16…M-19). What exists when a product is withdrawn goes on.
#pragma once

#include "base/error.h"
#include "region/region_cell.h"

namespace terrane {

inline constexpr ErrorKind kProductNotHere{
    "UnsupportedRegion",
    "Region {} does not offer {}; DescribeRegions of service region lists, by product, those that "
    "do.",
    "地域 {} 未提供{}，可通过 region 服务的 DescribeRegions 按产品查询支持的地域。"};

// `product` is one of the catalogue's: "cbs", "clb", "cdb", …
inline Result<void> check_product(const RegionCell& region, std::string_view product) {
  if (region.offers(product)) return {};
  const Product* known = region.catalogue.find_product(product);
  return refuse(kProductNotHere, region.place().id, known ? known->name.english : product);
}

}  // namespace terrane
