#include "account/place_catalogue.h"

#include <algorithm>

namespace terrane::place_catalogue {
namespace {

constexpr ErrorKind kCatalogueDiffers{
    "InvalidCatalogue",
    "an operator added {} to this cloud, and its catalogue has no {} for it: start the cloud with "
    "the catalogue it had",
    "运营者在本云中新增了 {}，但当前目录缺少 {}，请使用原来的目录启动"};

// Records in the order in which they came.
template <class T>
std::vector<const T*> in_order(const Table<T>& table) {
  std::vector<const T*> found;
  table.each([&](const T& record) { found.push_back(&record); });
  std::ranges::sort(found, {}, [](const T* record) { return record->order; });
  return found;
}

Zone zone_of(const AddedZone& added) {
  return {.id = added.id,
          .number = added.number,
          .name = {added.name, added.chinese_name},
          .index = {},
          .region = {},
          .access = added.needs_ticket ? ZoneAccess::kTicket : ZoneAccess::kOpen,
          .sold_out = added.sold_out,
          .hosts = {.racks = added.racks,
                    .switches_per_rack = added.switches_per_rack,
                    .hosts_per_switch = added.hosts_per_switch,
                    .cores = added.cores,
                    .memory_gib = added.memory_gib,
                    .local_disk_gib = added.local_disk_gib}};
}

Region region_of(const AddedRegion& added, TerritoryIndex territory) {
  Region region{.id = added.id,
                .short_code = added.short_code,
                .number = added.number,
                .name = {added.name, added.chinese_name},
                .index = {},
                .territory = territory,
                .location = {added.latitude, added.longitude},
                .finance = added.finance,
                .login_advice = std::nullopt,
                .zones = {},
                .lacks = added.lacks};
  if (!added.login_advice.empty())
    region.login_advice = LocalizedText{added.login_advice, added.chinese_login_advice};
  return region;
}

// Catalogues of later versions may have come to hold what a place was given.
Result<void> check_fits(const Catalogue& catalogue, const AddedRegion& added) {
  const auto& territories = catalogue.territories();
  if (std::ranges::find(territories, added.territory, &Territory::id) == territories.end())
    return refuse(kCatalogueDiffers, added.id, "territory " + added.territory);
  bool is_free = std::ranges::none_of(catalogue.regions(), [&](const Region& other) {
    return other.number % Catalogue::kMostRegions == added.number % Catalogue::kMostRegions ||
           other.short_code == added.short_code;
  });
  if (!is_free || catalogue.regions().size() == Catalogue::kMostRegions)
    return refuse(kCatalogueDiffers, added.id, "free number " + std::to_string(added.number));
  return {};
}

Result<void> check_fits(const Catalogue& catalogue, const AddedZone& added) {
  if (!catalogue.find_region(added.region))
    return refuse(kCatalogueDiffers, added.id, "region " + added.region);
  if (std::ranges::find(catalogue.zones(), added.number, &Zone::number) != catalogue.zones().end())
    return refuse(kCatalogueDiffers, added.id, "free number " + std::to_string(added.number));
  return {};
}

}  // namespace

Result<void> join_regions(const AccountCell& plane, Catalogue& catalogue) {
  for (const AddedRegion* added : in_order(plane.added_regions)) {
    if (catalogue.find_region(added->id)) continue;
    CHECKED(check_fits(catalogue, *added));
    add_region(plane, catalogue, *added);
  }
  return {};
}

Result<std::vector<const AddedZone*>> missing_zones(const AccountCell& plane,
                                                    const Catalogue& catalogue) {
  std::vector<const AddedZone*> missing;
  for (const AddedZone* added : in_order(plane.added_zones)) {
    if (catalogue.find_zone(added->id)) continue;
    CHECKED(check_fits(catalogue, *added));
    missing.push_back(added);
  }
  return missing;
}

void add_region(const AccountCell& plane, Catalogue& catalogue, const AddedRegion& added) {
  std::vector<Zone> zones;
  for (const AddedZone* zone : in_order(plane.added_zones))
    if (zone->region == added.id) zones.push_back(zone_of(*zone));
  const auto& territories = catalogue.territories();
  auto territory = std::ranges::find(territories, added.territory, &Territory::id);
  catalogue.add_region(region_of(added, {uint16_t(territory - territories.begin())}),
                       std::move(zones));
}

void add_zone(Catalogue& catalogue, const AddedZone& added) {
  Zone zone = zone_of(added);
  zone.region = catalogue.find_region(added.region)->index;
  catalogue.add_zone(std::move(zone));
}

}  // namespace terrane::place_catalogue
