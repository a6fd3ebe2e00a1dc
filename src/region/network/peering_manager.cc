#include "region/network/peering_manager.h"

#include "region/network/vpc_manager.h"
#include "region/network/vpc_rules.h"
#include "region/tags.h"

namespace terrane::peering_manager {

using namespace peering_rules;

namespace {

// None where the VPC is gone: a connection that never came about does not keep it.
std::vector<Cidr> ranges_of(const RegionCell& region, VpcId vpc) {
  const Vpc* found = region.network.vpcs.find(vpc);
  return found ? vpc_rules::ranges_of(*found) : std::vector<Cidr>();
}

// Takes the one step that the trigger means, and tells the requester's region, if that is another.
void decide(RegionCell& region, Transaction& transaction, PeeringConnectionId id,
            PeeringTrigger trigger) {
  const auto& changed = transaction.change(
      region.network.peering_connections, id, [&](PeeringConnection& connection) {
        connection.state = *next_state(connection.state, trigger);
      });
  if (changed.requested_here) return;
  AnswerPeering answer{.id = id, .state = changed.state, .ranges = {}};
  if (changed.state == PeeringState::kActive)
    answer.ranges = ranges_of(region, changed.accepter.vpc);
  region.mailbox.send(transaction, changed.requester.region, answer);
}

// The account's connection of this ID, where the account is the one that decides.
Result<const PeeringConnection*> find_offer(const Change& change, std::string_view id,
                                            PeeringTrigger trigger) {
  TRY(const PeeringConnection* connection, find(change.region, change.account, id));
  if (!connection->accepted_here || connection->accepter.account != change.account)
    return refuse(kNotTheAccepter, id, std::to_string(uint64_t(connection->accepter.account)),
                  connection->accepter.region);
  if (!next_state(connection->state, trigger))
    return refuse(kDecided, id, name_of(connection->state));
  return connection;
}

// The other VPC, where it is in this region: what of it speaks against the connection is seen at
// once.
Result<void> check_neighbour(const RegionCell& region, const PeeringConnection& connection) {
  const PeeringEnd &own = connection.requester, &other = connection.accepter;
  const Vpc* vpc = region.network.vpcs.find(other.vpc);
  if (!vpc || vpc->account != other.account)
    return refuse(kNoSuchVpc, std::to_string(uint64_t(other.account)), to_text(other.vpc),
                  other.region);
  auto overlap = find_overlap(ranges_of(region, own.vpc), vpc_rules::ranges_of(*vpc));
  if (overlap)
    return refuse(kOverlap, to_text(overlap->one), to_text(own.vpc), to_text(overlap->other),
                  to_text(other.vpc));
  if (own.account == other.account && has_too_many(region, other.vpc))
    return refuse(kTooManyAtDestination, to_text(other.vpc),
                  std::to_string(region.catalogue.limits().peering_connections_per_vpc));
  return {};
}

// What is requested, with two ends that may be connected as far as is seen here.
Result<PeeringConnection> check_new(const Change& change, const NewConnection& wanted) {
  const RegionCell& region = change.region;
  TRY(const Vpc* vpc, vpc_manager::find(region, change.account, wanted.vpc));
  TRY(const Region* place, find_region(region.catalogue, wanted.other_region));
  TRY(AccountId account, parse_uin(wanted.other_account));
  auto other = VpcId::parse(wanted.other_vpc);
  if (!other) return refuse(vpc_rules::kMalformedId, wanted.other_vpc);
  TRY(PeeringTerms terms, check_terms(wanted.terms));
  PeeringConnection connection{.account = change.account,
                               .requester = {change.account, region.place().id, vpc->id, {}},
                               .accepter = {account, place->id, *other, {}},
                               .requested_here = true,
                               .accepted_here = place->id == region.place().id,
                               .terms = std::move(terms),
                               .created = change.now,
                               .tags = wanted.tags};
  if (connection.accepted_here && *other == vpc->id) return refuse(kWithItself, wanted.vpc);
  if (connection.accepted_here) CHECKED(check_neighbour(region, connection));
  if (const auto* live = live_between(region, change.account, connection.requester,
                                      connection.accepter, PeeringConnectionId()))
    return refuse(kExists, wanted.vpc, wanted.other_vpc, to_text(live->id));
  if (has_too_many(region, vpc->id))
    return refuse(kTooMany, wanted.vpc,
                  std::to_string(region.catalogue.limits().peering_connections_per_vpc));
  CHECKED(check_tags(wanted.tags, region.catalogue.limits().tags_per_resource));
  return connection;
}

}  // namespace

Result<const PeeringConnection*> find(const RegionCell& region, AccountId account,
                                      std::string_view id) {
  auto parsed = PeeringConnectionId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const PeeringConnection* connection = region.network.peering_connections.find(*parsed);
  if (!connection || !connection->is_of(account)) return refuse(kNotFound, id);
  return connection;
}

Result<const PeeringConnection*> create(Change& change, const NewConnection& wanted) {
  RegionCell& region = change.region;
  auto& table = region.network.peering_connections;
  TRY(PeeringConnection connection, check_new(change, wanted));
  connection.id = region.cell.new_id(table);
  connection.sequence = region.cell.next_sequence();
  bool is_own = connection.accepter.account == change.account;
  const auto& made = change.transaction.add(table, std::move(connection));
  if (!made.accepted_here) {
    RequestPeering letter{made.id, made.requester, made.accepter, made.terms, made.created};
    letter.requester.ranges = ranges_of(region, made.requester.vpc);
    region.mailbox.send(change.transaction, made.accepter.region, letter);
  } else if (is_own) {
    decide(region, change.transaction, made.id, PeeringTrigger::kAccept);
  }
  return &made;
}

Result<void> accept(Change& change, std::string_view id) {
  TRY(const PeeringConnection* connection, find_offer(change, id, PeeringTrigger::kAccept));
  CHECKED(check_acceptable(change.region, *connection));
  decide(change.region, change.transaction, connection->id, PeeringTrigger::kAccept);
  return {};
}

Result<void> reject(Change& change, std::string_view id) {
  TRY(const PeeringConnection* connection, find_offer(change, id, PeeringTrigger::kReject));
  decide(change.region, change.transaction, connection->id, PeeringTrigger::kReject);
  return {};
}

Result<void> remove(Change& change, std::string_view id) {
  RegionCell& region = change.region;
  TRY(const PeeringConnection* connection, find(region, change.account, id));
  EndPeering letter{connection->id};
  if (!connection->accepted_here)
    region.mailbox.send(change.transaction, connection->accepter.region, letter);
  if (!connection->requested_here)
    region.mailbox.send(change.transaction, connection->requester.region, letter);
  change.transaction.remove(region.network.peering_connections, letter.id);
  return {};
}

Result<void> modify(Change& change, std::string_view id, const ConnectionChange& wanted) {
  RegionCell& region = change.region;
  TRY(const PeeringConnection* connection, find(region, change.account, id));
  if (!connection->requested_here || connection->requester.account != change.account)
    return refuse(kNotTheRequester, id, std::to_string(uint64_t(connection->requester.account)),
                  connection->requester.region);
  PeeringTerms terms = connection->terms;
  if (wanted.name) {
    CHECKED(check_name(*wanted.name));
    terms.name = *wanted.name;
  }
  if (wanted.bandwidth_mbps) {
    TRY(terms.bandwidth_mbps, check_bandwidth(*wanted.bandwidth_mbps));
  }
  if (wanted.charge) {
    TRY(terms.charge, check_charge(*wanted.charge));
  }
  change.transaction.change(region.network.peering_connections, PeeringConnectionId(connection->id),
                            [&](PeeringConnection& changed) { changed.terms = terms; });
  if (!connection->accepted_here)
    region.mailbox.send(
        change.transaction, connection->accepter.region,
        ChangePeering{connection->id, terms, ranges_of(region, connection->requester.vpc)});
  return {};
}

void tell_ranges(Change& change, VpcId vpc) {
  RegionCell& region = change.region;
  auto ranges = ranges_of(region, vpc);
  for (const PeeringConnection* connection : tied_to(region, vpc)) {
    if (connection->requested_here && connection->accepted_here) continue;
    if (connection->requested_here) {
      region.mailbox.send(change.transaction, connection->accepter.region,
                          ChangePeering{connection->id, connection->terms, ranges});
    } else {
      region.mailbox.send(change.transaction, connection->requester.region,
                          AnswerPeering{connection->id, connection->state, ranges});
    }
  }
}

void expire(RegionCell& region, Transaction& transaction, const PeeringConnection& connection) {
  decide(region, transaction, connection.id, PeeringTrigger::kExpire);
}

}  // namespace terrane::peering_manager
