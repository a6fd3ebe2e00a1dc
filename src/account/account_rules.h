// What holds for every account and its access keys, on one page: scope, limits, values, references.
//
// Scope: the whole cloud; one account ID works in every region (M-25). An account always has a Uin
// and an AppId of its own. Limit: kAccessKeysPerAccount access keys each.
// Referred to by: everything that belongs to an account. Accounts are never deleted.
#pragma once

#include <string_view>

#include "account/account_cell.h"
#include "base/error.h"
#include "model/account_records.h"

namespace terrane::account_rules {

// Uins have 12 digits, AppIds 10, as those of real accounts do. The administrator's are the same in
// every cloud, so that what names them works in any; all others are random.
inline constexpr AccountId kAdministratorUin{100'000'000'001};
inline constexpr uint64_t kAdministratorAppId = 1'250'000'001;
inline constexpr uint64_t kFirstUin = 100'000'000'002, kUins = 99'999'998;
inline constexpr uint64_t kFirstAppId = 1'250'000'002, kAppIds = 249'999'998;

inline constexpr size_t kNameLimit = 64;
inline constexpr size_t kAccessKeysPerAccount = 2;  // so that one can replace the other

inline constexpr ErrorKind kAccountNotFound{"ResourceNotFound.Account",
                                            "There is no account {}; DescribeAccounts lists them.",
                                            "不存在账号 {}，可通过 DescribeAccounts 查询。"};
inline constexpr ErrorKind kMalformedUin{"InvalidParameterValue.Uin",
                                         "{} is not an account's Uin, which is a whole number.",
                                         "{} 不是合法的账号 Uin，应为整数。"};
inline constexpr ErrorKind kNameLength{
    "InvalidParameterValue.Name",
    "Name must have 1 to 64 characters, none of them a control character.",
    "Name 的长度应为 1 到 64 个字符，且不能包含控制字符。"};
inline constexpr ErrorKind kLastOperator{
    "UnsupportedOperation.LastOperator",
    "Account {} is the only operator of this cloud; make another account an operator first.",
    "账号 {} 是本云唯一的运营者，请先将另一个账号设为运营者。"};
inline constexpr ErrorKind kAccessKeyNotFound{
    "ResourceNotFound.AccessKey",
    "There is no access key {}; DescribeAccessKeys lists an account's.",
    "不存在密钥 {}，可通过 DescribeAccessKeys 查询账号的密钥。"};
inline constexpr ErrorKind kTooManyAccessKeys{
    "LimitExceeded.AccessKeys",
    "Account {} has {} access keys, which is the limit; delete one first.",
    "账号 {} 已有 {} 个密钥，达到上限，请先删除。"};
inline constexpr ErrorKind kUnknownStatus{"InvalidParameterValue.Status",
                                          "Status must be Active or Inactive, not {}.",
                                          "Status 应为 Active 或 Inactive，而不是 {}。"};
inline constexpr ErrorKind kUnusableSecret{
    "InvalidParameterValue.Secret",
    "A secret ID has 1 to 128 letters, digits, '_' or '-', and a secret key 1 to 256 visible ASCII "
    "characters; choose others.",
    "SecretId 应为 1 到 128 个字母、数字、下划线或连字符，SecretKey 应为 1 到 256 个可见 ASCII "
    "字符，请更换。"};
inline constexpr ErrorKind kSecretIdTaken{
    "InvalidParameterValue.SecretIdTaken",
    "Secret ID {} belongs to account {}, which is no operator; choose another.",
    "SecretId {} 属于非运营者账号 {}，请更换。"};

Result<void> check_name(std::string_view name);
// Secrets that someone chose, rather than the cloud: what a signature's header can carry.
Result<void> check_chosen_secret(std::string_view secret_id, std::string_view secret_key);
// True for "Active".
Result<bool> active(std::string_view status);

}  // namespace terrane::account_rules
