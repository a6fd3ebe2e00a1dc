// Expected signatures were computed by an independent implementation of the published algorithms;
// the two marked so are the examples of the public documentation.
#include <gtest/gtest.h>

#include <vector>

#include "gateway/digest.h"
#include "gateway/parameter_signature.h"
#include "gateway/tc3_signature.h"

namespace terrane {
namespace {

constexpr std::string_view kId = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
constexpr std::string_view kKey = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
constexpr std::string_view kTimestamp = "1551113065";

std::string authorization(std::string_view service, std::string_view signature,
                          std::string_view signed_headers = "content-type;host") {
  return std::string("TC3-HMAC-SHA256 Credential=")
      .append(kId)
      .append("/2019-02-25/")
      .append(service)
      .append("/tc3_request, SignedHeaders=")
      .append(signed_headers)
      .append(", Signature=")
      .append(signature);
}

class Tc3SignatureTest : public testing::Test {
 protected:
  bool fits(std::string_view header, std::string_view key = kKey) {
    const auto parts = parse_tc3_authorization(header);
    if (!parts) return false;
    request_.headers = headers_;
    return tc3_signature_fits(request_, *parts, kTimestamp, key);
  }

  std::vector<HttpHeader> headers_{{"Content-Type", "application/json"}};
  HttpRequest request_{.method = "POST", .path = "/", .host = "cvm.x", .body = "{}"};
};

TEST_F(Tc3SignatureTest, TheDocumentationsExampleFits) {
  request_.host = "cvm.tencentcloudapi.com";
  request_.body =
      R"({"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]})";
  headers_ = {{"Content-Type", "application/json; charset=utf-8"}};
  const std::string header =
      authorization("cvm", "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
  EXPECT_TRUE(fits(header));
  EXPECT_FALSE(fits(header, "Gu5t9xGARNpq86cd98joQYCN3EXAMPLF"));
  request_.body = "{}";
  EXPECT_FALSE(fits(header));
}

TEST_F(Tc3SignatureTest, ValuesMayBeSignedInLowerCase) {
  request_.host = "cvm.tencentcloudapi.com";
  request_.body =
      R"({"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]})";
  headers_ = {{"content-type", "application/json; charset=utf-8"},
              {"X-TC-Action", "DescribeInstances"}};
  EXPECT_TRUE(
      fits(authorization("cvm", "644be983de9a8a3f00db8eadaba61467c3b429e2215758ba897b738ca469fd26",
                         "content-type;host;x-tc-action")));
}

TEST_F(Tc3SignatureTest, TheHostIsTriedAsSentAndWithoutItsPort) {
  request_.host = "127.0.0.1:8760";
  EXPECT_TRUE(fits(
      authorization("127", "8ba4c01342a7f644d4988c230761e4e5f555ad97400b66ea7dc45709c115ae48")));
  EXPECT_TRUE(fits(
      authorization("127", "318cbecbc0dbee7b6ea3214894fae1825381694663c3fbdc5a9ee57882763dfe")));
  request_.host = "127.0.0.1:8761";
  EXPECT_FALSE(fits(
      authorization("127", "8ba4c01342a7f644d4988c230761e4e5f555ad97400b66ea7dc45709c115ae48")));
  request_.host = "http://127.0.0.1:8760";
  EXPECT_TRUE(fits(
      authorization("cvm", "49a0cb31389c2f3f92f005269d59708ab00779f06397e162c18ab63cf2a2d32b")));
}

TEST_F(Tc3SignatureTest, ThePayloadMayBeLeftUnsigned) {
  const std::string header =
      authorization("cvm", "7d5d01fafd8d566e492c0db37a97baeddd8e58d9037f566aa82c949e940b49ec");
  EXPECT_FALSE(fits(header));
  headers_.push_back({"X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"});
  EXPECT_TRUE(fits(header));
}

TEST_F(Tc3SignatureTest, QueriesAreTriedAsSentAndSorted) {
  request_ = {.method = "GET", .path = "/", .query = "Offset=0&Limit=10", .host = "cvm.x"};
  headers_ = {{"Content-Type", "application/x-www-form-urlencoded"}};
  EXPECT_TRUE(fits(
      authorization("cvm", "e50866f00815b43a41fe1a054e65a07804800e9b4841f790fbf2566a8961cbe7")));
  EXPECT_TRUE(fits(
      authorization("cvm", "6057cc0d6930026bddd6848a35983ac35f9dd80400a373f88e7a87d948b041a8")));
  request_.query = "Offset=0&Limit=11";
  EXPECT_FALSE(fits(
      authorization("cvm", "6057cc0d6930026bddd6848a35983ac35f9dd80400a373f88e7a87d948b041a8")));
}

TEST_F(Tc3SignatureTest, AKeyThatIsReplacedStopsFittingAtOnce) {
  headers_ = {{"Content-Type", "application/json"}};
  request_.headers = headers_;
  const std::string old_header = tc3_authorization(request_, kId, "old", "cvm", 1551113065);
  EXPECT_TRUE(fits(old_header, "old"));
  EXPECT_TRUE(fits(old_header, "old"));  // by the derived key that was kept
  EXPECT_FALSE(fits(old_header, "new"));
  EXPECT_TRUE(fits(tc3_authorization(request_, kId, "new", "cvm", 1551113065), "new"));
}

TEST_F(Tc3SignatureTest, WhatWeSignFits) {
  request_.headers = headers_;
  request_.host = "127.0.0.1:8760";
  EXPECT_EQ(
      tc3_authorization(request_, kId, kKey, "127", 1551113065),
      authorization("127", "8ba4c01342a7f644d4988c230761e4e5f555ad97400b66ea7dc45709c115ae48"));
}

TEST(Tc3AuthorizationTest, OtherFormsAreRefused) {
  const std::string digits(64, 'a');
  EXPECT_TRUE(parse_tc3_authorization(authorization("cvm", digits)));
  EXPECT_TRUE(parse_tc3_authorization("TC3-HMAC-SHA256 Signature=" + digits +
                                      ",SignedHeaders=host;content-type;x-tc-action,"
                                      "Credential=a/b/c/tc3_request"));
  for (const std::string& bad : {
           std::string(),
           std::string("SKIP"),
           std::string("TC3-HMAC-SHA256"),
           std::string("TC3-HMAC-SHA256 "),
           std::string("TC3-HMAC-SHA256 Credential=,SignedHeaders=,Signature="),
           authorization("cvm", "abc"),
           authorization("cvm", digits, "host"),
           authorization("cvm", digits, "content-type"),
           authorization("cvm", digits, "content-typehost"),
           "AWS4-HMAC-SHA256 Credential=a/b/c/tc3_request, SignedHeaders=content-type;host, "
           "Signature=" +
               digits,
           "TC3-HMAC-SHA256 Credential=a/b/tc3_request, SignedHeaders=content-type;host, "
           "Signature=" +
               digits,
           "TC3-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=content-type;host, Signature=" +
               digits,
       })
    EXPECT_FALSE(parse_tc3_authorization(bad)) << bad;
}

TEST(Tc3AuthorizationTest, DatesAreThoseOfUtc) {
  EXPECT_EQ(tc3_date(1551113065), "2019-02-25");
  EXPECT_EQ(tc3_date(1551139199), "2019-02-25");
  EXPECT_EQ(tc3_date(1551139200), "2019-02-26");
}

class ParameterSignatureTest : public testing::Test {
 protected:
  std::vector<contract::FormPair> parameters_{
      {"Action", "DescribeInstances"},
      {"InstanceIds.0", "ins-09dx96dg"},
      {"Limit", "20"},
      {"Nonce", "11886"},
      {"Offset", "0"},
      {"Region", "ap-guangzhou"},
      {"SecretId", kId},
      {"Timestamp", "1465185768"},
      {"Version", "2017-03-12"},
  };
  HttpRequest request_{.method = "GET", .path = "/", .host = "cvm.tencentcloudapi.com"};
};

TEST_F(ParameterSignatureTest, TheDocumentationsExampleFits) {
  parameters_.insert(parameters_.begin(), {"Signature", "EliP9YW3pW28FpsEdkXt/+WcGeI="});
  EXPECT_TRUE(parameter_signature_fits(request_, parameters_, kKey));
  EXPECT_FALSE(parameter_signature_fits(request_, parameters_, kId));
  request_.host = "cvm.tencentcloudapi.com:8443";
  EXPECT_TRUE(parameter_signature_fits(request_, parameters_, kKey));
  parameters_.back().value = "2017-03-13";
  EXPECT_FALSE(parameter_signature_fits(request_, parameters_, kKey));
}

TEST_F(ParameterSignatureTest, ALineMayEndTheSignature) {
  parameters_.insert(parameters_.begin(), {"Signature", "EliP9YW3pW28FpsEdkXt/+WcGeI=\n"});
  EXPECT_TRUE(parameter_signature_fits(request_, parameters_, kKey));
  parameters_.front().value = "EliP9YW3pW28FpsEdkXt/+WcGeI=\n\n";
  EXPECT_FALSE(parameter_signature_fits(request_, parameters_, kKey));
}

TEST_F(ParameterSignatureTest, Sha256CoversDecodedValues) {
  request_ = {.method = "POST", .path = "/", .host = "cvm.x"};
  parameters_.push_back({"SignatureMethod", "HmacSHA256"});
  parameters_.push_back({"Name", "a b&c=中+1"});
  parameters_.push_back({"Signature", "/XAAfXgPfBvUVbkEHKSymn5dEExMIlWVFBDajyr/fR8="});
  EXPECT_TRUE(parameter_signature_fits(request_, parameters_, kKey));
}

TEST(DigestTest, HashesAreThoseOfTheStandards) {
  std::string text;
  const Sha256 empty = sha256("");
  append_hex(text, {reinterpret_cast<const char*>(empty.data()), empty.size()});
  EXPECT_EQ(text, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  text.clear();
  append_hex(text, HmacKey(Hash::kSha256, "").sign("m").text());
  EXPECT_EQ(text, "a64092104c76d9ef65599c33c177609ecd49857456eb28133c4daea25bea960a");
  text.clear();
  const HmacKey longer_than_a_block(Hash::kSha256, std::string(131, '\xaa'));
  append_hex(
      text,
      longer_than_a_block.sign("Test Using Larger Than Block-Size Key - Hash Key First").text());
  EXPECT_EQ(text, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  const HmacKey key(Hash::kSha1, "key");
  for (int i = 0; i < 2; ++i) {
    text.clear();
    append_hex(text, key.sign("m").text());
    EXPECT_EQ(text, "9b33d81dba2134ff68899518b62b1e6fbeb85306");
  }
}

}  // namespace
}  // namespace terrane
