// How one logs in to an instance, and what it is told at its first boot.
#pragma once

#include <span>

#include "region/compute/instance.h"
#include "region/region_cell.h"

namespace terrane {

inline constexpr size_t kKeyPairsPerInstance = 10;
inline constexpr size_t kUserDataLimit = 16 * 1024;  // bytes, decoded

inline constexpr ErrorKind kOneWayToLogIn{
    "InvalidParameter.ParameterConflict",
    "Give one of LoginSettings.Password, KeyIds and KeepImageLogin, not several.",
    "LoginSettings 的 Password、KeyIds 和 KeepImageLogin 只能指定其一。"};
inline constexpr ErrorKind kPublicImageHasNoLogin{
    "InvalidParameterValue",
    "KeepImageLogin is for custom images: a public image has no login to keep.",
    "KeepImageLogin 仅适用于自定义镜像，公共镜像没有可保持的登录设置。"};
inline constexpr ErrorKind kWeakPassword{
    "InvalidParameterValue.InvalidPassword",
    "The password must have 8 to 30 characters of at least two sorts: lower-case letters, "
    "upper-case "
    "letters, digits, and ()`~!@#$%^&*-+=|{}[]:;',.?/ with no / at its start.",
    "密码应为 8 到 30 个字符，至少包含小写字母、大写字母、数字和特殊字符 "
    "()`~!@#$%^&*-+=|{}[]:;',.?/ 中的两种，且不能以 / 开头。"};
inline constexpr ErrorKind kMalformedKeyId{"InvalidKeyPairId.Malformed",
                                           "{} is not a key pair's ID (skey- and 8 characters).",
                                           "{} 不是合法的密钥对 ID（skey- 加 8 位字符）。"};
inline constexpr ErrorKind kKeyNotFound{"InvalidParameterValue.KeyPairNotFound",
                                        "There is no key pair {}; DescribeKeyPairs lists yours.",
                                        "不存在密钥对 {}，可通过 DescribeKeyPairs 查询。"};
inline constexpr ErrorKind kKeyIdNotFound{"InvalidKeyPairId.NotFound",
                                          "There is no key pair {}; DescribeKeyPairs lists yours.",
                                          "不存在密钥对 {}，可通过 DescribeKeyPairs 查询。"};
inline constexpr ErrorKind kTooManyKeys{"InvalidParameterValue.LimitExceeded",
                                        "An instance may have at most {} key pairs.",
                                        "每台实例最多绑定 {} 个密钥对。"};
inline constexpr ErrorKind kBadUserData{"InvalidParameterValue.InvalidUserDataFormat",
                                        "UserData must be base64, of at most 16 KB decoded.",
                                        "UserData 必须为 base64 编码，解码后不超过 16 KB。"};

struct Login {
  std::string_view password;
  std::span<const std::string_view> key_ids;
  bool keep_image_login = false;
};

// The key pairs to bind. Errors: all above but the last two.
Result<std::vector<KeyPairId>> check_login(const RegionCell& region, AccountId account,
                                           const Login& login);
Result<void> check_password(std::string_view password);
// The account's key pairs of these IDs, each once. A key that is being deleted is not there any
// more.
Result<std::vector<KeyPairId>> find_key_pairs(const RegionCell& region, AccountId account,
                                              std::span<const std::string_view> ids,
                                              const ErrorKind& not_found);
Result<void> check_user_data(std::string_view base64);

}  // namespace terrane
