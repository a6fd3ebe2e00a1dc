// What accounts of a MySQL server may be called, where they may come from, and what their passwords
// must look like. Every server has root, from any host, which stays.
#pragma once

#include <string_view>

#include "base/error.h"
#include "region/database/database.h"

namespace terrane::database_account_rules {

inline constexpr std::string_view kRoot = "root";
inline constexpr std::string_view kAnyHost = "%";
inline constexpr size_t kUserLimit = 32;
inline constexpr size_t kHostLimit = 60;
inline constexpr size_t kNotesLimit = 255;
inline constexpr int64_t kConnectionsMost = 10240;
inline constexpr size_t kAccountsPerDatabase = 1000;

inline constexpr ErrorKind kNoneNamed{"MissingParameter.AccountMissingParameterError",
                                      "Accounts is empty; name at least one account.",
                                      "Accounts 为空，请至少指定一个账号。"};
inline constexpr ErrorKind kUserName{
    "InvalidParameterValue.UserNameRuleError",
    "{} cannot name an account: use 1 to 32 letters, digits and _, with a letter first and no _ at "
    "the end.",
    "账号名 {} 不合法：应为 1 到 32 个字母、数字或下划线，以字母开头，以字母或数字结尾。"};
inline constexpr ErrorKind kRootStays{"InvalidParameterValue.VerifyAccountNoRootError",
                                      "Every database has root already; name another account.",
                                      "每个云数据库实例已有 root 账号，请使用其他账号名。"};
inline constexpr ErrorKind kHost{
    "InvalidParameterValue.AccountHostRuleError",
    "Host {} is not %, an IPv4 address, or the start of one and %, such as 10.0.%.",
    "主机 {} 不合法：应为 %、IPv4 地址，或地址开头加 %，例如 10.0.%。"};
inline constexpr ErrorKind kPasswordLength{"InvalidParameterValue.AccountPasswordLengthError",
                                           "The password must have 8 to 64 characters.",
                                           "密码长度应为 8 到 64 个字符。"};
inline constexpr ErrorKind kPasswordCharacter{
    "InvalidParameterValue.AccountPasswordCharacterError",
    "The password may have letters, digits and _+-,&=!@#$%^*().| only.",
    "密码只能包含字母、数字和 _+-,&=!@#$%^*().|。"};
inline constexpr ErrorKind kPasswordRule{
    "InvalidParameterValue.AccountPasswordRuleError",
    "The password must have at least two sorts: letters, digits, and _+-,&=!@#$%^*().|.",
    "密码至少包含字母、数字和特殊字符 _+-,&=!@#$%^*().| 中的两种。"};
inline constexpr ErrorKind kNotesLength{"InvalidParameterValue.AccountDescriptionLengthError",
                                        "Description may have at most 255 characters.",
                                        "Description 最多 255 个字符。"};
inline constexpr ErrorKind kConnections{"InvalidParameter",
                                        "MaxUserConnections is {}, but must be 1 to {}.",
                                        "MaxUserConnections 为 {}，取值范围为 1 到 {}。"};
inline constexpr ErrorKind kExists{"FailedOperation.CreateAccountError",
                                   "Database {} has the account {} already.",
                                   "云数据库实例 {} 已有账号 {}。"};
inline constexpr ErrorKind kTooMany{"FailedOperation.CreateAccountError",
                                    "Database {} may have {} accounts; drop some in it first.",
                                    "云数据库实例 {} 最多有 {} 个账号，请先删除部分账号。"};
inline constexpr ErrorKind kNotThere{"InvalidParameterValue.UserNotExistError",
                                     "Database {} has no account {}; DescribeAccounts lists those.",
                                     "云数据库实例 {} 没有账号 {}，可通过 DescribeAccounts 查询。"};

// Some actions document no code for it.
inline constexpr ErrorKind kNotThereToChange{"InvalidParameterValue", kNotThere.english,
                                             kNotThere.chinese};
inline constexpr ErrorKind kRootIsNotDeleted{
    "OperationDenied.DeleteRootAccountError",
    "root stays as long as database {}; leave it out of Accounts.",
    "root 账号与云数据库实例 {} 同在，不能删除，请勿填写。"};
inline constexpr ErrorKind kRootIsNotMoved{
    "OperationDenied.NotSupportModifyLocalRootHostError",
    "root of database {} may come from any host; make another account for {}.",
    "云数据库实例 {} 的 root 账号允许任意主机，请为 {} 创建其他账号。"};
inline constexpr ErrorKind kHostTaken{"InvalidParameterValue.AccountHostRuleError", kExists.english,
                                      kExists.chinese};

Result<void> check_user(std::string_view user);
Result<void> check_host(std::string_view host);
Result<void> check_password(std::string_view password);
Result<void> check_notes(std::string_view notes);
Result<uint32_t> check_connections(int64_t connections);

}  // namespace terrane::database_account_rules
