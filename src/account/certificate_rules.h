// What holds for every certificate, on one page: scope, limits, values, references, and what blocks
// deletion.
//
// Scope: all regions; kept in the account plane, used by listeners of any region. ID: cert-. Limit:
// Limits::certificates_in_all_regions per account. Of type SVR, a server's, with its private key,
// which must fit; or of type CA, an authority's, without. The same certificate is kept once unless
// Repeatable says otherwise. Referred to by: listeners and forwarding rules, in each region's own
// ledger. Deletion waits until no region uses it (deletion_marks.h says how that is found out).
#pragma once

#include <string_view>

#include "account/account_cell.h"
#include "account/certificate_pem.h"
#include "base/error.h"
#include "model/tag_rules.h"

namespace terrane::certificate_rules {

inline constexpr size_t kAliasLimit = 200;
inline constexpr size_t kTextLimit = 64 * 1024;

inline constexpr ErrorKind kNotFound{
    "FailedOperation.CertificateNotFound",
    "There is no certificate {}; DescribeCertificates lists yours.",
    "不存在证书 {}，可通过 DescribeCertificates 查询。"};
inline constexpr ErrorKind kMalformedId{"InvalidParameterValue",
                                        "{} is not a certificate's ID (cert- and 8 characters).",
                                        "{} 不是合法的证书 ID（cert- 加 8 位字符）。"};
inline constexpr ErrorKind kUnreadable{
    "FailedOperation.CertificateParseError",
    "CertificatePublicKey is not a chain of certificates in PEM, the certificate itself first.",
    "CertificatePublicKey 不是合法的 PEM 证书链（证书本身在最前）。"};
inline constexpr ErrorKind kKeyMissing{"InvalidParameterValue",
                                       "A certificate of type SVR needs its CertificatePrivateKey.",
                                       "SVR 类型证书需要填写 CertificatePrivateKey。"};
inline constexpr ErrorKind kKeyUnreadable{
    "FailedOperation.PrivateKeyParseError",
    "CertificatePrivateKey is not a private key in PEM, or KeyPassword does not open it.",
    "CertificatePrivateKey 不是合法的 PEM 私钥，或 KeyPassword 不正确。"};
inline constexpr ErrorKind kKeyOfAnother{
    "FailedOperation.CertificateMismatch",
    "CertificatePrivateKey is not the key of this certificate.",
    "CertificatePrivateKey 与证书不匹配。"};
inline constexpr ErrorKind kKeyOfAuthority{
    "InvalidParameterValue", "A certificate of type CA comes without its private key.",
    "CA 类型证书不需要私钥。"};
inline constexpr ErrorKind kNoAuthority{
    "FailedOperation.CertificateInvalid",
    "This certificate may not sign others, so it is not one of type CA; upload it as SVR.",
    "该证书不能签发其他证书，不是 CA 证书，请以 SVR 类型上传。"};
inline constexpr ErrorKind kUnknownType{"InvalidParameterValue",
                                        "CertificateType must be SVR or CA, not {}.",
                                        "CertificateType 应为 SVR 或 CA，而不是 {}。"};
inline constexpr ErrorKind kAliasLength{
    "InvalidParameterValue", "Alias may have at most {} characters.", "Alias 最多 {} 个字符。"};
inline constexpr ErrorKind kTooLong{"InvalidParameterValue", "{} may have at most {} characters.",
                                    "{} 最多 {} 个字符。"};
inline constexpr ErrorKind kUnknownProject{"InvalidParameterValue",
                                           "There is no project {}; DescribeProjects of service "
                                           "tag lists yours. Project 0 is the default.",
                                           "不存在项目 {}，可通过 tag 服务的 DescribeProjects "
                                           "查询，默认项目为 0。"};
inline constexpr ErrorKind kExists{
    "FailedOperation.CertificateExists",
    "This certificate is yours already, as {}; use that, or set Repeatable.",
    "该证书已存在（{}），请直接使用，或设置 Repeatable。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded", "This account has {} certificates, which is the limit; delete one first.",
    "本账号已有 {} 张证书，达到上限，请先删除。"};
inline constexpr ErrorKind kInUse{
    "FailedOperation.DeleteResourceFailed",
    "Certificate {} is used by {} in {}; give that another, or delete it, first.",
    "证书 {} 正被 {} 使用（地域 {}），请先更换证书或删除。"};
inline constexpr ErrorKind kBeingDeleted{
    "FailedOperation", "Another call is deleting certificate {}.", "另一个调用正在删除证书 {}。"};
inline constexpr ErrorKind kRegionUnreachable{
    "InternalError",
    "Region {} cannot say right now whether a listener uses the certificate; it was not deleted. "
    "Try again later.",
    "当前无法确认地域 {} 中是否有监听器使用该证书，未删除，请稍后重试。"};

inline constexpr TagErrors kTagErrors{
    .key_length = {"InvalidParameterValue", "Tag key {} must have 1 to 127 characters.",
                   "标签键 {} 的长度应为 1 到 127 个字符。"},
    .reserved_key = {"InvalidParameterValue",
                     "Tag key {} is reserved: keys may not start with \"qcloud\" or \"tencent\".",
                     "标签键 {} 为系统保留，不能以 qcloud 或 tencent 开头。"},
    .value_length = {"InvalidParameterValue",
                     "The value of tag {} may have at most 255 characters.",
                     "标签 {} 的值最多 255 个字符。"},
    .key_twice = {"InvalidParameterValue", "Tag key {} is given twice; keep one.",
                  "标签键 {} 重复，请只保留一个。"},
    .too_many = {"LimitExceeded", "A certificate may have at most {} tags.",
                 "每张证书最多 {} 个标签。"}};

inline std::string_view type_name(bool is_authority) {
  return is_authority ? "CA" : "SVR";
}
// True for CA; absent: SVR.
Result<bool> check_type(std::string_view type);
// What the certificate says, which must go with its type and its key.
Result<CertificateContents> check_contents(std::string_view chain, std::string_view private_key,
                                           std::string_view password, bool is_authority);
// The account's certificate that is the same; null if there is none.
const Certificate* find_same(const AccountCell& plane, AccountId account,
                             std::string_view fingerprint, bool is_authority);

}  // namespace terrane::certificate_rules
