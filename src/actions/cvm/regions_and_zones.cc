// Regions and zones, as service `cvm` names them: the first things a client asks for (M-1).
#include "actions/cvm/offers.h"
#include "actions/region/places.h"
#include "contract/cvm.h"

namespace terrane {
namespace {

namespace api = contract::cvm;

Result<api::DescribeRegionsResponse> describe_regions(CloudCall& call,
                                                      const api::DescribeRegionsRequest&) {
  const std::vector<Region>& regions = call.catalogue.regions();
  auto shown = call.arena.create_array<api::RegionInfo>(regions.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.Region = regions[i].id,
                .RegionName = regions[i].name.in(call.language),
                .RegionState = kAvailable};
  return api::DescribeRegionsResponse{.TotalCount = shown.size(),
                                      .RegionSet = contract::List<api::RegionInfo>(shown)};
}

Result<api::DescribeZonesResponse> describe_zones(RegionRead& call,
                                                  const api::DescribeZonesRequest&) {
  auto zones = shown_zones<api::ZoneInfo>(
      call, [&](const Zone& zone) { return to_api_zone<api::ZoneInfo>(call, zone); });
  return api::DescribeZonesResponse{.TotalCount = zones.size(), .ZoneSet = zones};
}

constexpr Handler kHandlers[] = {
    cloud_read<describe_regions>("cvm", "DescribeRegions"),
    region_read<describe_zones>("cvm", "DescribeZones"),
};

}  // namespace

std::span<const Handler> cvm_place_handlers() {
  return kHandlers;
}

}  // namespace terrane
