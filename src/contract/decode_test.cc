#include "contract/decode.h"

#include <gtest/gtest.h>

#include <limits>

#include "contract/cvm.h"
#include "contract/document.h"
#include "contract/sts.h"
#include "contract/vpc.h"

namespace terrane::contract {
namespace {

class DecodeJson : public testing::Test {
 protected:
  template <class T>
  const T& decoded(std::string_view body) {
    auto result = decode_json<T>(body, arena_);
    if (!result) {
      ADD_FAILURE() << result.error().code() << ": " << result.error().message(Language::kEnglish);
      return *arena_.create<T>();
    }
    return **result;
  }

  // "Code: message" of the refusal.
  template <class T>
  std::string refusal(std::string_view body) {
    auto result = decode_json<T>(body, arena_);
    if (result) return "accepted";
    return std::string(result.error().code()) + ": " + result.error().message(Language::kEnglish);
  }

  Arena arena_;
};

TEST_F(DecodeJson, fills_nested_objects_and_lists) {
  const auto& request = decoded<cvm::RunInstancesRequest>(R"({
    "Placement": {"Zone": "ap-guangzhou-2", "ProjectId": -1},
    "DataDisks": [{"DiskSize": 50, "DiskType": "CLOUD_PREMIUM", "DeleteWithInstance": false}, {"DiskSize": 20}],
    "SecurityGroupIds": ["sg-1", "sg-2"],
    "TagSpecification": [{"ResourceType": "instance", "Tags": [{"Key": "k", "Value": "v"}]}],
    "InstanceCount": 3, "InstanceName": "", "DryRun": true})");
  ASSERT_TRUE(request.Placement);
  EXPECT_EQ(request.Placement->Zone, "ap-guangzhou-2");
  EXPECT_EQ(request.Placement->ProjectId, -1);
  ASSERT_EQ(request.DataDisks.size(), 2u);
  EXPECT_EQ(request.DataDisks[0].DiskSize, 50);
  EXPECT_EQ(request.DataDisks[0].DeleteWithInstance, false);
  EXPECT_FALSE(request.DataDisks[1].DeleteWithInstance.has_value());
  ASSERT_EQ(request.SecurityGroupIds.size(), 2u);
  EXPECT_EQ(request.SecurityGroupIds[1], "sg-2");
  ASSERT_EQ(request.TagSpecification.size(), 1u);
  EXPECT_EQ(request.TagSpecification[0].Tags[0].Value, "v");
  EXPECT_EQ(request.InstanceCount, 3);
  EXPECT_EQ(request.DryRun, true);
}

TEST_F(DecodeJson, tells_absent_from_empty) {
  const auto& request =
      decoded<cvm::RunInstancesRequest>(R"({"InstanceName": "", "SecurityGroupIds": []})");
  EXPECT_TRUE(present(request.InstanceName));
  EXPECT_TRUE(request.SecurityGroupIds.present());
  EXPECT_FALSE(present(request.ImageId));
  EXPECT_FALSE(request.DataDisks.present());
  EXPECT_FALSE(request.DryRun.has_value());
  EXPECT_EQ(request.Placement, nullptr);
}

TEST_F(DecodeJson, reads_null_as_absent_and_no_body_as_no_members) {
  const auto& request = decoded<cvm::RunInstancesRequest>(
      R"({"Placement": null, "InstanceName": null, "SecurityGroupIds": null, "DryRun": null})");
  EXPECT_EQ(request.Placement, nullptr);
  EXPECT_FALSE(present(request.InstanceName));
  EXPECT_FALSE(request.SecurityGroupIds.present());
  decoded<cvm::DescribeZonesRequest>("");
  decoded<cvm::DescribeZonesRequest>(" \r\n");
  decoded<cvm::DescribeZonesRequest>("null");
  EXPECT_EQ(refusal<cvm::StopInstancesRequest>("null"),
            "MissingParameter: The parameter `InstanceIds` is required; add it to the request.");
  EXPECT_EQ(refusal<cvm::RunInstancesRequest>(R"({"Placement": {"Zone": null}})"),
            "MissingParameter: The parameter `Placement.Zone` is required; add it to the request.");
}

TEST_F(DecodeJson, unescapes_strings) {
  std::string long_text(5000, 'x');
  std::string body = R"({"InstanceName": "a\"\\\/\n\u00e9\ud83d\ude00", "UserData": ")" +
                     long_text + R"(\t)" + long_text + R"("})";
  const auto& request = decoded<cvm::RunInstancesRequest>(body);
  EXPECT_EQ(request.InstanceName, "a\"\\/\n\xC3\xA9\xF0\x9F\x98\x80");
  EXPECT_EQ(request.UserData, long_text + "\t" + long_text);
}

TEST_F(DecodeJson, keeps_each_unescaped_string_apart) {
  const auto& request = decoded<cvm::RunInstancesRequest>(
      R"({"InstanceName": "\tone", "HostName": "\ttwo", "SecurityGroupIds": ["\tsix", "\tten"]})");
  EXPECT_EQ(request.InstanceName, "\tone");
  EXPECT_EQ(request.HostName, "\ttwo");
  EXPECT_EQ(request.SecurityGroupIds[0], "\tsix");
}

TEST_F(DecodeJson, leaves_strings_without_escapes_where_they_are) {
  std::string body = R"({"InstanceName": "web"})";
  Text name = decoded<cvm::RunInstancesRequest>(body).InstanceName;
  EXPECT_EQ(name.data(), body.data() + body.find("web"));
}

TEST_F(DecodeJson, names_the_missing_parameter_by_its_path) {
  EXPECT_EQ(refusal<vpc::CreateSubnetRequest>(R"({"SubnetName": "a"})"),
            "MissingParameter: The parameter `VpcId` is required; add it to the request.");
  EXPECT_EQ(
      refusal<cvm::DescribeInstancesRequest>(
          R"({"Filters": [{"Name":"a","Values":[]}, {"Name":"b"}]})"),
      "MissingParameter: The parameter `Filters.1.Values` is required; add it to the request.");
}

TEST_F(DecodeJson, names_the_unknown_parameter_and_the_nearest_known_one) {
  EXPECT_EQ(refusal<cvm::RunInstancesRequest>(R"({"Placement": {"Zone": "z", "Colour": 1}})"),
            "UnknownParameter: There is no parameter `Placement.Colour` here; remove it.");
  EXPECT_EQ(refusal<cvm::DescribeInstancesRequest>(R"({"Filters": [{"Nmae": "a"}]})"),
            "UnknownParameter: There is no parameter `Filters.0.Nmae` here; `Filters.0.Name` may "
            "be what was meant.");
  EXPECT_EQ(refusal<cvm::DescribeInstancesRequest>(R"({"INSTANCEIDS": []})"),
            "UnknownParameter: There is no parameter `INSTANCEIDS` here; `InstanceIds` may be what "
            "was meant.");
  EXPECT_EQ(
      refusal<cvm::DescribeInstancesRequest>("{\"" + std::string(9000, 'x') + "\": 1}"),
      "UnknownParameter: There is no parameter `" + std::string(64, 'x') + "…` here; remove it.");
}

TEST_F(DecodeJson, refuses_the_wrong_type_by_name) {
  using Request = cvm::RunInstancesRequest;
  const std::pair<const char*, const char*> cases[] = {
      {R"({"InstanceCount": "1"})",
       "`InstanceCount` must be of type int64, but is of type string."},
      {R"({"InstanceCount": true})", "`InstanceCount` must be of type int64, but is of type bool."},
      {R"({"InstanceName": 1})", "`InstanceName` must be of type string, but is of type number."},
      {R"({"DryRun": "true"})", "`DryRun` must be of type bool, but is of type string."},
      {R"({"DryRun": 1})", "`DryRun` must be of type bool, but is of type number."},
      {R"({"Placement": []})", "`Placement` must be of type Placement, but is of type array."},
      {R"({"DataDisks": {}})", "`DataDisks` must be of type [DataDisk], but is of type object."},
      {R"({"DataDisks": [{"DiskSize": 9}, 1]})",
       "`DataDisks.1` must be of type DataDisk, but is of type number."},
      {R"({"SecurityGroupIds": "sg-1"})",
       "`SecurityGroupIds` must be of type [string], but is of type string."},
      {R"({"SecurityGroupIds": ["a", null]})",
       "`SecurityGroupIds.1` must be of type string, but is of type null."},
  };
  for (auto [body, message] : cases)
    EXPECT_EQ(refusal<Request>(body), std::string("InvalidParameter: The parameter ") + message)
        << body;
}

TEST_F(DecodeJson, takes_whole_numbers_of_the_full_range_however_written) {
  using Request = cvm::RunInstancesRequest;
  EXPECT_EQ(decoded<Request>(R"({"InstanceCount": -9223372036854775808})").InstanceCount,
            std::numeric_limits<int64_t>::min());
  EXPECT_EQ(decoded<Request>(R"({"InstanceCount": 9223372036854775807})").InstanceCount,
            std::numeric_limits<int64_t>::max());
  EXPECT_EQ(decoded<Request>(R"({"InstanceCount": 1.5e3})").InstanceCount, 1500);
  EXPECT_EQ(decoded<sts::GetFederationTokenRequest>(
                R"({"Name": "n", "Policy": "p", "DurationSeconds": 18446744073709551615})")
                .DurationSeconds,
            std::numeric_limits<uint64_t>::max());
}

TEST_F(DecodeJson, refuses_numbers_that_are_not_whole_or_out_of_range) {
  for (auto number : {"1.5", "1e300", "1e999", "9223372036854775808", "-9223372036854775809"}) {
    EXPECT_EQ(refusal<cvm::RunInstancesRequest>("{\"InstanceCount\": " + std::string(number) + "}"),
              "InvalidParameterValue: The parameter `InstanceCount` is " + std::string(number) +
                  ", but must be a whole number from -9223372036854775808 to 9223372036854775807.");
  }
  for (std::string number : {"-1", "18446744073709551616", "-1.0", "0.5"}) {
    EXPECT_EQ(refusal<sts::GetFederationTokenRequest>("{\"DurationSeconds\": " + number + "}"),
              "InvalidParameterValue: The parameter `DurationSeconds` is " + number +
                  ", but must be a whole number from 0 to 18446744073709551615.");
  }
}

TEST_F(DecodeJson, takes_any_number_for_a_float) {
  EXPECT_EQ(decoded<cvm::ItemPrice>(R"({"UnitPrice": 3})").UnitPrice, 3.0);
  EXPECT_EQ(decoded<cvm::ItemPrice>(R"({"UnitPrice": 0.1})").UnitPrice, 0.1);
  EXPECT_EQ(decoded<cvm::ItemPrice>(R"({"UnitPrice": 1.7976931348623157e308})").UnitPrice,
            std::numeric_limits<double>::max());
  EXPECT_EQ(
      refusal<cvm::ItemPrice>(R"({"UnitPrice": 1e309})"),
      "InvalidParameterValue: The parameter `UnitPrice` is 1e309, which is beyond the range of a "
      "float.");
}

TEST_F(DecodeJson, refuses_a_body_that_is_no_object) {
  EXPECT_EQ(refusal<cvm::DescribeZonesRequest>("[]"),
            "InvalidParameter: The request body must be a JSON object, but is of type array.");
  EXPECT_EQ(refusal<cvm::DescribeZonesRequest>("7").substr(0, 17), "InvalidParameter:");
}

TEST_F(DecodeJson, refuses_malformed_text) {
  for (std::string body :
       {"{", "{\"A\"", "{} {}", "{'Zone': 1}", "{\"InstanceName\": \"\xC3\x28\"}",
        "{\"InstanceName\": \"\\ud800\"}", "{\"InstanceCount\": 01}", "{\"InstanceCount\": NaN}",
        "{\"InstanceName\": \"a\nb\"}", "{,}", "\xEF\xBB\xBF{}", "// x\n{}", "{\"DryRun\": tru"}) {
    EXPECT_EQ(refusal<cvm::RunInstancesRequest>(body).substr(0, 52),
              "InvalidParameter: The request body is not valid JSON")
        << body;
  }
}

TEST_F(DecodeJson, refuses_a_member_given_twice) {
  EXPECT_EQ(refusal<cvm::RunInstancesRequest>(R"({"Placement": {"Zone": "a", "Zone": "b"}})"),
            "InvalidParameter: The parameter `Placement.Zone` is given more than once; keep one.");
  EXPECT_EQ(refusal<cvm::RunInstancesRequest>(R"({"DryRun": null, "DryRun": true})"),
            "InvalidParameter: The parameter `DryRun` is given more than once; keep one.");
}

TEST_F(DecodeJson, limits_depth_and_number_of_values) {
  std::string deep = "{\"A\":" + std::string(1'000'000, '[');
  EXPECT_EQ(refusal<cvm::DescribeInstancesRequest>(deep),
            "InvalidParameter: The request nests deeper than 32 levels; no action needs that.");
  auto nested = [](size_t levels) {  // the object and its lists
    return "{\"A\":" + std::string(levels - 1, '[') + std::string(levels - 1, ']') + "}";
  };
  EXPECT_EQ(refusal<cvm::DescribeInstancesRequest>(nested(kMaxDepth)).substr(0, 17),
            "UnknownParameter:");
  EXPECT_EQ(refusal<cvm::DescribeInstancesRequest>(nested(kMaxDepth + 1)).substr(0, 17),
            "InvalidParameter:");
  std::string wide = "{\"InstanceIds\":[\"i\"";
  for (size_t i = 1; i < kMaxValues - 2; ++i) wide += ",\"i\"";
  EXPECT_EQ(decoded<cvm::DescribeInstancesRequest>(wide + "]}").InstanceIds.size(), kMaxValues - 2);
  EXPECT_EQ(refusal<cvm::DescribeInstancesRequest>(wide + ",\"i\",\"i\"]}"),
            "InvalidParameter: The request holds more than 20000 values; split it into several "
            "requests.");
}

TEST_F(DecodeJson, says_it_in_chinese_too) {
  auto result = decode_json<vpc::CreateSubnetRequest>("{}", arena_);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message(Language::kChinese), "缺少必填参数 `VpcId`，请在请求中补充。");
}

}  // namespace
}  // namespace terrane::contract
