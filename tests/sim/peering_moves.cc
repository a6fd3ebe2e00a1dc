// Peering connections: of one account and of two, in one region and in two. They are not audited by
// a listing, since either side may delete them at any time; that both sides agree is claimed by
// PeeringsAgree (checkers.h).
#include "sim/peering_moves.h"

#include "sim/moves.h"
#include "sim/network_moves.h"

namespace terrane::sim {
namespace {

// To remember them by; never listed.
constexpr Listing kPeerings{.kind = "peering connection",
                            .service = "vpc",
                            .action = "DescribeVpcPeeringConnections",
                            .list = "PeerConnectionSet",
                            .id = "PeeringConnectionId",
                            .name = "PeeringConnectionName"};

void request_peering(Workload& work) {
  Place here = any_place(work), there = any_place(work);
  if (work.chance(50)) there.account = here.account;
  auto* own = work.knowledge().pick(kVpcs, here.account, here.region);
  auto* other = work.knowledge().pick(kVpcs, there.account, there.region);
  if (!own || !other) return;
  std::string name = work.knowledge().new_name(here.account);
  std::string uin = std::to_string(uint64_t(there.account));
  work.knowledge().create(
      kPeerings,
      call_to("vpc", "CreateVpcPeeringConnection", here,
              {{"SourceVpcId", own->id},
               {"DestinationVpcId", work.chance(95) ? other->id : "vpc-00000000"},
               {"DestinationUin", uin},
               {"DestinationRegion", there.region},
               {"PeeringConnectionName", name}}),
      {name}, id_at("", "PeeringConnectionId"),
      {{"account", uin}, {"region", there.region}, {"vpc", own->id}});
}

// One of the two ends of some connection, or now and then a stranger.
Place some_end(Workload& work, const Place& requester, const Knowledge::Resource& peering) {
  if (work.chance(5)) return any_place(work);
  if (work.chance(40)) return requester;
  return {AccountId(std::stoull(peering.notes.at("account"))), peering.notes.at("region")};
}

void call_on_peering(Workload& work, std::string_view action, boost::json::object parameters) {
  Place requester = any_place(work);
  auto* peering = work.knowledge().pick(kPeerings, requester.account, requester.region);
  if (!peering) return;
  parameters["PeeringConnectionId"] = peering->id;
  work.call(call_to("vpc", action, some_end(work, requester, *peering), parameters));
}

void answer_peering(Workload& work) {
  call_on_peering(
      work, work.chance(75) ? "AcceptVpcPeeringConnection" : "RejectVpcPeeringConnection", {});
}

void change_peering(Workload& work) {
  call_on_peering(work, "ModifyVpcPeeringConnection", {{"Bandwidth", 1 + work.below(50)}});
}

void delete_peering(Workload& work) {
  call_on_peering(work, "DeleteVpcPeeringConnection", {});
}

void describe_peerings(Workload& work) {
  work.call(call_to("vpc", "DescribeVpcPeeringConnections", any_place(work), {{"Limit", 100}}));
}

void route_to_peering(Workload& work) {
  Place place = any_place(work);
  auto* table = work.knowledge().pick(kRouteTables, place.account, place.region);
  auto* peering = work.knowledge().pick(kPeerings, place.account, place.region);
  if (!table || !peering) return;
  const char* const kRanges[] = {"10.0.0.0/16", "10.1.0.0/16", "192.168.0.0/24"};
  boost::json::object route{{"DestinationCidrBlock", work.pick(kRanges)},
                            {"GatewayType", "PEERCONNECTION"},
                            {"GatewayId", peering->id}};
  work.call(call_to("vpc", "CreateRoutes", nearly(work, place),
                    {{"RouteTableId", table->id}, {"Routes", boost::json::array{route}}}));
}

constexpr Move kMoves[] = {
    {"request peering", 8, request_peering},     {"answer peering", 7, answer_peering},
    {"change peering", 3, change_peering},       {"delete peering", 4, delete_peering},
    {"describe peerings", 3, describe_peerings}, {"route to peering", 3, route_to_peering}};

}  // namespace

std::span<const Move> peering_moves() {
  return kMoves;
}

}  // namespace terrane::sim
