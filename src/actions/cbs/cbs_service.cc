#include "actions/cbs/cbs_service.h"

#include "base/contains.h"

namespace terrane {
namespace {

constexpr ErrorKind kUnknownOrder{"InvalidParameterValue", "Order must be ASC or DESC, not {}.",
                                  "Order 应为 ASC 或 DESC，而不是 {}。"};
constexpr ErrorKind kUnknownOrderField{"InvalidParameterValue",
                                       "OrderField {} is not offered; the first of those is {}.",
                                       "不支持排序字段 {}，可使用 {}。"};

}  // namespace

const ListingErrors& cbs_listing_errors() {
  static const ListingErrors kErrors = [] {
    ListingErrors errors = kCvmListingErrors;
    errors.malformed_id.code = "InvalidParameterValue";
    errors.ids_and_filters.code = "InvalidParameterValue";
    errors.unknown_filter.code = "InvalidFilter";
    errors.too_many_values.code = "InvalidParameterValue";
    errors.bad_page.code = "InvalidParameterValue";
    return errors;
  }();
  return kErrors;
}

Result<Order> order_of(std::string_view order, std::string_view field,
                       std::span<const std::string_view> fields) {
  if (!order.empty() && order != "ASC" && order != "DESC") return refuse(kUnknownOrder, order);
  if (!field.empty() && !contains(fields, field))
    return refuse(kUnknownOrderField, field, fields[0]);
  return Order{field, order == "ASC"};
}

const contract::cbs::Placement* shown_placement(Arena& arena, const RegionCell& region,
                                                uint32_t zone, uint32_t project) {
  const Zone* found = region.find_zone(zone);
  return arena.create<contract::cbs::Placement>(
      contract::cbs::Placement{.Zone = found ? std::string_view(found->id) : "",
                               .CageId = "",
                               .CdcId = "",
                               .CdcName = "",
                               .DedicatedClusterId = "",
                               .ProjectId = project,
                               .ProjectName = ""});
}

}  // namespace terrane
