#include "gateway/envelope.h"

#include "gateway/parameter_signature.h"

namespace terrane {
namespace {

constexpr ErrorKind kMissingParameter{"MissingParameter",
                                      "The request lacks the common parameter {}; add it.",
                                      "请求缺少公共参数 {}，请补充。"};
constexpr ErrorKind kInvalidAuthorization{
    "AuthFailure.InvalidAuthorization",
    "The Authorization header is not of the form `TC3-HMAC-SHA256 Credential=SecretId/Date/Service/"
    "tc3_request, SignedHeaders=content-type;host, Signature=…`.",
    "Authorization 头部应形如 `TC3-HMAC-SHA256 Credential=SecretId/Date/Service/tc3_request, "
    "SignedHeaders=content-type;host, Signature=…`。"};
constexpr ErrorKind kUnsupportedMethod{"UnsupportedProtocol",
                                       "The API is called with GET or POST, not with {}.",
                                       "API 仅支持 GET 与 POST 请求，不支持 {}。"};
constexpr ErrorKind kMultipart{
    "InvalidRequest", "Bodies of type multipart/form-data are not read; send application/json.",
    "不支持 multipart/form-data 请求体，请使用 application/json。"};
constexpr ErrorKind kUnknownContentType{
    "InvalidRequest",
    "The Content-Type `{}` is not one the API reads; send application/json, or "
    "application/x-www-form-urlencoded.",
    "API 不支持 Content-Type `{}`，请使用 application/json 或 application/x-www-form-urlencoded。"};

constexpr std::string_view kForm = "application/x-www-form-urlencoded";

// "application/json" of "application/json; charset=utf-8".
std::string_view media_type(const HttpRequest& request) {
  const std::string_view type = request.header("Content-Type");
  const size_t end = type.find_first_of("; \t");
  return type.substr(0, end);
}

// Where the call's own parameters are, and how they are written.
Result<void> find_payload(const HttpRequest& request, Envelope& envelope) {
  if (request.method == "GET") {
    envelope.encoding = PayloadEncoding::kForm;
    envelope.payload = request.query;
    return {};
  }
  if (request.method != "POST") return refuse(kUnsupportedMethod, request.method);
  envelope.payload = request.body;
  const std::string_view type = media_type(request);
  if (equal_ignoring_case(type, "application/json")) return {};
  if (equal_ignoring_case(type, "multipart/form-data")) return refuse(kMultipart);
  if (!equal_ignoring_case(type, kForm)) return refuse(kUnknownContentType, type.substr(0, 100));
  envelope.encoding = PayloadEncoding::kForm;
  return {};
}

Result<void> read_headers(const HttpRequest& request, Envelope& envelope) {
  envelope.style = Envelope::Style::kHeaders;
  envelope.version = request.header("X-TC-Version");
  envelope.region = request.header("X-TC-Region");
  envelope.timestamp = request.header("X-TC-Timestamp");
  envelope.token = request.header("X-TC-Token");
  if (envelope.action.empty()) return refuse(kMissingParameter, "X-TC-Action");
  if (envelope.version.empty()) return refuse(kMissingParameter, "X-TC-Version");
  CHECKED(find_payload(request, envelope));
  const std::string_view authorization = request.header("Authorization");
  if (authorization == "SKIP") return {};
  envelope.authorization = parse_tc3_authorization(authorization);
  if (!envelope.authorization) return refuse(kInvalidAuthorization);
  if (envelope.timestamp.empty()) return refuse(kMissingParameter, "X-TC-Timestamp");
  envelope.secret_id = envelope.authorization->secret_id;
  return {};
}

Result<void> read_parameters(std::span<const contract::FormPair> parameters, Envelope& envelope) {
  envelope.style = Envelope::Style::kParameters;
  envelope.parameters = parameters;
  struct {
    std::string_view name;
    std::string_view& value;
    bool required;
  } const common[] = {
      {"Action", envelope.action, true},       {"Version", envelope.version, true},
      {"Timestamp", envelope.timestamp, true}, {"SecretId", envelope.secret_id, true},
      {"Region", envelope.region, false},      {"Token", envelope.token, false},
  };
  for (const auto& [name, value, required] : common) {
    value = find_parameter(parameters, name);
    if (required && value.empty()) return refuse(kMissingParameter, name);
  }
  for (std::string_view name : {"Nonce", "Signature"})
    if (find_parameter(parameters, name).empty()) return refuse(kMissingParameter, name);
  return {};
}

}  // namespace

Result<void> read_envelope(const HttpRequest& request, std::unique_ptr<Arena>& memory,
                           Envelope& envelope) {
  envelope.language = language_from_header(request.header("X-TC-Language"));
  envelope.action = request.header("X-TC-Action");
  if (envelope.action.data() || request.header("Authorization").starts_with(kTc3Algorithm))
    return read_headers(request, envelope);

  const bool may_be_form =
      request.method == "GET" || equal_ignoring_case(media_type(request), kForm);
  const std::string_view form = request.method == "GET" ? request.query : request.body;
  if (may_be_form && form.find("Action=") != form.npos) {
    CHECKED(find_payload(request, envelope));
    memory = std::make_unique<Arena>();
    TRY(const auto parameters, contract::read_form_pairs(form, *memory));
    const std::string_view language = find_parameter(parameters, "Language");
    if (language.data()) envelope.language = language_from_header(language);
    return read_parameters(parameters, envelope);
  }
  if (request.method != "POST") return {};
  return refuse(kMissingParameter, "X-TC-Action");
}

}  // namespace terrane
