// What databases are sold, zone by zone, and for how much.
#include <algorithm>

#include "actions/cdb/cdb_service.h"
#include "actions/cdb/database_view.h"
#include "contract/cdb.h"
#include "region/compute/zone_stock_manager.h"
#include "region/database/database_rules.h"
#include "region/database/database_shape_rules.h"
#include "region/product_rules.h"

namespace terrane {
namespace {

namespace api = contract::cdb;

constexpr std::string_view kDevices[] = {"UNIVERSAL", "EXCLUSIVE", kBasicDevice};
constexpr std::string_view kPayTypes[] = {"0", "1"};
constexpr std::string_view kProtectModes[] = {"0", "1", "2"};
constexpr int64_t kDeployModes[] = {0, 1};
constexpr std::string_view kEngines[] = {"InnoDB"};

constexpr ErrorKind kZoneMissing{"InvalidParameter", "Name the Zone, or a database by InstanceId.",
                                 "请指定 Zone，或通过 InstanceId 指定实例。"};
constexpr ErrorKind kPayType{"InvalidParameter",
                             "PayType {} does not exist; use PRE_PAID or HOUR_PAID.",
                             "不存在 PayType {}，可选：PRE_PAID、HOUR_PAID。"};
constexpr ErrorKind kOnlyMasters{"InvalidParameter", "InstanceRole {} is not sold; use master.",
                                 "不提供 InstanceRole {}，请使用 master。"};

// A size as it is sold for one device: told apart by a number of its own.
int64_t offer_id(const DatabaseSize& size, size_t device) {
  return int64_t{size.id} * 10 + int64_t(device);
}

contract::List<api::CdbSellConfig> configs(Arena& arena, const DatabaseOffers& offers) {
  auto shown = arena.create_array<api::CdbSellConfig>(offers.sizes.size() * std::size(kDevices));
  size_t count = 0;
  for (const DatabaseSize& size : offers.sizes)
    for (size_t device = 0; device < std::size(kDevices); ++device)
      if (size.is_for(kDevices[device]))
        shown[count++] = {.Memory = size.memory_mib,
                          .Cpu = size.cores,
                          .VolumeMin = size.least_gib,
                          .VolumeMax = size.most_gib,
                          .VolumeStep = size.step_gib,
                          .Iops = size.operations_per_second,
                          .Info = "",
                          .Status = 0,
                          .DeviceType = kDevices[device],
                          .EngineType = kEngines[0],
                          .Id = offer_id(size, device)};
  return contract::List<api::CdbSellConfig>(shown.first(count));
}

contract::List<api::CdbSellType> sell_types(Arena& arena, const DatabaseOffers& offers,
                                            const Zone& zone) {
  auto shown = arena.create_array<api::CdbSellType>(std::size(kDevices));
  std::vector<std::string_view> versions;
  for (const DatabaseVersion& version : offers.versions) versions.push_back(version.id);
  for (size_t device = 0; device < shown.size(); ++device) {
    std::vector<int64_t> ids;
    for (const DatabaseSize& size : offers.sizes)
      if (size.is_for(kDevices[device]) && size.is_in(zone)) ids.push_back(offer_id(size, device));
    shown[device] = {.TypeName = kDevices[device],
                     .EngineVersion = contract::list_of<contract::Text>(arena, versions),
                     .ConfigIds = contract::list_of<int64_t>(arena, ids)};
  }
  return contract::List<api::CdbSellType>(shown);
}

// Where the nodes of a database may lie whose first is in the zone.
const api::ZoneConf* zones_of_nodes(const RegionRead& call, const Zone& zone) {
  std::vector<std::string_view> others;
  for (ZoneIndex index : call.region.place().zones) others.push_back(call.catalogue.zone(index).id);
  auto all = contract::list_of<contract::Text>(call.arena, others);
  return call.arena.create<api::ZoneConf>(
      api::ZoneConf{.DeployMode = contract::list_of<int64_t>(call.arena, kDeployModes),
                    .MasterZone = contract::list_of<contract::Text>(
                        call.arena, std::initializer_list<std::string_view>{zone.id}),
                    .SlaveZone = all,
                    .BackupZone = all});
}

api::CdbZoneSellConf shown_zone(const RegionRead& call, const Zone& zone, bool is_first) {
  constexpr int64_t kSold = 1, kSoldOut = 3;
  Arena& arena = call.arena;
  return {.Status = zone_stock_manager::sells(call.region, zone) ? kSold : kSoldOut,
          .ZoneName = zone.name.in(call.language),
          .IsCustom = false,
          .IsSupportDr = false,
          .IsSupportVpc = true,
          .HourInstanceSaleMaxNum = database_rules::kMostPerCall,
          .IsDefaultZone = is_first,
          .IsBm = false,
          .PayType = contract::list_of<contract::Text>(arena, kPayTypes),
          .ProtectMode = contract::list_of<contract::Text>(arena, kProtectModes),
          .Zone = zone.id,
          .ZoneConf = zones_of_nodes(call, zone),
          .IsSupportRemoteRo = false,
          .ExClusterStatus = 0,
          .SellType = sell_types(arena, call.catalogue.databases(), zone),
          .ZoneId = zone.number,
          .IsSupportIpv6 = false,
          .EngineType = contract::list_of<contract::Text>(arena, kEngines),
          .CloudNativeClusterStatus = 0};
}

Result<api::DescribeCdbZoneConfigResponse> describe_cdb_zone_config(
    RegionRead& call, const api::DescribeCdbZoneConfigRequest&) {
  Arena& arena = call.arena;
  const Region& place = call.region.place();
  bool offered = call.region.offers("cdb");
  auto zones = arena.create_array<api::CdbZoneSellConf>(offered ? place.zones.size() : 0);
  for (size_t i = 0; i < zones.size(); ++i)
    zones[i] = shown_zone(call, call.catalogue.zone(place.zones[i]), i == 0);
  auto regions = arena.create_array<api::CdbRegionSellConf>(1);
  regions[0] = {.RegionName = place.name.in(call.language),
                .Area = call.catalogue.territory(place.territory).name.in(call.language),
                .IsDefaultRegion = 1,
                .Region = place.id,
                .RegionConfig = contract::List<api::CdbZoneSellConf>(zones)};
  return api::DescribeCdbZoneConfigResponse{
      .DataResult = arena.create<api::CdbZoneDataResult>(
          api::CdbZoneDataResult{.Configs = configs(arena, call.catalogue.databases()),
                                 .Regions = contract::List<api::CdbRegionSellConf>(regions)})};
}

// What is priced: a database that is there, or one that would be made in the zone.
Result<DatabaseShape> priced(const RegionRead& call, const api::DescribeDBPriceRequest& request) {
  if (!request.InstanceId.empty()) {
    TRY(const Database* database,
        database_rules::find(call.region, call.account, request.InstanceId));
    return database->shape;
  }
  if (request.Zone.empty()) return refuse(kZoneMissing);
  TRY(const Zone* zone, database_rules::check_zone(call.region, request.Zone));
  TRY(DatabaseShape shape, check_shape(call.region, *zone,
                                       {.memory_mib = request.Memory.value_or(0),
                                        .volume_gib = request.Volume.value_or(0),
                                        .cores = request.Cpu,
                                        .device = request.DeviceType,
                                        .replication = request.ProtectMode}));
  bool basic = shape.device == kBasicDevice;
  int64_t nodes = request.InstanceNodes.value_or(shape.nodes);
  if (basic ? nodes != 1 : nodes != 2 && nodes != 3)
    return refuse(kDatabaseNodes, std::to_string(nodes));
  shape.nodes = uint32_t(nodes);
  return shape;
}

Result<api::DescribeDBPriceResponse> describe_db_price(RegionRead& call,
                                                       const api::DescribeDBPriceRequest& request) {
  constexpr int64_t kMillionthsPerCent = 10'000;
  std::string_view role = request.InstanceRole, pay = request.PayType;
  if (!role.empty() && role != "master") return refuse(kOnlyMasters, role);
  if (!pay.empty() && pay != "PRE_PAID" && pay != "HOUR_PAID") return refuse(kPayType, pay);
  int64_t count = request.GoodsNum.value_or(1);
  if (count < 1 || count > database_rules::kMostPerCall)
    return refuse(database_rules::kCountRange, std::to_string(count),
                  std::to_string(database_rules::kMostPerCall));
  TRY(DatabaseShape shape, priced(call, request));
  const Prices& prices = call.catalogue.prices();
  Money hourly = hourly_price(prices, shape) * count;
  Price price = price_by_the_hour(hourly);
  if (pay != "HOUR_PAID") {
    TRY(int months, database_rules::check_period(*request.Period));
    price = price_in_advance(prices, hourly, uint32_t(months));
  }
  return api::DescribeDBPriceResponse{.Price = price.charged().millionths / kMillionthsPerCent,
                                      .OriginalPrice = price.list.millionths / kMillionthsPerCent,
                                      .Currency = prices.currency};
}

constexpr Handler kHandlers[] = {
    region_read<describe_cdb_zone_config>("cdb", "DescribeCdbZoneConfig"),
    region_read<describe_db_price>("cdb", "DescribeDBPrice"),
};

}  // namespace

std::span<const Handler> database_offer_handlers() {
  return kHandlers;
}

}  // namespace terrane
