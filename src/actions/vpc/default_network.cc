#include "region/network/default_network.h"

#include "actions/vpc/vpc_service.h"
#include "contract/vpc.h"
#include "region/compute/zone_stock_manager.h"

namespace terrane {
namespace {

namespace api = contract::vpc;

// The zone that is named or, if none is, the first that has machines to give.
Result<const Zone*> zone_of(const RegionCell& region, std::string_view named) {
  if (named.empty()) {
    for (ZoneIndex zone : region.place().zones)
      if (!zone_stock_manager::sold_out(region, region.catalogue.zone(zone)))
        return &region.catalogue.zone(zone);
    return &region.catalogue.zone(region.place().zones.front());
  }
  const Zone* zone = region.find_zone(named);
  if (!zone) return refuse(default_network::kNoSuchZone, named, region.place().id);
  return zone;
}

// Force makes no difference: every account has VPCs, so there always is a default one to return.
Result<api::CreateDefaultVpcResponse> create_default_vpc(
    RegionWrite& call, const api::CreateDefaultVpcRequest& request) {
  TRY(const Zone* zone, zone_of(call.region, request.Zone));
  TRY(const Subnet* subnet, default_network::have_subnet(call.change, *zone));
  const Vpc* vpc = call.region.network.vpcs.find(subnet->vpc);
  return api::CreateDefaultVpcResponse{
      .Vpc = call.arena.create<api::DefaultVpcSubnet>(
          api::DefaultVpcSubnet{.VpcId = to_text(call.arena, vpc->id),
                                .SubnetId = to_text(call.arena, subnet->id),
                                .VpcName = vpc->name,
                                .SubnetName = subnet->name,
                                .CidrBlock = to_text(call.arena, subnet->cidr)})};
}

// Whether CreateDefaultVpc would make a subnet in the zone.
Result<api::CheckDefaultSubnetResponse> check_default_subnet(
    RegionRead& call, const api::CheckDefaultSubnetRequest& request) {
  TRY(const Zone* zone, zone_of(call.region, request.Zone));
  bool missing = !default_network::find_subnet(call.region, call.account, zone->number);
  const Vpc* vpc = default_network::find_vpc(call.region, call.account);
  if (missing && vpc) CHECKED(default_network::free_range(call.region, *vpc));
  return api::CheckDefaultSubnetResponse{.Result = missing};
}

constexpr Handler kHandlers[] = {
    region_write<create_default_vpc>("vpc", "CreateDefaultVpc"),
    region_read<check_default_subnet>("vpc", "CheckDefaultSubnet"),
};

}  // namespace

std::span<const Handler> default_network_handlers() {
  return kHandlers;
}

}  // namespace terrane
