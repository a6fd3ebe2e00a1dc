#include "region/network/route_table_rules.h"

#include "base/text.h"

namespace terrane::route_table_rules {

Result<void> check_name(std::string_view name) {
  size_t length = count_characters(name);
  if (length < 1 || length > 60) return refuse(kNameLength);
  return {};
}

Result<void> check_deletable(const RegionCell& region, const RouteTable& table) {
  if (table.is_main) return refuse(kMainStays, to_text(table.id), to_text(table.vpc));
  for (AnyId referrer : region.cell.ledger().referrers(table.id))
    return refuse(kInUse, to_text(table.id), to_text(referrer));
  return {};
}

}  // namespace terrane::route_table_rules
