#include "region/zone_access_rules.h"

#include <algorithm>

namespace terrane {
namespace {

bool is_let_in(const RegionCell& region, AccountId account, std::string_view zone) {
  return std::ranges::any_of(region.accounts.tickets.of(account), [&](const auto* ticket) {
    return ticket && ticket->zone == zone && ticket->lets_in();
  });
}

// "none", or "ticket-0a1b2c3d, REJECTED".
std::string newest_ticket(const RegionCell& region, AccountId account, std::string_view zone) {
  std::string newest = "none";
  for (const ZoneAccessTicket* ticket : region.accounts.tickets.of(account))
    if (ticket && ticket->zone == zone)
      newest = ticket->id + ", " + std::string(row_of(ticket->state()).name);
  return newest;
}

}  // namespace

const Zone* closed_zone(const RegionCell& region, const Zone* zone) {
  if (zone) return zone->access == ZoneAccess::kTicket ? zone : nullptr;
  const Zone* first = nullptr;
  for (ZoneIndex index : region.place().zones) {
    const Zone& other = region.catalogue.zone(index);
    if (other.access == ZoneAccess::kOpen) return nullptr;
    if (!first) first = &other;
  }
  return first;
}

Result<void> check_zone_access(const RegionCell& region, AccountId account, const Zone* zone) {
  const Zone* closed = closed_zone(region, zone);
  if (!closed || is_let_in(region, account, closed->id)) return {};
  if (!zone)  // what lies in no zone needs a ticket for one of them
    for (ZoneIndex index : region.place().zones)
      if (is_let_in(region, account, region.catalogue.zone(index).id)) return {};
  return refuse(kNoZoneTicket, closed->id, newest_ticket(region, account, closed->id), closed->id);
}

}  // namespace terrane
