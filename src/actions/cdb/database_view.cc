#include "actions/cdb/database_view.h"

#include "region/database/database_shape_rules.h"

namespace terrane {
namespace {

namespace api = contract::cdb;

constexpr int64_t kMaster = 1;       // InstanceType
constexpr int64_t kInitialized = 1;  // InitFlag
constexpr std::string_view kNever = "0000-00-00 00:00:00";
constexpr uint32_t kWanPorts = 20000;  // of the Internet, from this one on
constexpr uint32_t kWanPortCount = 40000;

std::string wan_domain(const RegionCell& region, const Database& database) {
  return region.place().short_code + "-" + to_text(database.id) + ".sql.tencentcdb.com";
}

const api::SlaveInstanceInfo* standby(const RegionRead& call, const Database& database,
                                      uint32_t zone) {
  return call.arena.create<api::SlaveInstanceInfo>(
      api::SlaveInstanceInfo{.Vport = database.port,
                             .Region = call.region.place().id,
                             .Vip = to_text(call.arena, database.address),
                             .Zone = zone_id(call.region, database, zone)});
}

const api::SlaveInfo* standbys(const RegionRead& call, const Database& database) {
  if (database.shape.nodes < 2) return nullptr;
  return call.arena.create<api::SlaveInfo>(api::SlaveInfo{
      .First = standby(call, database, database.shape.slave_zone),
      .Second = database.shape.nodes > 2 ? standby(call, database, database.shape.backup_zone)
                                         : nullptr});
}

contract::List<api::TagInfoItem> tags(Arena& arena, const Database& database) {
  auto shown = arena.create_array<api::TagInfoItem>(database.tags.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.TagKey = database.tags[i].key, .TagValue = database.tags[i].value};
  return contract::List<api::TagInfoItem>(shown);
}

}  // namespace

std::string_view zone_id(const RegionCell& region, const Database& database, uint32_t zone) {
  return region.find_zone(zone ? zone : database.zone)->id;
}

api::InstanceInfo shown(const RegionRead& call, const Database& database) {
  Arena& arena = call.arena;
  const DatabaseShape& shape = database.shape;
  const Zone& zone = *call.region.find_zone(database.zone);
  const DatabaseSize* size =
      call.catalogue.databases().find_size(zone, shape.device, shape.memory_mib, shape.cores);
  bool prepaid = database.charge == ChargeType::kPrepaid;
  api::InstanceInfo info{
      .WanStatus = database.wan,
      .Zone = zone.id,
      .InitFlag = kInitialized,
      .Memory = shape.memory_mib,
      .Status = int64_t(database.state),
      .VpcId = int64_t(database.vpc.number()),
      .SlaveInfo = standbys(call, database),
      .InstanceId = to_text(arena, database.id),
      .Volume = shape.volume_gib,
      .AutoRenew = int64_t(database.renew),
      .ProtectMode = shape.replication,
      .RoGroups = contract::List<api::RoGroup>(arena.create_array<api::RoGroup>(0)),
      .SubnetId = int64_t(database.subnet.number()),
      .InstanceType = kMaster,
      .ProjectId = database.project,
      .Region = call.region.place().id,
      .DeadlineTime = prepaid ? to_local_text(arena, database.expires) : kNever,
      .DeployMode = spans_zones(database),
      .TaskStatus = int64_t(database.task.kind),
      .DeviceType = shape.device,
      .EngineVersion = shape.version,
      .InstanceName = database.name,
      .WanDomain = "",
      .PayType = prepaid ? 0 : 1,
      .CreateTime = to_local_text(arena, database.created),
      .Vip = to_text(arena, database.address),
      .Vport = database.port,
      .CdbError = 0,
      .UniqVpcId = to_text(arena, database.vpc),
      .UniqSubnetId = to_text(arena, database.subnet),
      .PhysicalId = "",
      .Cpu = shape.cores,
      .Qps = size ? size->operations_per_second : 0,
      .ZoneName = zone.name.in(call.language),
      .DeviceClass = "",
      .DeployGroupId = "",
      .ZoneId = zone.number,
      .InstanceNodes = shape.nodes,
      .TagList = tags(arena, database),
      .EngineType = "InnoDB",
      .MaxDelayTime = 0,
      .DiskType = "",
      .ExpandCpu = 0,
      .DestroyProtect = database.is_protected ? "on" : "off"};
  if (database.wan) {
    info.WanDomain = arena.copy(wan_domain(call.region, database));
    info.WanPort = kWanPorts + int64_t(database.id.number() % kWanPortCount);
  } else {
    info.WanPort = 0;
  }
  return info;
}

}  // namespace terrane
