// What holds for every SSH key pair, on one page: scope, limits, values, references, and what
// blocks deletion.
//
// Scope: all regions; kept in the account plane, bound to instances of any region (M-26). ID:
// skey-. Limit: Limits::key_pairs_in_all_regions per account. Referred to by: instances, in each
// region's own ledger. Deletion waits until no region's instance is bound (key_pair_manager.h says
// how that is found out).
#pragma once

#include <string_view>

#include "account/account_cell.h"
#include "account/ssh_public_key.h"
#include "base/error.h"
#include "model/account_records.h"
#include "model/tag_rules.h"

namespace terrane::key_pair_rules {

inline constexpr size_t kNameLimit = 25;
inline constexpr size_t kDescriptionLimit = 60;
inline constexpr size_t kDeletedPerCall = 100;

inline constexpr ErrorKind kNotFound{"InvalidKeyPairId.NotFound",
                                     "There is no key pair {}; DescribeKeyPairs lists yours.",
                                     "不存在密钥对 {}，可通过 DescribeKeyPairs 查询。"};
inline constexpr ErrorKind kMalformedId{"InvalidKeyPairId.Malformed",
                                        "KeyId {} is not a key pair's ID (skey- and 8 characters).",
                                        "KeyId {} 不是合法的密钥对 ID（skey- 加 8 位字符）。"};
inline constexpr ErrorKind kNameEmpty{"InvalidKeyPairNameEmpty",
                                      "KeyName must not be empty; give the key pair a name.",
                                      "KeyName 不能为空。"};
inline constexpr ErrorKind kNameTooLong{"InvalidKeyPairNameTooLong",
                                        "KeyName may have at most {} characters; shorten it.",
                                        "KeyName 最多 {} 个字符，请缩短。"};
inline constexpr ErrorKind kNameCharacters{
    "InvalidKeyPairNameIncludeIllegalChar",
    "KeyName {} may hold letters, digits and underscores only.",
    "KeyName {} 只能包含字母、数字和下划线。"};
inline constexpr ErrorKind kNewNameUnfit{
    "InvalidParameterValue", "KeyName must have 1 to {} letters, digits and underscores.",
    "KeyName 应为 1 到 {} 个字母、数字或下划线。"};
inline constexpr ErrorKind kNameTaken{
    "InvalidKeyPairName.Duplicate",
    "You have a key pair named {} already, {}; choose another name.",
    "已存在名为 {} 的密钥对 {}，请更换名称。"};
inline constexpr ErrorKind kDescriptionLength{
    "InvalidParameterValue", "Description may have at most {} characters; shorten it.",
    "Description 最多 {} 个字符，请缩短。"};
inline constexpr ErrorKind kUnknownProject{
    "InvalidProjectId.NotFound",
    "There is no project {}; DescribeProjects of service tag lists yours. Project 0 is the "
    "default.",
    "不存在项目 {}，可通过 tag 服务的 DescribeProjects 查询，默认项目为 0。"};
inline constexpr ErrorKind kMalformedPublicKey{
    "InvalidPublicKey.Malformed",
    "PublicKey is not one line of OpenSSH with an RSA, Ed25519 or ECDSA key, such as the file "
    "id_ed25519.pub holds.",
    "PublicKey 不是合法的 OpenSSH 公钥（RSA、Ed25519 或 ECDSA，一行），例如 id_ed25519.pub "
    "的内容。"};
inline constexpr ErrorKind kPublicKeyTaken{
    "InvalidPublicKey.Duplicate", "Your key pair {} holds this public key already; use that one.",
    "密钥对 {} 已包含该公钥，请直接使用。"};
inline constexpr ErrorKind kTooMany{
    "InvalidKeyPair.LimitExceeded",
    "This account has {} key pairs, which is the limit; delete one first.",
    "本账号已有 {} 个密钥对，达到上限，请先删除。"};
inline constexpr ErrorKind kTooManyAtOnce{"InvalidParameterValue.LimitExceeded",
                                          "KeyIds may hold at most {} IDs; send several calls.",
                                          "KeyIds 最多包含 {} 个 ID，请分多次调用。"};
inline constexpr ErrorKind kNoneGiven{"MissingParameter", "KeyIds must name at least one key pair.",
                                      "KeyIds 至少包含一个密钥对 ID。"};
inline constexpr ErrorKind kBound{
    "InvalidParameterValue.KeyPairNotSupported",
    "Key pair {} is bound to instance {} in {}; unbind it with DisassociateInstancesKeyPairs "
    "first.",
    "密钥对 {} 已绑定实例 {}（地域 {}），请先通过 DisassociateInstancesKeyPairs 解绑。"};
inline constexpr ErrorKind kBeingDeleted{
    "InvalidParameterValue.KeyPairNotSupported",
    "Another call is deleting key pair {}; try again in a moment.",
    "另一个调用正在删除密钥对 {}，请稍后重试。"};
inline constexpr ErrorKind kRegionUnreachable{
    "InternalServerError",
    "Region {} cannot say right now whether an instance is bound to the key pair; it was not "
    "deleted. Try again later.",
    "当前无法确认地域 {} 中是否有实例绑定该密钥对，未删除，请稍后重试。"};

inline constexpr TagErrors kTagErrors{
    .key_length = {"InvalidParameterValue", "Tag key {} must have 1 to 127 characters.",
                   "标签键 {} 的长度应为 1 到 127 个字符。"},
    .reserved_key = {"FailedOperation.TagKeyReserved",
                     "Tag key {} is reserved: keys may not start with \"qcloud\" or \"tencent\".",
                     "标签键 {} 为系统保留，不能以 qcloud 或 tencent 开头。"},
    .value_length = {"InvalidParameterValue",
                     "The value of tag {} may have at most 255 characters.",
                     "标签 {} 的值最多 255 个字符。"},
    .key_twice = {"InvalidParameterValue", "Tag key {} is given twice; keep one.",
                  "标签键 {} 重复，请只保留一个。"},
    .too_many = {"LimitExceeded.TagResourceQuota", "A key pair may have at most {} tags.",
                 "每个密钥对最多 {} 个标签。"}};

// The name of a new key pair, and a new name of one.
Result<void> check_name(std::string_view name);
Result<void> check_new_name(std::string_view name);
Result<void> check_name_free(const AccountCell& plane, AccountId account, std::string_view name);
Result<void> check_description(std::string_view description);
Result<void> check_public_key_free(const AccountCell& plane, AccountId account,
                                   const SshPublicKey& key);

}  // namespace terrane::key_pair_rules
