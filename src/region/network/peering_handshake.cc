// The part of peering_manager that acts on letters: each from the one region that the connection
// names as its other end; from anywhere else it means nothing. What is not here any more was
// deleted here, and the other side has been told, or will be.
#include "region/network/peering_manager.h"
#include "region/product_rules.h"
#include "region/zone_access_rules.h"

namespace terrane::peering_manager {

using namespace peering_rules;

namespace {

// The connection, where its requester's end is in the region that writes.
const PeeringConnection* requested_in(const RegionCell& region, PeeringConnectionId id,
                                      std::string_view from) {
  const PeeringConnection* connection = region.network.peering_connections.find(id);
  bool is_from_there =
      connection && !connection->requested_here && connection->requester.region == from;
  return is_from_there ? connection : nullptr;
}

const PeeringConnection* accepted_in(const RegionCell& region, PeeringConnectionId id,
                                     std::string_view from) {
  const PeeringConnection* connection = region.network.peering_connections.find(id);
  bool is_from_there =
      connection && !connection->accepted_here && connection->accepter.region == from;
  return is_from_there ? connection : nullptr;
}

// A request that has crossed one of the account's own: both sides know both, and both keep that
// with the lower ID. The other one is refused where it arrives.
bool gives_way(const RegionCell& region, const PeeringConnection& wanted) {
  const PeeringConnection* own =
      live_between(region, wanted.accepter.account, wanted.requester, wanted.accepter, wanted.id);
  return own && own->id < wanted.id;
}

// Whether the request can wait for its answer here, or have it at once.
bool is_possible(const RegionCell& region, const PeeringConnection& wanted) {
  if (region.network.peering_connections.find(wanted.id)) return false;  // another's ID
  if (!check_product(region, "vpc")) return false;
  if (!check_zone_access(region, wanted.accepter.account, nullptr)) return false;
  if (!check_apart(region, wanted) || gives_way(region, wanted)) return false;
  bool is_own = wanted.requester.account == wanted.accepter.account;
  return !is_own || !has_too_many(region, wanted.accepter.vpc);
}

PeeringState first_state(const RegionCell& region, const PeeringConnection& wanted, Time now) {
  bool is_own = wanted.requester.account == wanted.accepter.account;
  if (!is_possible(region, wanted)) return is_own ? PeeringState::kFailed : PeeringState::kRejected;
  if (is_own) return PeeringState::kActive;
  return wanted.created + PeeringConnection::kKeptPending <= now ? PeeringState::kExpired
                                                                 : PeeringState::kPending;
}

}  // namespace

void take(RegionCell& region, Transaction& transaction, std::string_view from,
          const RequestPeering& letter) {
  PeeringConnection wanted{.id = letter.id,
                           .account = letter.accepter.account,
                           .requester = letter.requester,
                           .accepter = letter.accepter,
                           .accepted_here = true,
                           .terms = letter.terms,
                           .created = letter.created};
  wanted.state = first_state(region, wanted, region.cell.now());
  AnswerPeering answer{.id = letter.id, .state = wanted.state, .ranges = {}};
  if (wanted.state == PeeringState::kActive)
    answer.ranges = ranges_at(region, wanted, wanted.accepter);
  if (wanted.state != PeeringState::kPending) region.mailbox.send(transaction, from, answer);
  if (!wanted.is_live()) return;
  wanted.sequence = region.cell.next_sequence();
  transaction.add(region.network.peering_connections, std::move(wanted));
}

void take(RegionCell& region, Transaction& transaction, std::string_view from,
          const ChangePeering& letter) {
  if (!requested_in(region, letter.id, from)) return;
  transaction.change(region.network.peering_connections, letter.id,
                     [&](PeeringConnection& changed) {
                       changed.terms = letter.terms;
                       changed.requester.ranges = letter.ranges;
                     });
}

void take(RegionCell& region, Transaction& transaction, std::string_view from,
          const AnswerPeering& letter) {
  const PeeringConnection* connection = accepted_in(region, letter.id, from);
  if (!connection) return;
  bool is_step = leads_to(connection->state, letter.state);
  if (!is_step && connection->state != letter.state) return;
  transaction.change(region.network.peering_connections, letter.id,
                     [&](PeeringConnection& changed) {
                       changed.state = letter.state;
                       changed.accepter.ranges = letter.ranges;
                     });
}

void take(RegionCell& region, Transaction& transaction, std::string_view from,
          const EndPeering& letter) {
  if (requested_in(region, letter.id, from) || accepted_in(region, letter.id, from))
    transaction.remove(region.network.peering_connections, letter.id);
}

}  // namespace terrane::peering_manager
