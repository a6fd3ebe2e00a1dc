#include "region/database/database_shape_rules.h"

#include <algorithm>

#include "region/database/database_rules.h"

namespace terrane {
namespace {

constexpr std::string_view kDevices[] = {"UNIVERSAL", "EXCLUSIVE", kBasicDevice};

Result<std::string> check_device(std::string_view device) {
  if (device.empty()) return std::string(kDevices[0]);
  if (std::ranges::find(kDevices, device) == std::end(kDevices))
    return refuse(kDatabaseDevice, device);
  return std::string(device);
}

Result<std::string> check_version(const DatabaseOffers& offers, std::string_view version) {
  if (version.empty() && !offers.versions.empty()) return offers.versions.back().id;
  if (offers.find_version(version)) return std::string(version);
  std::string names;
  for (const DatabaseVersion& known : offers.versions)
    (names += names.empty() ? "" : ", ") += known.id;
  return refuse(kDatabaseVersionUnknown, version, names);
}

// The zone's number; 0 for the database's own.
Result<uint32_t> standby_zone(const RegionCell& region, const Zone& own, std::string_view id) {
  if (id.empty()) return 0;
  TRY(const Zone* zone, database_rules::check_zone(region, id));
  return zone == &own ? 0 : zone->number;
}

Result<void> check_nodes(const RegionCell& region, const Zone& zone, const WantedShape& wanted,
                         DatabaseShape& shape) {
  if (shape.device == kBasicDevice) {
    if (!wanted.slave_zone.empty() || !wanted.backup_zone.empty())
      return refuse(kDatabaseBasicHasNoStandby);
    shape.nodes = 1;
    shape.slave_zone = shape.backup_zone = 0;
  } else {
    if (!wanted.slave_zone.empty()) {
      TRY(shape.slave_zone, standby_zone(region, zone, wanted.slave_zone));
    }
    if (!wanted.backup_zone.empty()) {
      TRY(shape.backup_zone, standby_zone(region, zone, wanted.backup_zone));
      shape.nodes = 3;
    }
    if (shape.nodes < 2) shape.nodes = 2;
  }
  if (wanted.nodes.value_or(shape.nodes) != shape.nodes)
    return refuse(kDatabaseNodes, std::to_string(*wanted.nodes));
  int64_t spans = shape.slave_zone != 0 || shape.backup_zone != 0;
  if (wanted.deploy_mode.value_or(spans) != spans)
    return refuse(kDatabaseDeployMode, std::to_string(*wanted.deploy_mode));
  return {};
}

}  // namespace

Result<DatabaseShape> check_shape(const RegionCell& region, const Zone& zone,
                                  const WantedShape& wanted, const DatabaseShape* now) {
  const DatabaseOffers& offers = region.catalogue.databases();
  DatabaseShape shape = now ? *now : DatabaseShape{};
  if (!now || !wanted.version.empty()) {
    TRY(shape.version, check_version(offers, wanted.version));
  }
  if (!now || !wanted.device.empty()) {
    TRY(shape.device, check_device(wanted.device));
  }
  CHECKED(check_nodes(region, zone, wanted, shape));
  int64_t mode = wanted.replication.value_or(shape.replication);
  if (mode < 0 || mode > 2) return refuse(kDatabaseProtectMode, std::to_string(mode));
  shape.replication = uint8_t(mode);
  const DatabaseSize* size =
      offers.find_size(zone, shape.device, wanted.memory_mib, wanted.cores.value_or(0));
  if (!size)
    return refuse(kDatabaseSizeUnknown, zone.id, shape.device, std::to_string(wanted.memory_mib));
  if (!size->allows_volume(wanted.volume_gib))
    return refuse(kDatabaseVolume, std::to_string(wanted.volume_gib),
                  std::to_string(size->least_gib), std::to_string(size->most_gib),
                  std::to_string(size->step_gib));
  shape.memory_mib = size->memory_mib;
  shape.cores = size->cores;
  shape.volume_gib = uint32_t(wanted.volume_gib);
  return shape;
}

bool spans_zones(const Database& database) {
  return database.shape.slave_zone != 0 || database.shape.backup_zone != 0;
}

Money hourly_price(const Prices& prices, const DatabaseShape& shape) {
  constexpr int64_t kMibPerGib = 1000;  // sizes are sold by thousands
  Money memory{prices.database_per_gib_hour.millionths * int64_t{shape.memory_mib} / kMibPerGib};
  Money node = prices.database_per_core_hour * shape.cores + memory;
  return node * shape.nodes + prices.database_volume_per_gib_hour * shape.volume_gib;
}

}  // namespace terrane
