#include "gateway/authenticator.h"

#include <charconv>

#include "gateway/digest.h"
#include "gateway/parameter_signature.h"

namespace terrane {
namespace {

constexpr ErrorKind kSecretIdNotFound{
    "AuthFailure.SecretIdNotFound",
    "This cloud has no access key {}, or it is disabled. `terrane env` shows the administrator's.",
    "本云不存在密钥 {}，或该密钥已被禁用。可通过 `terrane env` 查看管理员密钥。"};
constexpr ErrorKind kSignatureExpire{
    "AuthFailure.SignatureExpire",
    "The request's timestamp is {}, but the cloud's clock says {}: they may differ by {} seconds. "
    "Set the client's clock.",
    "请求时间戳为 {}，而云端时间为 {}，两者相差不得超过 {} 秒，请校准客户端时钟。"};
constexpr ErrorKind kBadTimestamp{"InvalidParameterValue",
                                  "The timestamp `{}` is not a number of seconds since 1970.",
                                  "时间戳 `{}` 不是自 1970 年起的秒数。"};
constexpr ErrorKind kWrongDate{
    "AuthFailure.InvalidAuthorization",
    "The date in the Authorization header is {}, but the timestamp's date is {} (UTC). Use the "
    "same time for both.",
    "Authorization 头部中的日期为 {}，而时间戳对应的日期为 {}（UTC），两者须一致。"};
constexpr ErrorKind kSignatureFailure{
    "AuthFailure.SignatureFailure",
    "The signature does not fit the request. Check the SecretKey, and that nothing on the way "
    "changes the request or its Host header.",
    "签名与请求不符。请检查 SecretKey，并确认请求及其 Host 头部在途中未被修改。"};
constexpr ErrorKind kBadSignatureMethod{
    "AuthFailure.InvalidAuthorization",
    "The SignatureMethod {} is not one of HmacSHA1, HmacSHA256. Or sign with TC3-HMAC-SHA256.",
    "SignatureMethod {} 应为 HmacSHA1 或 HmacSHA256，或改用 TC3-HMAC-SHA256 签名。"};
constexpr ErrorKind kUnsigned{
    "AuthFailure.InvalidAuthorization",
    "`Authorization: SKIP` is for sts AssumeRoleWithSAML and AssumeRoleWithWebIdentity only; sign "
    "the request.",
    "`Authorization: SKIP` 仅用于 sts 的 AssumeRoleWithSAML 与 "
    "AssumeRoleWithWebIdentity，请对请求签名。"};
constexpr ErrorKind kTokenFailure{
    "AuthFailure.TokenFailure",
    "The token does not belong to this key: temporary keys are sent with the token they came with, "
    "permanent keys without any.",
    "Token 与密钥不匹配：临时密钥须携带与其一同签发的 Token，永久密钥不携带 Token。"};
constexpr ErrorKind kTokenExpired{"AuthFailure.TokenFailure",
                                  "The temporary key has expired; get a new one.",
                                  "临时密钥已过期，请重新获取。"};

// The two calls by which a client gets its first key prove who it is by what they carry.
bool carries_own_proof(const Route* route) {
  return route && route->service->name == "sts" &&
         (route->action->name == "AssumeRoleWithSAML" ||
          route->action->name == "AssumeRoleWithWebIdentity");
}

}  // namespace

Result<Caller> Authenticator::identify(const HttpRequest& request, const Envelope& envelope,
                                       const Route* route) const {
  if (envelope.secret_id.empty()) {
    if (!carries_own_proof(route)) return refuse(kUnsigned);
    return Caller{};
  }
  TRY(const int64_t timestamp, read_timestamp(envelope.timestamp));
  std::optional<Credential> credential = credentials_.find(envelope.secret_id);
  if (!credential) return refuse(kSecretIdNotFound, envelope.secret_id.substr(0, 100));

  bool fits;
  if (envelope.style == Envelope::Style::kHeaders) {
    const Tc3Authorization& authorization = *envelope.authorization;
    const std::string date = tc3_date(timestamp);
    if (authorization.date != date)
      return refuse(kWrongDate, authorization.date.substr(0, 100), date);
    fits = tc3_signature_fits(request, authorization, envelope.timestamp, credential->secret_key);
  } else {
    const std::string_view method = find_parameter(envelope.parameters, "SignatureMethod");
    if (!is_signature_method(method)) return refuse(kBadSignatureMethod, method.substr(0, 100));
    fits = parameter_signature_fits(request, envelope.parameters, credential->secret_key);
  }
  if (!fits) return refuse(kSignatureFailure);
  // Only now, so that nobody learns by guessing which tokens exist.
  if (!equal_in_constant_time(credential->token, envelope.token)) return refuse(kTokenFailure);
  if (credential->expires.is_set() && credential->expires <= clock_.now())
    return refuse(kTokenExpired);
  return credential->caller;
}

Result<int64_t> Authenticator::read_timestamp(std::string_view timestamp) const {
  int64_t sent = 0;
  const char* end = timestamp.data() + timestamp.size();
  const auto read = std::from_chars(timestamp.data(), end, sent);
  if (read.ec != std::errc() || read.ptr != end)
    return refuse(kBadTimestamp, timestamp.substr(0, 100));
  const int64_t now = clock_.now().seconds();
  if (sent < now - kSignatureLifetime || sent > now + kSignatureLifetime)
    return refuse(kSignatureExpire, timestamp, std::to_string(now),
                  std::to_string(kSignatureLifetime));
  return sent;
}

}  // namespace terrane
