#include "gateway/api_front.h"

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "env/simulated/simulated_env.h"
#include "gateway/digest.h"

namespace terrane {
namespace {

constexpr int64_t kNow = 1'800'000'000;

// Answers everything with what it was called with.
class FakeDispatcher : public ApiDispatcher {
 public:
  Transport door(const contract::Service&, std::string_view region) override {
    return region == "ap-shanghai" ? closed : Transport::kReply;
  }
  void dispatch(const ApiCall& call, ApiReply reply) override {
    std::string text(call.service->name);
    text.append(".").append(call.action->name).append(" in ").append(call.region);
    text.append(call.encoding == PayloadEncoding::kJson ? " json " : " form ").append(call.payload);
    last_caller = call.caller;
    request_id = call.request_id;
    ++calls;
    reply({text, code, call.action->name.starts_with("Create")});
  }
  Caller last_caller;
  std::string request_id;
  std::string_view code;
  int calls = 0;
  Transport closed = Transport::kReply;  // the door of one region
};

class FakeCredentials : public Credentials {
 public:
  std::optional<Credential> find(std::string_view secret_id) const override {
    const auto found = keys.find(secret_id);
    return found == keys.end() ? std::nullopt : std::optional(found->second);
  }
  std::map<std::string, Credential, std::less<>> keys;
};

class FakeAudit : public AuditSink {
 public:
  void record(const CallRecord& record) override { lines.push_back(to_json(record)); }
  std::vector<std::string> lines;
};

class ApiFrontTest : public testing::Test, public HttpResponder {
 protected:
  ApiFrontTest() {
    const Caller caller{AccountId(100), 130, 101, false};
    credentials_.keys["AKIDgood"] = {"key", "", {}, caller};
    credentials_.keys["AKIDtemporary"] = {"key", "token", {(kNow + 100) * 1'000'000}, caller};
    credentials_.keys["AKIDexpired"] = {"key", "token", {kNow * 1'000'000}, caller};
    env_.clock.move_to({kNow * 1'000'000});
    headers_ = {{"Content-Type", "application/json"},
                {"X-TC-Action", "DescribeVpcs"},
                {"X-TC-Version", "2017-03-12"},
                {"X-TC-Region", "ap-guangzhou"},
                {"X-TC-Timestamp", std::to_string(kNow)}};
  }

  // The reply's body, to a request signed with `id` unless it has an Authorization header.
  std::string call(std::string_view id = "AKIDgood", std::string_view key = "key") {
    const bool is_signed = headers_.contains("Authorization") || id.empty();
    if (!is_signed) {
      const int64_t timestamp = std::atoll(headers_["X-TC-Timestamp"].c_str());
      apply_headers();
      headers_["Authorization"] = tc3_authorization(request_, id, key, "vpc", timestamp);
    }
    apply_headers();
    body_.clear();
    front_.handle(request_, HttpReply(*this));
    if (!is_signed) headers_.erase("Authorization");
    return body_;
  }

  // The same with parameters, in a GET or a form.
  std::string call_with_parameters(std::map<std::string, std::string> parameters,
                                   std::string_view key = "key") {
    std::string text, encoded;
    for (const auto& [name, value] : parameters) {
      if (name == "Signature") continue;
      text += (text.empty() ? '?' : '&') + name + '=' + value;
      encoded += name + '=' + value + '&';
    }
    text = std::string(request_.method).append(request_.host).append("/").append(text);
    std::string signature = base64(
        HmacKey(parameters["SignatureMethod"] == "HmacSHA256" ? Hash::kSha256 : Hash::kSha1, key)
            .sign(text)
            .text());
    for (size_t plus; (plus = signature.find('+')) != signature.npos;)
      signature.replace(plus, 1, "%2B");
    encoded += "Signature=" + signature;
    headers_ = {{"Content-Type", "application/x-www-form-urlencoded"}};
    apply_headers();
    (request_.method == "GET" ? request_.query : request_.body) = encoded;
    front_.handle(request_, HttpReply(*this));
    return body_;
  }

  void apply_headers() {
    request_headers_.clear();
    for (const auto& [name, value] : headers_) request_headers_.push_back({name, value});
    request_.headers = request_headers_;
  }

  std::string code() const {
    const size_t start = body_.find("\"Code\":\"");
    return start == body_.npos ? body_
                               : body_.substr(start + 8, body_.find('"', start + 8) - start - 8);
  }

  void respond(int status, std::string_view content_type, std::string body,
               std::string_view headers) override {
    status_ = status;
    content_type_ = content_type;
    reply_headers_ = headers;
    body_ = std::move(body);
  }
  void stay_silent(Silence how) override { silence_ = how; }

  SimulatedEnv env_;
  FakeDispatcher dispatcher_;
  FakeCredentials credentials_;
  FakeAudit audit_;
  HttpCounters counters_;
  Metrics metrics_{counters_};
  RateLimiter limiter_{3};
  const ConsoleFile page_{"index.html", "text/html", ""};
  Console console_{{&page_, 1}};
  ApiFront front_{{.dispatcher = dispatcher_,
                   .credentials = credentials_,
                   .clock = env_.clock,
                   .random = env_.random,
                   .metrics = metrics_,
                   .audit = &audit_,
                   .console = &console_}};

  HttpRequest request_{
      .method = "POST", .path = "/", .host = "vpc.x", .body = "{}", .peer = "192.0.2.1:5"};
  std::map<std::string, std::string> headers_;
  std::vector<HttpHeader> request_headers_;
  int status_ = 0;
  std::optional<Silence> silence_;
  std::string content_type_, body_, reply_headers_;
};

TEST_F(ApiFrontTest, AnAuthenticCallReachesItsAction) {
  EXPECT_EQ(call(), "vpc.DescribeVpcs in ap-guangzhou json {}");
  EXPECT_EQ(status_, 200);
  EXPECT_EQ(content_type_, "application/json");
  EXPECT_EQ(dispatcher_.last_caller.account, AccountId(100));
  EXPECT_EQ(dispatcher_.last_caller.user, 101u);
}

TEST_F(ApiFrontTest, RequestIdsAreUuidsAndDiffer) {
  call();
  const std::string first = dispatcher_.request_id;
  call();
  EXPECT_NE(dispatcher_.request_id, first);
  ASSERT_EQ(first.size(), 36u);
  EXPECT_EQ(first[8], '-');
  EXPECT_EQ(first[14], '4');
  EXPECT_NE(std::string_view("89ab").find(first[19]), std::string_view::npos);
}

TEST_F(ApiFrontTest, ErrorsAreEnvelopesWithStatus200) {
  call("AKIDgood", "wrong");
  EXPECT_EQ(status_, 200);
  EXPECT_EQ(content_type_, "application/json");
  EXPECT_TRUE(
      body_.starts_with("{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SignatureFailure\","))
      << body_;
  EXPECT_NE(body_.find("\"RequestId\":\""), std::string::npos);
  EXPECT_EQ(dispatcher_.calls, 0);
}

TEST_F(ApiFrontTest, KeysThatDoNotExistAreToldApart) {
  call("AKIDnobody");
  EXPECT_EQ(code(), "AuthFailure.SecretIdNotFound");
}

TEST_F(ApiFrontTest, TheTimestampMayBeFiveMinutesOff) {
  for (int64_t off : {-300, 300}) {
    headers_["X-TC-Timestamp"] = std::to_string(kNow + off);
    call();
    EXPECT_TRUE(body_.starts_with("vpc.")) << body_;
  }
  for (int64_t off : {-301, 301}) {
    headers_["X-TC-Timestamp"] = std::to_string(kNow + off);
    call();
    EXPECT_EQ(code(), "AuthFailure.SignatureExpire");
  }
}

TEST_F(ApiFrontTest, TheScopesDateIsThatOfTheTimestamp) {
  headers_["Authorization"] =
      "TC3-HMAC-SHA256 Credential=AKIDgood/2026-01-01/vpc/tc3_request, "
      "SignedHeaders=content-type;host, Signature=" +
      std::string(64, '0');
  call();
  EXPECT_EQ(code(), "AuthFailure.InvalidAuthorization");
}

TEST_F(ApiFrontTest, TemporaryKeysNeedTheirTokenUntilTheyExpire) {
  call("AKIDtemporary");
  EXPECT_EQ(code(), "AuthFailure.TokenFailure");
  headers_["X-TC-Token"] = "another";
  call("AKIDtemporary");
  EXPECT_EQ(code(), "AuthFailure.TokenFailure");
  headers_["X-TC-Token"] = "token";
  EXPECT_TRUE(call("AKIDtemporary").starts_with("vpc.")) << body_;
  call("AKIDexpired");
  EXPECT_EQ(code(), "AuthFailure.TokenFailure");
  call("AKIDgood");  // a permanent key has none
  EXPECT_EQ(code(), "AuthFailure.TokenFailure");
}

TEST_F(ApiFrontTest, MissingCommonParametersAreNamed) {
  for (std::string name : {"X-TC-Action", "X-TC-Version", "X-TC-Timestamp"}) {
    const std::string value = headers_[name];
    headers_["Authorization"] =
        "TC3-HMAC-SHA256 Credential=AKIDgood/2027-01-15/vpc/tc3_request, "
        "SignedHeaders=content-type;host, Signature=" +
        std::string(64, '0');
    headers_.erase(name);
    call();
    EXPECT_EQ(code(), "MissingParameter");
    EXPECT_NE(body_.find(name), std::string::npos) << body_;
    headers_[name] = value;
  }
}

TEST_F(ApiFrontTest, ACallWithoutAnAuthorizationIsRefused) {
  call("");
  EXPECT_EQ(code(), "AuthFailure.InvalidAuthorization");
  headers_["Authorization"] = "Basic abc";
  call();
  EXPECT_EQ(code(), "AuthFailure.InvalidAuthorization");
}

TEST_F(ApiFrontTest, OnlyTheTwoCallsThatCarryTheirOwnProofGoUnsigned) {
  headers_["Authorization"] = "SKIP";
  call();
  EXPECT_EQ(code(), "AuthFailure.InvalidAuthorization");
  headers_["X-TC-Version"] = "2018-08-13";
  request_.host = "sts.x";
  headers_["X-TC-Action"] = "GetCallerIdentity";
  call();
  EXPECT_EQ(code(), "AuthFailure.InvalidAuthorization");
  for (std::string action : {"AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"}) {
    headers_["X-TC-Action"] = action;
    EXPECT_TRUE(call().starts_with("sts." + action)) << body_;
    EXPECT_EQ(dispatcher_.last_caller.account, AccountId::kNone);
  }
}

TEST_F(ApiFrontTest, StrangersDoNotLearnWhichActionsExist) {
  headers_["X-TC-Action"] = "NoSuchAction";
  call("AKIDgood", "wrong");
  EXPECT_EQ(code(), "AuthFailure.SignatureFailure");
  call();
  EXPECT_EQ(code(), "InvalidAction");
  headers_["X-TC-Action"] = "DescribeVpcs";
  headers_["X-TC-Version"] = "2017-03-13";
  call();
  EXPECT_EQ(code(), "NoSuchVersion");
}

TEST_F(ApiFrontTest, QueriesAndFormsCarryParametersToo) {
  request_ = {.method = "GET", .path = "/", .query = "Limit=10&Offset=0", .host = "vpc.x"};
  headers_["Content-Type"] = "application/x-www-form-urlencoded";
  EXPECT_EQ(call(), "vpc.DescribeVpcs in ap-guangzhou form Limit=10&Offset=0");
  request_ = {.method = "POST", .path = "/", .host = "vpc.x", .body = "Limit=10"};
  EXPECT_EQ(call(), "vpc.DescribeVpcs in ap-guangzhou form Limit=10");
}

TEST_F(ApiFrontTest, OtherMethodsAndBodiesAreRefusedByName) {
  headers_["Content-Type"] = "multipart/form-data; boundary=x";
  call();
  EXPECT_EQ(code(), "InvalidRequest");
  headers_["Content-Type"] = "text/xml";
  call();
  EXPECT_EQ(code(), "InvalidRequest");
  headers_["Content-Type"] = "Application/JSON;charset=utf-8";
  EXPECT_TRUE(call().starts_with("vpc.")) << body_;
  request_.method = "PUT";
  call();
  EXPECT_EQ(code(), "UnsupportedProtocol");
}

class ParameterStyleTest : public ApiFrontTest {
 protected:
  std::map<std::string, std::string> parameters_{
      {"Action", "DescribeVpcs"},          {"Version", "2017-03-12"}, {"Region", "ap-guangzhou"},
      {"Timestamp", std::to_string(kNow)}, {"SecretId", "AKIDgood"},  {"Nonce", "1"},
  };
};

TEST_F(ParameterStyleTest, TheOlderSignaturesWorkInQueriesAndForms) {
  for (std::string_view method : {"GET", "POST"})
    for (std::string signature : {"", "HmacSHA1", "HmacSHA256"}) {
      request_ = {.method = method, .path = "/", .host = "vpc.x"};
      parameters_["SignatureMethod"] = signature;
      if (signature.empty()) parameters_.erase("SignatureMethod");
      call_with_parameters(parameters_);
      EXPECT_TRUE(body_.starts_with("vpc.DescribeVpcs in ap-guangzhou form Action=")) << body_;
      call_with_parameters(parameters_, "wrong");
      EXPECT_EQ(code(), "AuthFailure.SignatureFailure");
    }
}

TEST_F(ParameterStyleTest, TheirErrorsAreTheSame) {
  request_ = {.method = "GET", .path = "/", .host = "vpc.x"};
  auto changed = [&](std::string name, std::string value) {
    auto copy = parameters_;
    value.empty() ? void(copy.erase(name)) : void(copy[name] = value);
    call_with_parameters(copy);
    return code();
  };
  EXPECT_EQ(changed("SecretId", "AKIDnobody"), "AuthFailure.SecretIdNotFound");
  EXPECT_EQ(changed("Timestamp", std::to_string(kNow - 301)), "AuthFailure.SignatureExpire");
  EXPECT_EQ(changed("Timestamp", "today"), "InvalidParameterValue");
  EXPECT_EQ(changed("SignatureMethod", "HmacMD5"), "AuthFailure.InvalidAuthorization");
  EXPECT_EQ(changed("Token", "unexpected"), "AuthFailure.TokenFailure");
  for (std::string name : {"Version", "SecretId", "Timestamp", "Nonce"})
    EXPECT_EQ(changed(name, ""), "MissingParameter") << name;
}

TEST_F(ParameterStyleTest, TheLanguageIsAParameterToo) {
  request_ = {.method = "GET", .path = "/", .host = "vpc.x"};
  parameters_["Language"] = "zh-CN";
  call_with_parameters(parameters_, "wrong");
  EXPECT_NE(body_.find("签名"), std::string::npos) << body_;
}

TEST_F(ApiFrontTest, MessagesComeInTheLanguageAskedFor) {
  call("AKIDgood", "wrong");
  EXPECT_NE(body_.find("The signature"), std::string::npos) << body_;
  headers_["X-TC-Language"] = "zh-CN";
  call("AKIDgood", "wrong");
  EXPECT_NE(body_.find("签名"), std::string::npos) << body_;
}

TEST_F(ApiFrontTest, TheRateLimitCountsByAccountAndAction) {
  ApiFront limited({.dispatcher = dispatcher_,
                    .credentials = credentials_,
                    .clock = env_.clock,
                    .random = env_.random,
                    .metrics = metrics_,
                    .rate_limiter = &limiter_});
  apply_headers();
  headers_["Authorization"] = tc3_authorization(request_, "AKIDgood", "key", "vpc", kNow);
  apply_headers();
  for (int i = 0; i < 3; ++i) {
    limited.handle(request_, HttpReply(*this));
    EXPECT_TRUE(body_.starts_with("vpc.")) << body_;
  }
  limited.handle(request_, HttpReply(*this));
  EXPECT_EQ(code(), "RequestLimitExceeded");
}

TEST_F(ApiFrontTest, TheAuditHoldsWritesAndUnknownCallersOnly) {
  call();
  EXPECT_TRUE(audit_.lines.empty());
  headers_["X-TC-Action"] = "CreateVpc";
  call();
  dispatcher_.code = "LimitExceeded";
  call();
  call("AKIDgood", "wrong");
  ASSERT_EQ(audit_.lines.size(), 3u);
  EXPECT_TRUE(audit_.lines[0].starts_with("{\"time\":\"2027-01-15T08:00:00Z\",\"request\":\""))
      << audit_.lines[0];
  EXPECT_NE(audit_.lines[0].find("\"peer\":\"192.0.2.1:5\",\"key\":\"AKIDgood\",\"account\":100,"
                                 "\"user\":101,\"service\":\"vpc\",\"action\":\"CreateVpc\","
                                 "\"region\":\"ap-guangzhou\",\"code\":\"OK\""),
            std::string::npos)
      << audit_.lines[0];
  EXPECT_NE(audit_.lines[1].find("\"code\":\"LimitExceeded\""), std::string::npos);
  EXPECT_NE(audit_.lines[2].find("\"code\":\"AuthFailure.SignatureFailure\""), std::string::npos);
  EXPECT_EQ(audit_.lines[2].find("\"account\""), std::string::npos) << "it is only claimed";
}

TEST_F(ApiFrontTest, PagesNeedNoSignature) {
  headers_.clear();
  request_ = {.method = "GET", .path = "/healthz", .host = "x"};
  EXPECT_EQ(call(""), "ok\n");
  request_.path = "/";
  EXPECT_TRUE(call("").starts_with("Terrane: "));
  request_.path = "/metrics";
  EXPECT_NE(call("").find("terrane_connections_open 0"), std::string::npos);
  request_.path = "/console";
  call("");
  EXPECT_EQ(status_, 302);
  EXPECT_NE(reply_headers_.find("Location: /console/\r\n"), std::string::npos);
  request_.path = "/other";
  call("");
  EXPECT_EQ(status_, 404);
  request_.method = "DELETE";
  call("");
  EXPECT_EQ(status_, 405);
}

TEST_F(ApiFrontTest, ABodyOverTheLimitIsAnApiError) {
  front_.refuse_body(request_, HttpHandler::BodyRefusal::kTooLarge, HttpReply(*this));
  EXPECT_EQ(code(), "RequestSizeLimitExceeded");
  EXPECT_EQ(status_, 200);
}

TEST_F(ApiFrontTest, ABodyThereIsNoMemoryForIsAnErrorThatClientsTryAgainAfter) {
  front_.refuse_body(request_, HttpHandler::BodyRefusal::kNoMemory, HttpReply(*this));
  EXPECT_EQ(code(), "RequestLimitExceeded");
  EXPECT_EQ(status_, 200);
}

// M-5
TEST_F(ApiFrontTest, AClosedDoorIsShownAsWhatItIsWhoeverComes) {
  headers_["X-TC-Region"] = "ap-shanghai";
  dispatcher_.closed = Transport::kRefused;
  call("AKIDgood", "a wrong key");
  EXPECT_EQ(silence_, Silence::kReset);
  dispatcher_.closed = Transport::kHangs;
  call();
  EXPECT_EQ(silence_, Silence::kHang);
  dispatcher_.closed = Transport::kUnavailable;
  call();
  EXPECT_EQ(status_, 503);
  EXPECT_EQ(dispatcher_.calls, 0);
  EXPECT_TRUE(audit_.lines.empty());
}

TEST_F(ApiFrontTest, AHostNameMayNameTheRegionToo) {
  dispatcher_.closed = Transport::kRefused;
  request_.host = "vpc.ap-shanghai.tencentcloudapi.com:443";
  call();
  EXPECT_EQ(silence_, Silence::kReset);
  silence_.reset();
  request_.host = "vpc.ap-guangzhou.tencentcloudapi.com";
  call();
  EXPECT_FALSE(silence_);
  EXPECT_EQ(dispatcher_.calls, 1);
}

}  // namespace
}  // namespace terrane
