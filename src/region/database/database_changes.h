// What changes a running database as a task that clients follow: each returns the ID of the request
// that DescribeAsyncRequestInfo tells about.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "region/database/database_parameter_rules.h"
#include "region/database/database_rules.h"
#include "region/database/database_shape_rules.h"

namespace terrane::database_changes {

using Ids = std::span<const std::string_view>;

inline constexpr ErrorKind kOlderVersion{
    "InvalidParameter", "Database {} has MySQL {}; it can go to a newer version, not to {}.",
    "云数据库实例 {} 的版本为 MySQL {}，只能升级到更高版本，不能变为 {}。"};
inline constexpr ErrorKind kNotTheNextVersion{
    "InvalidParameter", "Database {} has MySQL {}, and goes one version at a time: next is {}.",
    "云数据库实例 {} 的版本为 MySQL {}，只能逐级升级，下一版本为 {}。"};
inline constexpr ErrorKind kVersionElsewhere{
    "OperationDenied", "Change the version of database {} by UpgradeDBInstanceEngineVersion.",
    "请通过 UpgradeDBInstanceEngineVersion 升级云数据库实例 {} 的版本。"};
inline constexpr ErrorKind kNothingNew{
    "InvalidParameter", "Database {} is what it would become; there is nothing to do.",
    "云数据库实例 {} 的规格没有变化。"};
inline constexpr ErrorKind kNoParameters{"InvalidParameter",
                                         "ParamList is empty; name at least one parameter.",
                                         "ParamList 为空，请至少指定一个参数。"};
inline constexpr ErrorKind kMixedVersions{
    "InvalidParameter", "Databases that get parameters in one call must have one version.",
    "同一次调用中修改参数的实例版本必须相同。"};
inline constexpr ErrorKind kWanIsOpen{"OperationDenied.WrongStatus",
                                      "Database {} is open to the Internet already.",
                                      "云数据库实例 {} 已开启外网访问。"};
inline constexpr ErrorKind kWanIsClosed{"OperationDenied.WrongStatus",
                                        "Database {} is not open to the Internet.",
                                        "云数据库实例 {} 未开启外网访问。"};

// `in_window`: the change is made in the next maintenance window.
// Source: cdb.UpgradeDBInstance.
Result<std::string> upgrade(Change& change, std::string_view id, const WantedShape& wanted,
                            bool in_window);
// Source: cdb.UpgradeDBInstanceEngineVersion.
Result<std::string> upgrade_engine(Change& change, std::string_view id, std::string_view version,
                                   bool in_window);
// Source: cdb.ModifyInstanceParam.
Result<std::string> set_parameters(Change& change, Ids ids, ParameterValues parameters,
                                   bool in_window);
// Source: cdb.RestartDBInstances.
Result<std::string> restart(Change& change, Ids ids);
// Source: cdb.OpenWanService, cdb.CloseWanService.
Result<std::string> open_wan(Change& change, std::string_view id);
Result<std::string> close_wan(Change& change, std::string_view id);

}  // namespace terrane::database_changes
