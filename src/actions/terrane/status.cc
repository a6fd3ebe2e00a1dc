#include "actions/terrane/status.h"

#include <map>
#include <shared_mutex>

#include "actions/convert.h"
#include "actions/region_visits.h"
#include "actions/terrane/named_places.h"
#include "contract/terrane.h"
#include "fault/fault_tables.h"
#include "model/scope.h"
#include "region/compute/zone_stock_manager.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr std::string_view kAvailableCell = "AVAILABLE", kUnavailableCell = "UNAVAILABLE";

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
std::optional<AccountId> whose(const CloudCall& call) {
  if (call.caller.is_operator) return std::nullopt;
  return call.account;
}

// Of each kind that lives in a region or in a zone, how many there are.
contract::List<api::ResourceCount> resource_counts(const CloudCall& call,
                                                   const RegionCell& region) {
  std::map<Kind, uint64_t> counts;
  for (const TableBase* table : region.cell.tables())
    if (auto kind = table->kind(); kind && scope_of(*kind).scope >= Scope::kRegion)
      counts[*kind] += table->count(whose(call));
  auto shown = call.arena.create_array<api::ResourceCount>(counts.size());
  size_t next = 0;
  for (auto [kind, count] : counts)
    shown[next++] = {.Kind = scope_of(kind).english, .Count = count};
  return contract::List<api::ResourceCount>(shown);
}

// Under the cell's lock.
contract::List<contract::Text> fault_ids(const CloudCall& call, const FaultTables& faults) {
  const auto& all = faults.failing.all();
  auto ids = call.arena.create_array<contract::Text>(all.size());
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = call.arena.copy(all[i].id);
  return contract::List<contract::Text>(ids);
}

// A region that cannot be reached is shown as such, and holds up no other (M-5). Its faults are
// told all the same.
api::RegionStatus region_status(CloudCall& call, const Region& place) {
  api::RegionStatus shown{.Region = place.id,
                          .RegionName = place.name.in(call.language),
                          .ShortCode = place.short_code,
                          .Latitude = place.location.latitude,
                          .Longitude = place.location.longitude,
                          .State = kUnavailableCell};
  RegionIndex index = call.catalogue.index_of(place);
  auto opened = call.cloud.region(index);
  if (!opened) return shown;
  const RegionCell& region = **opened;
  std::shared_lock reading(region.cell.lock());
  shown.Faults = fault_ids(call, *region.faults);
  if (!call.cloud.reach(index)) return shown;
  auto zones = call.arena.create_array<api::ZoneStatus>(place.zones.size());
  for (size_t i = 0; i < zones.size(); ++i)
    zones[i] = zone_status(call, region, call.catalogue.zone(place.zones[i]));
  shown.State = kAvailableCell;
  shown.ZoneSet = contract::List<api::ZoneStatus>(zones);
  shown.ResourceSet = resource_counts(call, region);
  return shown;
}

Result<api::DescribeStatusResponse> describe_status(CloudCall& call,
                                                    const api::DescribeStatusRequest&) {
  const auto& places = call.catalogue.regions();
  auto regions = call.arena.create_array<api::RegionStatus>(places.size());
  for (size_t i = 0; i < regions.size(); ++i) regions[i] = region_status(call, places[i]);

  const AccountCell& plane = call.cloud.accounts();
  std::shared_lock reading(plane.cell.lock());
  return api::DescribeStatusResponse{
      .Catalogue = call.catalogue.name(),
      .AccountCount = call.caller.is_operator ? plane.tables.accounts.size() : 1,
      .KeyPairCount = plane.tables.key_pairs.count(whose(call)),
      .AccountPlaneState = plane.faults.failing.account_plane() ? kUnavailableCell : kAvailableCell,
      .AccountPlaneFaults = fault_ids(call, plane.faults),
      .RegionSet = contract::List<api::RegionStatus>(regions)};
}

// Sells a zone out, or restocks it, while it runs (M-2).
Result<api::ModifyZoneStockResponse> modify_zone_stock(CloudCall& call,
                                                       const api::ModifyZoneStockRequest& request) {
  TRY(const Zone* zone, find_zone(call, request.Zone));
  CHECKED(operate_in(call, call.catalogue.region(zone->region), [&](Change& change) {
    return zone_stock_manager::set(change, request.Zone, *request.SoldOut);
  }));
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
