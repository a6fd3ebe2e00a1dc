// What scenarios about peering connections begin with.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/network.h"

namespace terrane {

inline constexpr std::string_view kFar = "ap-shanghai";

// A request to connect the VPC with another: of which account, and in which region by its short
// code. `more` is JSON members, such as R"("Bandwidth":5)".
inline Reply peer(const Client& client, const std::string& vpc, const std::string& other,
                  AccountId account = kAlice, std::string_view region = "gz",
                  std::string_view more = {}) {
  std::string json = R"({"SourceVpcId":")" + vpc + R"(","DestinationVpcId":")" + other +
                     R"(","DestinationUin":")" + std::to_string(uint64_t(account)) +
                     R"(","DestinationRegion":")" + std::string(region) +
                     R"(","PeeringConnectionName":"a peering")";
  if (!more.empty()) (json += ',') += more;
  return client.call("vpc", "CreateVpcPeeringConnection", json + "}");
}

inline std::string peer_one(const Client& client, const std::string& vpc, const std::string& other,
                            AccountId account = kAlice, std::string_view region = "gz") {
  return peer(client, vpc, other, account, region)["PeeringConnectionId"].text();
}

inline Json list_peerings(const Client& client, const Parameters& parameters = {}) {
  return client.call("vpc", "DescribeVpcPeeringConnections", parameters)["PeerConnectionSet"];
}

// The connection as the client sees it; "" where it does not.
inline std::string peering_state(const Client& client, const std::string& id) {
  Json list = list_peerings(client, {{"PeeringConnectionIds", {id}}});
  return list.size() == 1 ? list[0]["State"].text() : std::string();
}

inline Reply decide(const Client& client, std::string_view action, const std::string& id) {
  return client.call("vpc", action, {{"PeeringConnectionId", id}});
}
inline Reply accept(const Client& client, const std::string& id) {
  return decide(client, "AcceptVpcPeeringConnection", id);
}
inline Reply reject(const Client& client, const std::string& id) {
  return decide(client, "RejectVpcPeeringConnection", id);
}
inline Reply delete_peering(const Client& client, const std::string& id) {
  return decide(client, "DeleteVpcPeeringConnection", id);
}

inline Reply route_to(const Client& client, const std::string& vpc, const std::string& peering,
                      std::string_view destination) {
  return client.call("vpc", "CreateRoutes",
                     {{"RouteTableId", main_route_table(client, vpc)},
                      {"Routes",
                       {{{"DestinationCidrBlock", destination},
                         {"GatewayType", "PEERCONNECTION"},
                         {"GatewayId", peering}}}}});
}

inline Reply add_range(const Client& client, const std::string& vpc, std::string_view range) {
  return client.call("vpc", "CreateAssistantCidr", {{"VpcId", vpc}, {"CidrBlocks", {range}}});
}

}  // namespace terrane
