// What the two ends of a peering connection know, compared from outside.
#include "region/network/peering_rules.h"
#include "region/network/vpc_rules.h"
#include "sim/checkers.h"

namespace terrane::sim {
namespace {

using Complain = std::function<void(const std::string&)>;

bool ended_without_the_other(PeeringState state) {
  return state == PeeringState::kRejected || state == PeeringState::kFailed ||
         state == PeeringState::kExpired;
}

// Its ends that are in this region are there, and of who is named.
void check_ends(const RegionCell& region, const PeeringConnection& connection,
                const Complain& complain) {
  auto check_end = [&](const PeeringEnd& end, bool is_tied) {
    if (end.region != region.place().id) complain("has an end of another region");
    if (!end.ranges.empty()) complain("keeps ranges that its own region knows");
    const Vpc* vpc = region.network.vpcs.find(end.vpc);
    if (is_tied && (!vpc || vpc->account != end.account)) complain("has lost its VPC");
  };
  if (connection.requested_here) check_end(connection.requester, connection.is_live());
  if (connection.accepted_here)
    check_end(connection.accepter, connection.state == PeeringState::kActive);
  if (!connection.requested_here && !connection.accepted_here) complain("has no end here");
}

// What one end knows of the other is so.
void compare(const RegionCell& near, const PeeringConnection& own, const RegionCell& far,
             const PeeringConnection& other, const Complain& complain) {
  if (own.state != other.state)
    complain("is " + std::string(name_of(own.state)) + " and " + std::string(name_of(other.state)));
  if (own.terms != other.terms) complain("has two sets of terms");
  auto ranges = [](const RegionCell& region, const PeeringEnd& end) {
    const Vpc* vpc = region.network.vpcs.find(end.vpc);
    return vpc ? vpc_rules::ranges_of(*vpc) : std::vector<Cidr>();
  };
  if (own.is_live() && other.requester.ranges != ranges(near, own.requester))
    complain("has another idea of its requester's ranges");
  if (own.state == PeeringState::kActive && own.accepter.ranges != ranges(far, other.accepter))
    complain("has another idea of its accepter's ranges");
}

}  // namespace

void PeeringsAgree::stepped(const ClientCall*) {
  for (auto& [name, open] : world_.open_cells()) {
    if (!open.region || !history_.changed(name)) continue;
    open.region->network.peering_connections.each([&](const PeeringConnection& connection) {
      check_ends(*open.region, connection, [&](const std::string& what) {
        world_.complain(to_text(connection.id) + " in " + open.region->place().id + " " + what);
      });
    });
  }
}

// When all letters have arrived, both ends say the same.
void PeeringsAgree::rested() {
  for (auto& [name, open] : world_.open_cells()) {
    if (!open.region) continue;
    if (!open.region->mailbox.addressees().empty())
      world_.complain("letters of " + name + " are still on their way");
    open.region->network.peering_connections.each(
        [&](const PeeringConnection& connection) { compare_with_other(*open.region, connection); });
  }
}

void PeeringsAgree::compare_with_other(const RegionCell& region,
                                       const PeeringConnection& connection) {
  if (connection.requested_here && connection.accepted_here) return;
  Complain complain = [&](const std::string& what) {
    world_.complain(to_text(connection.id) + " between " + connection.requester.region + " and " +
                    connection.accepter.region + " " + what);
  };
  const PeeringEnd& far = connection.requested_here ? connection.accepter : connection.requester;
  auto cell = world_.open_cells().find(far.region);
  if (cell == world_.open_cells().end()) return complain("has an end in a region nobody called");
  const RegionCell& other = *cell->second.region;
  const auto* found = other.network.peering_connections.find(connection.id);
  bool is_it = found && found->requester.region == connection.requester.region &&
               found->requester.vpc == connection.requester.vpc;
  if (!is_it) {
    if (!connection.requested_here || !ended_without_the_other(connection.state))
      complain("is known at one end alone, as " + std::string(name_of(connection.state)));
  } else if (connection.requested_here) {
    compare(region, connection, other, *found, complain);
  }
}

}  // namespace terrane::sim
