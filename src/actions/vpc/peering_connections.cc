// VPC peering connections: requested, accepted or rejected, changed, deleted (M-12, M-13). What
// these actions mean for the other region goes there by letter.
#include "actions/convert.h"
#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/network/peering_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

Result<api::CreateVpcPeeringConnectionResponse> create_vpc_peering_connection(
    RegionWrite& call, const api::CreateVpcPeeringConnectionRequest& request) {
  TRY(const PeeringConnection* connection,
      peering_manager::create(call.change,
                              {.vpc = request.SourceVpcId,
                               .other_vpc = request.DestinationVpcId,
                               .other_account = request.DestinationUin,
                               .other_region = request.DestinationRegion,
                               .terms = {.name = std::string(request.PeeringConnectionName),
                                         .bandwidth_mbps = request.Bandwidth,
                                         .charge = request.ChargeType,
                                         .qos = request.QosLevel,
                                         .type = request.Type},
                               .tags = tags_of(request.Tags)}));
  return api::CreateVpcPeeringConnectionResponse{.PeeringConnectionId =
                                                     to_text(call.arena, connection->id)};
}

Result<api::AcceptVpcPeeringConnectionResponse> accept_vpc_peering_connection(
    RegionWrite& call, const api::AcceptVpcPeeringConnectionRequest& request) {
  CHECKED(peering_manager::accept(call.change, request.PeeringConnectionId));
  return api::AcceptVpcPeeringConnectionResponse{};
}

Result<api::RejectVpcPeeringConnectionResponse> reject_vpc_peering_connection(
    RegionWrite& call, const api::RejectVpcPeeringConnectionRequest& request) {
  CHECKED(peering_manager::reject(call.change, request.PeeringConnectionId));
  return api::RejectVpcPeeringConnectionResponse{};
}

Result<api::ModifyVpcPeeringConnectionResponse> modify_vpc_peering_connection(
    RegionWrite& call, const api::ModifyVpcPeeringConnectionRequest& request) {
  peering_manager::ConnectionChange wanted{.bandwidth_mbps = request.Bandwidth};
  if (contract::present(request.PeeringConnectionName)) wanted.name = request.PeeringConnectionName;
  if (!request.ChargeType.empty()) wanted.charge = request.ChargeType;
  CHECKED(peering_manager::modify(call.change, request.PeeringConnectionId, wanted));
  return api::ModifyVpcPeeringConnectionResponse{};
}

Result<api::DeleteVpcPeeringConnectionResponse> delete_vpc_peering_connection(
    RegionWrite& call, const api::DeleteVpcPeeringConnectionRequest& request) {
  CHECKED(peering_manager::remove(call.change, request.PeeringConnectionId));
  return api::DeleteVpcPeeringConnectionResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<create_vpc_peering_connection>("vpc", "CreateVpcPeeringConnection"),
    region_write<accept_vpc_peering_connection>("vpc", "AcceptVpcPeeringConnection"),
    region_write<reject_vpc_peering_connection>("vpc", "RejectVpcPeeringConnection"),
    region_write<modify_vpc_peering_connection>("vpc", "ModifyVpcPeeringConnection"),
    region_write<delete_vpc_peering_connection>("vpc", "DeleteVpcPeeringConnection"),
};

}  // namespace

std::span<const Handler> peering_handlers() {
  return kHandlers;
}

}  // namespace terrane
