// Operators offer a product in a region, or withdraw it, while it runs (M-19).
#pragma once

#include "region/region_cell.h"

namespace terrane::product_manager {

inline constexpr ErrorKind kNoSuchProduct{
    "ResourceNotFound.Product",
    "There is no product {}; DescribeProductAvailability lists those there are.",
    "不存在产品 {}，可通过 DescribeProductAvailability 查询。"};

// What exists already goes on, whatever is withdrawn. Errors: kNoSuchProduct.
Result<void> set(Change& change, std::string_view product, bool available);

}  // namespace terrane::product_manager
