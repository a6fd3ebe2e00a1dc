#include "actions/terrane/status.h"

#include <mutex>

#include "actions/convert.h"
#include "contract/terrane.h"
#include "model/scope.h"
#include "region/compute/zone_stock_manager.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr ErrorKind kNoZone{"ResourceNotFound.Zone",
                            "There is no zone {} in this cloud; `terrane status` lists its zones.",
                            "本云不存在可用区 {}，可通过 terrane status 查询。"};

api::ZoneStatus zone_status(const CloudCall& call, const RegionCell& region, const Zone& zone) {
  const ZoneCapacity& capacity = *region.compute.rooms.find(zone.number);
  uint64_t free_cores = 0, free_memory = 0;
  for (uint32_t host = 0; host < capacity.host_count(); ++host) {
    Room room = capacity.free({host});
    free_cores += room.cores;
    free_memory += room.memory_gib;
  }
  return {.Zone = zone.id,
          .ZoneName = zone.name.in(call.language),
          .SoldOut = capacity.sold_out(),
          .Cores = uint64_t{zone.hosts.cores} * capacity.host_count(),
          .FreeCores = free_cores,
          .MemoryGiB = uint64_t{zone.hosts.memory_gib} * capacity.host_count(),
          .FreeMemoryGiB = free_memory};
}

// An operator counts everyone's resources, others their own (M-13).
api::RegionStatus region_status(const CloudCall& call, RegionCell& region) {
  const Region& place = region.place();
  auto zones = call.arena.create_array<api::ZoneStatus>(place.zones.size());
  for (size_t i = 0; i < zones.size(); ++i)
    zones[i] = zone_status(call, region, call.catalogue.zone(place.zones[i]));
  auto count = [&](Kind kind, const auto& table) {
    return api::ResourceCount{
        .Kind = scope_of(kind).english,
        .Count = call.caller.is_operator ? table.size() : table.count_of(call.account)};
  };
  const api::ResourceCount counts[] = {
      count(Kind::kInstance, region.compute.instances),
      count(Kind::kPlacementGroup, region.compute.placement_groups),
      count(Kind::kLaunchTemplate, region.compute.launch_templates),
      count(Kind::kVpc, region.network.vpcs),
      count(Kind::kSubnet, region.network.subnets),
      count(Kind::kRouteTable, region.network.route_tables),
      count(Kind::kSecurityGroup, region.network.security_groups)};
  return {.Region = place.id,
          .RegionName = place.name.in(call.language),
          .State = region.cell.commits().failed() ? "FAILED" : "AVAILABLE",
          .ZoneSet = contract::List<api::ZoneStatus>(zones),
          .ResourceSet = contract::list_of<api::ResourceCount>(call.arena, counts)};
}

Result<api::DescribeStatusResponse> describe_status(CloudCall& call,
                                                    const api::DescribeStatusRequest&) {
  std::vector<api::RegionStatus> regions;
  for (const Region& place : call.catalogue.regions()) {
    TRY(RegionCell * region, call.cloud.region(call.catalogue.index_of(place)));
    std::shared_lock reading(region->cell.lock());
    regions.push_back(region_status(call, *region));
  }
  uint64_t accounts;
  {
    AccountCell& plane = call.cloud.accounts();
    std::shared_lock reading(plane.cell.lock());
    accounts = plane.tables.accounts.size();
  }
  return api::DescribeStatusResponse{
      .Catalogue = call.catalogue.name(),
      .AccountCount = accounts,
      .RegionSet = contract::list_of<api::RegionStatus>(call.arena, regions)};
}

// Sells a zone out, or restocks it, while it runs (M-2).
Result<api::ModifyZoneStockResponse> modify_zone_stock(CloudCall& call,
                                                       const api::ModifyZoneStockRequest& request) {
  const Zone* zone = call.catalogue.find_zone(request.Zone);
  if (!zone) return refuse(kNoZone, request.Zone);
  TRY(RegionCell * region, call.cloud.region(zone->region));
  std::unique_lock writing(region->cell.lock());
  Transaction transaction;
  Change change{*region, transaction, call.account, call.now, call.request_id};
  CHECKED(zone_stock_manager::set(change, request.Zone, *request.SoldOut));
  call.tickets.add(region->cell, region->cell.commit(transaction));
  return api::ModifyZoneStockResponse{};
}

constexpr Handler kHandlers[] = {
    cloud_read<describe_status>("terrane", "DescribeStatus"),
    for_operators(cloud_write<modify_zone_stock>("terrane", "ModifyZoneStock")),
};

}  // namespace

std::span<const Handler> status_handlers() {
  return kHandlers;
}

}  // namespace terrane
