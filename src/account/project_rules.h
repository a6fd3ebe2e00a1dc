// What holds for every project, on one page: scope, limits, values.
//
// Scope: all regions; kept in the account plane. A project is a label that sorts an account's
// resources: whatever takes a ProjectId takes one of these, or 0, the default project that every
// account has. Limit: Limits::projects per account. Projects are never deleted.
#pragma once

#include "base/error.h"

namespace terrane::project_rules {

inline constexpr uint32_t kFirst = 1'000'001, kNumbers = 8'999'999;  // seven digits
inline constexpr size_t kNameLimit = 64;
inline constexpr size_t kDescriptionLimit = 200;

inline constexpr ErrorKind kNameLength{
    "FailedOperation",
    "ProjectName must have 1 to 64 characters, none of them a control character.",
    "ProjectName 的长度应为 1 到 64 个字符，且不能包含控制字符。"};
inline constexpr ErrorKind kDescriptionLength{"FailedOperation",
                                              "Info may have at most 200 characters; shorten it.",
                                              "Info 最多 200 个字符，请缩短。"};
inline constexpr ErrorKind kNameTaken{
    "InvalidParameter.ProjectNameExisted",
    "You have a project named {} already, {}; choose another name.",
    "已存在名为 {} 的项目（ID 为 {}），请更换名称。"};
inline constexpr ErrorKind kTooMany{"FailedOperation.ProjectNumExceed",
                                    "This account has {} projects, which is the limit.",
                                    "本账号已有 {} 个项目，达到上限。"};

}  // namespace terrane::project_rules
