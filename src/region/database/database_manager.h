// Operations on databases that are there. Those on several are refused as a whole or done as a
// whole.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "region/database/database_rules.h"

namespace terrane::database_manager {

using Ids = std::span<const std::string_view>;

inline constexpr ErrorKind kNothingToMove{
    "InvalidParameter", "Name what changes: DstIp, DstPort, or UniqVpcId with UniqSubnetId.",
    "请至少指定一项：DstIp、DstPort，或 UniqVpcId 与 UniqSubnetId。"};
inline constexpr ErrorKind kAddressIsNotKept{
    "InvalidParameterValue.InvalidParameterValueError",
    "ReleaseDuration is {}, but the old address is released at once here; leave it out.",
    "ReleaseDuration 为 {}，但旧地址会立即释放，请勿填写。"};
inline constexpr ErrorKind kGroupNotOfDatabase{"InvalidParameter",
                                               "Security group {} is not one of database {}'s.",
                                               "安全组 {} 未绑定云数据库实例 {}。"};

// Source: cdb.IsolateDBInstance.
Result<void> isolate(Change& change, std::string_view id);
// Source: cdb.OfflineIsolatedInstances.
Result<void> offline(Change& change, Ids ids);
// Source: cdb.ModifyDBInstanceName.
Result<void> rename(Change& change, std::string_view id, std::string_view name);
// Source: cdb.ModifyDBInstanceProject.
Result<void> set_project(Change& change, Ids ids, int64_t project);
// Source: cdb.ModifyInstanceDestroyProtect.
Result<void> protect(Change& change, Ids ids, bool is_protected);
// Source: cdb.ModifyAutoRenewFlag.
Result<void> set_renewal(Change& change, Ids ids, int64_t flag);

struct Target {  // what is empty or absent stays
  std::string_view address;
  std::optional<int64_t> port;
  std::string_view vpc;
  std::string_view subnet;
  std::optional<int64_t> kept_hours;  // the old address
};
// Never to another zone. Source: cdb.ModifyDBInstanceVipVport.
Result<void> move(Change& change, std::string_view id, const Target& target);

// Source: cdb.ModifyDBInstanceSecurityGroups.
Result<void> set_groups(Change& change, std::string_view id, Ids groups);
// Source: cdb.DisassociateSecurityGroups.
Result<void> take_group(Change& change, std::string_view group, Ids ids);

}  // namespace terrane::database_manager
