// The handlers of service `cbs`, a group for each kind of resource.
#pragma once

#include <span>

#include "actions/listing.h"
#include "actions/registry.h"
#include "contract/cbs.h"

namespace terrane {

std::span<const Handler> disk_handlers();
std::span<const Handler> disk_charge_handlers();
std::span<const Handler> disk_listing_handlers();
std::span<const Handler> disk_offer_handlers();  // types, sizes and prices
std::span<const Handler> snapshot_handlers();
std::span<const Handler> snapshot_listing_handlers();
std::span<const Handler> snapshot_policy_handlers();

// The codes that the Describe actions of this service document.
const ListingErrors& cbs_listing_errors();

// Whether a listing is asked for oldest first. `fields`: what it may be sorted by.
struct Order {
  std::string_view field;  // empty: the time of creation
  bool ascending = false;
};
Result<Order> order_of(std::string_view order, std::string_view field,
                       std::span<const std::string_view> fields);

// The parameters of what disks, snapshots and policies are placed in, shown.
const contract::cbs::Placement* shown_placement(Arena& arena, const RegionCell& region,
                                                uint32_t zone, uint32_t project);

inline std::span<const std::string_view> cbs_texts(const contract::List<contract::Text>& list) {
  return {list.begin(), list.size()};
}

}  // namespace terrane
