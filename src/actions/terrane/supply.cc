// Operators add regions and zones to the cloud while it runs (M-4).
#include "actions/terrane/supply.h"

#include "account/place_rules.h"
#include "actions/convert.h"
#include "contract/terrane.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

struct HostField {
  std::optional<int64_t> api::ZoneHosts::*given;
  uint32_t HostPlan::*member;
};
constexpr HostField kHostFields[] = {
    {&api::ZoneHosts::Racks, &HostPlan::racks},
    {&api::ZoneHosts::SwitchesPerRack, &HostPlan::switches_per_rack},
    {&api::ZoneHosts::HostsPerSwitch, &HostPlan::hosts_per_switch},
    {&api::ZoneHosts::Cores, &HostPlan::cores},
    {&api::ZoneHosts::MemoryGiB, &HostPlan::memory_gib},
    {&api::ZoneHosts::LocalDiskGiB, &HostPlan::local_disk_gib},
};

Result<HostPlan> hosts_of(const api::ZoneHosts* given) {
  HostPlan plan;
  if (!given) return plan;
  for (const HostField& field : kHostFields) {
    std::optional<int64_t> value = given->*field.given;
    if (!value) continue;
    if (*value < 1 || *value > place_rules::kMostHosts) return refuse(place_rules::kBadHosts);
    plan.*field.member = uint32_t(*value);
  }
  return plan;
}

Result<place_manager::NewZone> zone_of(const api::NewZone& given) {
  TRY(HostPlan hosts, hosts_of(given.Hosts));
  return place_manager::NewZone{.id = std::string(given.Zone),
                                .number = given.Number,
                                .name = {std::string(given.Name), std::string(given.ChineseName)},
                                .access = std::string(given.Access),
                                .sold_out = given.SoldOut.value_or(false),
                                .hosts = hosts};
}

Result<place_manager::NewRegion> region_of(const api::CreateRegionRequest& given) {
  place_manager::NewRegion wanted{
      .id = std::string(given.Region),
      .short_code = std::string(given.ShortCode),
      .number = given.Number,
      .name = {std::string(given.Name), std::string(given.ChineseName)},
      .territory = std::string(given.Territory),
      .location = {*given.Latitude, *given.Longitude},
      .isolation = std::string(given.Isolation),
      .login_advice = {std::string(given.LoginAdvice), std::string(given.ChineseLoginAdvice)},
      .lacks = strings(given.LackingProducts),
      .zones = {}};
  for (const api::NewZone& zone : given.Zones) {
    TRY(auto converted, zone_of(zone));
    wanted.zones.push_back(std::move(converted));
  }
  return wanted;
}

Result<api::CreateRegionResponse> create_region(CloudCall& call,
                                                const api::CreateRegionRequest& request) {
  TRY(auto wanted, region_of(request));
  CHECKED(call.cloud.add_region(call.tickets, wanted));
  return api::CreateRegionResponse{};
}

Result<api::CreateZoneResponse> create_zone(CloudCall& call,
                                            const api::CreateZoneRequest& request) {
  const Region* region = call.catalogue.find_region(request.Region);
  if (!region) return refuse(place_rules::kNoSuchRegion, request.Region);
  TRY(auto wanted, zone_of(*request.Zone));
  CHECKED(call.cloud.add_zone(call.tickets, *region, wanted));
  return api::CreateZoneResponse{};
}

constexpr Handler kHandlers[] = {
    for_operators(cloud_write<create_region>("terrane", "CreateRegion")),
    for_operators(cloud_write<create_zone>("terrane", "CreateZone")),
};

}  // namespace

std::span<const Handler> supply_handlers() {
  return kHandlers;
}

}  // namespace terrane
