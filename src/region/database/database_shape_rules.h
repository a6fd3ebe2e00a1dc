// What a database may be made of: a size that its zone offers for its device, a volume of that
// size's range, a version of the engine, and so many nodes in such zones. And what that costs.
#pragma once

#include <optional>
#include <string_view>

#include "model/price.h"
#include "region/database/database.h"
#include "region/region_cell.h"

namespace terrane {

inline constexpr std::string_view kBasicDevice = "BASIC";

inline constexpr ErrorKind kDatabaseSizeUnknown{
    "InvalidParameter",
    "Zone {} sells no {} database of {} MB and that many cores; DescribeCdbZoneConfig lists what "
    "it sells.",
    "可用区 {} 未提供 {} 类型、内存为 {} MB 的该规格，可通过 DescribeCdbZoneConfig 查询。"};
inline constexpr ErrorKind kDatabaseVolume{"InvalidParameter",
                                           "Volume is {} GB, but must be {} to {} in steps of {}.",
                                           "Volume 为 {} GB，取值范围为 {} 到 {}，步长为 {}。"};
inline constexpr ErrorKind kDatabaseVersionUnknown{
    "InvalidParameter", "EngineVersion {} is not offered; use one of {}.",
    "不支持 EngineVersion {}，可选：{}。"};
inline constexpr ErrorKind kDatabaseDevice{
    "InvalidParameter", "DeviceType {} is not offered; use UNIVERSAL, EXCLUSIVE or BASIC.",
    "不支持 DeviceType {}，可选：UNIVERSAL、EXCLUSIVE、BASIC。"};
inline constexpr ErrorKind kDatabaseProtectMode{
    "InvalidParameter",
    "ProtectMode is {}, but must be 0 (asynchronous), 1 (semi-synchronous) or 2 (strong).",
    "ProtectMode 为 {}，可选：0（异步）、1（半同步）、2（强同步）。"};
inline constexpr ErrorKind kDatabaseNodes{
    "InvalidParameter",
    "InstanceNodes is {}, but must be 1 for BASIC databases, 3 with a BackupZone, and else 2.",
    "InstanceNodes 为 {}：BASIC 实例应为 1，指定 BackupZone 时为 3，其他情况为 2。"};
inline constexpr ErrorKind kDatabaseBasicHasNoStandby{
    "InvalidParameter", "A BASIC database has one node: leave SlaveZone and BackupZone out.",
    "BASIC 实例只有一个节点，请勿填写 SlaveZone 和 BackupZone。"};
inline constexpr ErrorKind kDatabaseDeployMode{
    "InvalidParameter",
    "DeployMode {} does not go with these zones: 0 has every node in one zone, 1 in several.",
    "DeployMode {} 与可用区不符：0 表示所有节点在同一可用区，1 表示分布在多个可用区。"};

// What is asked for; empty and absent members take their defaults, which for a database that is
// there are what it has.
struct WantedShape {
  int64_t memory_mib = 0;
  int64_t volume_gib = 0;
  std::optional<int64_t> cores;
  std::string_view version;
  std::string_view device;
  std::optional<int64_t> nodes;
  std::optional<int64_t> replication;
  std::optional<int64_t> deploy_mode;
  std::string_view slave_zone;
  std::string_view backup_zone;
};

// The shape of a new database in the zone, or, where `now` is not null, what that one becomes.
// Errors: those above, database_rules::kNoSuchZone.
Result<DatabaseShape> check_shape(const RegionCell& region, const Zone& zone,
                                  const WantedShape& wanted, const DatabaseShape* now = nullptr);
// Whether its nodes lie in more than one zone.
bool spans_zones(const Database& database);

// What a database costs by the hour.
Money hourly_price(const Prices& prices, const DatabaseShape& shape);

}  // namespace terrane
