#include <algorithm>

#include "model/scope.h"
#include "region/region_cell.h"
#include "sim/checkers.h"

namespace terrane::sim {
namespace {

// What the region must offer for there to be the record; empty where nothing.
std::string_view product_of(const RegionCell& region, AnyId id, std::string_view record) {
  if (id.kind() == Kind::kListener || id.kind() == Kind::kForwardingRule) return {};
  if (id.kind() == Kind::kDisk && field_of(record, "type").starts_with("LOCAL")) return {};
  if (id.kind() == Kind::kSnapshot && region.cell.ledger().any(id, Kind::kImage))
    id = AnyId::of(Kind::kImage, 0);  // those that an image is made of come with it
  return scope_of(id.kind()).service;
}

// An instance's primary interface has been there all along: what it has beside what the instance
// says is put on record when it first has any.
bool was_there(AnyId id, std::string_view record) {
  return id.kind() == Kind::kNetworkInterface && field_of(record, "primary") == "1";
}

bool is_offered(const RegionCell& region, const Records& records, std::string_view product) {
  auto said = records.find("product-offer/" + std::string(product));
  if (said == records.end()) return region.catalogue.offers(region.place(), product);
  return field_of(said->second, "available") == "1";
}

// An operator may open a zone of a region whose others ask for tickets.
bool asks_for_tickets(const RegionCell& region) {
  return std::ranges::all_of(region.place().zones, [&](ZoneIndex zone) {
    return region.catalogue.zone(zone).access == ZoneAccess::kTicket;
  });
}

bool has_ticket(const RegionCell& region, AccountId account) {
  for (const ZoneAccessTicket* ticket : region.accounts.tickets.of(account))
    if (ticket && ticket->steps.back().state == ZoneAccessState::kApproved) return true;
  return false;
}

}  // namespace

void SupplyIsAsked::stepped(const ClientCall* call) {
  if (!call || call->is_operator) return;
  auto open = world_.open_cells().find(call->region);
  if (open == world_.open_cells().end() || !history_.changed(call->region)) return;
  const RegionCell& region = *open->second.region;
  const Records &before = history_.before(call->region), &now = history_.now(call->region);
  std::string known = "account-network/" + std::to_string(uint64_t(call->account));
  if (!before.contains(known)) return;  // the cloud set up what every account finds
  for (const auto& [key, record] : now) {
    if (before.contains(key)) continue;
    if (key.starts_with("copy/")) continue;  // on its way out: it is made where it arrives
    auto id = parse_any_id(std::string_view(key).substr(key.find('/') + 1));
    if (!id || scope_of(id->kind()).scope < Scope::kRegion || was_there(*id, record)) continue;
    std::string_view product = product_of(region, *id, record);
    if (!product.empty() && !is_offered(region, before, product))
      world_.complain(call->action + " made " + key + ", which the region does not offer");
    if (asks_for_tickets(region) && !has_ticket(region, call->account))
      world_.complain(call->action + " made " + key + " without a ticket");
  }
}

}  // namespace terrane::sim
