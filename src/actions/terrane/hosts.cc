#include "actions/terrane/hosts.h"

#include <map>
#include <shared_mutex>

#include "actions/terrane/flow_ends.h"
#include "actions/terrane/named_places.h"
#include "actions/terrane/paging.h"
#include "contract/terrane.h"
#include "fault/fault_tables.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

using InstancesOfHosts = std::map<uint32_t, std::vector<InstanceId>>;  // by the public number

InstancesOfHosts instances_on(const RegionCell& region, const Zone& zone) {
  InstancesOfHosts found;
  region.compute.instances.each([&](const Instance& instance) {
    if (instance.zone == zone.number)
      found[region.compute.rooms.place_of(instance).host].push_back(instance.id);
  });
  for (auto& [host, instances] : found) std::ranges::sort(instances);
  return found;
}

contract::List<contract::Text> list_of(Arena& arena, const std::vector<std::string>& texts) {
  auto shown = arena.create_array<contract::Text>(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) shown[i] = arena.copy(texts[i]);
  return contract::List<contract::Text>(shown);
}

api::Host show(const CloudCall& call, const RegionCell& region, const Zone& zone,
               const HostPlace& place, const std::vector<InstanceId>& instances) {
  Room free = region.compute.rooms.find(zone.number)->free({place.host - 1});
  std::vector<std::string> ids, faults;
  for (InstanceId id : instances) ids.push_back(to_text(id));
  for (const Fault& fault : region.faults->failing.all())
    if (fault.strikes_hosts() && fault.is_over(place)) faults.push_back(fault.id);
  return {.Host = place.host,
          .Rack = place.rack,
          .Cores = zone.hosts.cores,
          .FreeCores = free.cores,
          .MemoryGiB = zone.hosts.memory_gib,
          .FreeMemoryGiB = free.memory_gib,
          .LocalDiskGiB = zone.hosts.local_disk_gib,
          .FreeLocalDiskGiB = free.local_disk_gib,
          .InstanceIds = list_of(call.arena, ids),
          .Faults = list_of(call.arena, faults)};
}

// In the order of their numbers. Nothing but instances is on a host.
Result<api::DescribeHostsResponse> describe_hosts(CloudCall& call,
                                                  const api::DescribeHostsRequest& request) {
  TRY(Page page, page_of(request));
  TRY(const Zone* zone, find_zone(call, request.Zone));
  if (request.Rack) CHECKED(check_rack(*zone, *request.Rack));
  const Region& place = call.catalogue.region(zone->region);
  return look_in(call, place, [&](const RegionCell& region) -> Result<api::DescribeHostsResponse> {
    std::vector<HostPlace> wanted;
    for (uint32_t host = 0; host < zone->hosts.count(); ++host) {
      HostPlace at = region.compute.rooms.place_of(zone->number, {host});
      if (at.rack == request.Rack.value_or(at.rack)) wanted.push_back(at);
    }
    InstancesOfHosts instances = instances_on(region, *zone);
    std::span<const HostPlace> shown_places = on_page(page, wanted);
    auto shown = call.arena.create_array<api::Host>(shown_places.size());
    for (size_t i = 0; i < shown.size(); ++i)
      shown[i] = show(call, region, *zone, shown_places[i], instances[shown_places[i].host]);
    return api::DescribeHostsResponse{.TotalCount = wanted.size(),
                                      .HostSet = contract::List<api::Host>(shown)};
  });
}

constexpr Handler kHandlers[] = {
    for_operators(cloud_read<describe_hosts>("terrane", "DescribeHosts")),
};

}  // namespace

std::span<const Handler> host_handlers() {
  return kHandlers;
}

}  // namespace terrane
