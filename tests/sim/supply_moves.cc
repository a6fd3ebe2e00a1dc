// What operators give and take while everybody works: products, stock, zones, tickets.
#include "sim/supply_moves.h"

#include "sim/moves.h"

namespace terrane::sim {
namespace {

constexpr AccountId kBoss{100000000099};
constexpr std::string_view kFinanceZone = "ap-shanghai-fsi-1";

ClientCall operators_call(std::string_view action, const boost::json::object& parameters) {
  ClientCall call = call_to("terrane", action, {kBoss, ""}, parameters);
  call.is_operator = true;
  return call;
}

void offer_or_withdraw(Workload& work) {
  const char* const kProducts[] = {"cvm", "cbs", "vpc", "clb", "cdb", "memcached"};
  work.call(operators_call("ModifyProductAvailability", {{"Region", work.region()},
                                                         {"Product", work.pick(kProducts)},
                                                         {"Available", work.chance(70)}}));
}

const Region& some_place(Workload& work) {
  return *work.world().cloud().catalogue().find_region(work.region());
}

void sell_out_or_restock(Workload& work) {
  const Catalogue& catalogue = work.world().cloud().catalogue();
  const Zone& zone = catalogue.zone(work.pick(some_place(work).zones));
  work.call(operators_call("ModifyZoneStock", {{"Zone", zone.id}, {"SoldOut", work.chance(30)}}));
}

// Now and then of a number that is taken.
void add_zone(Workload& work) {
  constexpr size_t kMost = 5;
  const Region& region = some_place(work);
  if (region.zones.size() >= kMost) return;
  std::string id = region.id + "-" + std::to_string(1 + work.below(kMost));
  work.call(operators_call(
      "CreateZone", {{"Region", region.id}, {"Zone", {{"Zone", id}, {"Name", "Zone " + id}}}}));
}

void apply(Workload& work) {
  Place place = any_place(work);
  std::string name = work.knowledge().new_name(place.account);
  place.region.clear();
  work.knowledge().create(
      kTickets,
      call_to(
          "terrane", "ApplyZoneAccess", place,
          {{"Zone", kFinanceZone}, {"Company", name}, {"License", "B0001H"}, {"Contact", "desk"}}),
      {name}, id_at("", "TicketId"));
}

void decide(Workload& work) {
  auto* ticket = work.knowledge().pick(kTickets, work.account(), "");
  if (!ticket) return;
  const char* const kActions[] = {"ApproveZoneAccess", "ApproveZoneAccess", "RejectZoneAccess",
                                  "RevokeZoneAccess"};
  work.call(operators_call(work.pick(kActions), {{"TicketId", ticket->id}, {"Reason", "so"}}));
}

constexpr Move kMoves[] = {
    {"offer or withdraw a product", 2, offer_or_withdraw},
    {"sell a zone out, or restock it", 2, sell_out_or_restock},
    {"add a zone", 1, add_zone},
    {"apply for a finance zone", 1, apply},
    {"decide on a ticket", 2, decide},
};

}  // namespace

std::span<const Move> supply_moves() {
  return kMoves;
}

}  // namespace terrane::sim
