#include "contract/form.h"

#include <gtest/gtest.h>

#include "contract/cvm.h"
#include "contract/decode.h"
#include "contract/vpc.h"

namespace terrane::contract {
namespace {

class DecodeForm : public testing::Test {
 protected:
  template <class T>
  const T& decoded(std::string_view form) {
    auto result = decode_form<T>(form, arena_);
    if (!result) {
      ADD_FAILURE() << result.error().code() << ": " << result.error().message(Language::kEnglish);
      return *arena_.create<T>();
    }
    return **result;
  }

  template <class T>
  std::string refusal(std::string_view form) {
    auto result = decode_form<T>(form, arena_);
    if (result) return "accepted";
    return std::string(result.error().code()) + ": " + result.error().message(Language::kEnglish);
  }

  Arena arena_;
};

TEST_F(DecodeForm, reads_paths_of_names_and_numbers) {
  const auto& request = decoded<cvm::RunInstancesRequest>(
      "Action=RunInstances&Version=2017-03-12&Region=ap-guangzhou&Timestamp=1&Nonce=2&SecretId=s&"
      "Signature=x%3D"
      "&SignatureMethod=HmacSHA256&Token=&Language=en-US&RequestClient=SDK"
      "&TagSpecification.0.Tags.1.Key=k1&TagSpecification.0.Tags.0.Key=k0&TagSpecification.0.Tags."
      "0.Value=v0"
      "&TagSpecification.0.ResourceType=instance&TagSpecification.0.Tags.1.Value=v1"
      "&Placement.Zone=ap-guangzhou-2&InstanceCount=3&DryRun=true&InstanceName=a+b%2Bc%26%E4%BA%"
      "91");
  ASSERT_TRUE(request.Placement);
  EXPECT_EQ(request.Placement->Zone, "ap-guangzhou-2");
  EXPECT_EQ(request.InstanceCount, 3);
  EXPECT_EQ(request.DryRun, true);
  EXPECT_EQ(request.InstanceName, "a b+c&云");
  ASSERT_EQ(request.TagSpecification.size(), 1u);
  ASSERT_EQ(request.TagSpecification[0].Tags.size(), 2u);
  EXPECT_EQ(request.TagSpecification[0].Tags[0].Key, "k0");
  EXPECT_EQ(request.TagSpecification[0].Tags[1].Value, "v1");
}

TEST_F(DecodeForm, orders_lists_by_number_from_any_start_and_over_gaps) {
  const auto& request = decoded<cvm::DescribeInstancesRequest>(
      "InstanceIds.10=d&InstanceIds.9=c&InstanceIds.1=a&InstanceIds.02=b");
  ASSERT_EQ(request.InstanceIds.size(), 4u);
  std::string all;
  for (Text id : request.InstanceIds) all += id;
  EXPECT_EQ(all, "abcd");
}

TEST_F(DecodeForm, reads_an_empty_value_as_an_empty_string_and_no_pairs_as_no_members) {
  EXPECT_TRUE(present(decoded<cvm::RunInstancesRequest>("InstanceName=").InstanceName));
  EXPECT_TRUE(present(decoded<cvm::RunInstancesRequest>("&&InstanceName").InstanceName));
  decoded<cvm::DescribeZonesRequest>("");
}

TEST_F(DecodeForm, refuses_what_the_contract_does_not_allow_by_path) {
  using Request = cvm::DescribeInstancesRequest;
  const std::pair<const char*, const char*> cases[] = {
      {"Limit=ten",
       "InvalidParameter: The parameter `Limit` must be of type int64, but is of type string."},
      {"Limit=",
       "InvalidParameter: The parameter `Limit` must be of type int64, but is of type string."},
      {"Limit=1.5",
       "InvalidParameterValue: The parameter `Limit` is 1.5, but must be a whole number from "
       "-9223372036854775808 to 9223372036854775807."},
      {"Limit.0=1",
       "InvalidParameter: The parameter `Limit` must be of type int64, but is of type object."},
      {"InstanceIds=i",
       "InvalidParameter: The parameter `InstanceIds` must be of type [string], but is of type "
       "string."},
      {"InstanceIds.a=i",
       "UnknownParameter: There is no parameter `InstanceIds.a` here; remove it."},
      {"InstanceIds.0.x=i",
       "InvalidParameter: The parameter `InstanceIds.0` must be of type string, but is of type "
       "object."},
      {"InstanceIds.0=i&InstanceIds.0=j",
       "InvalidParameter: The parameter `InstanceIds.0` is given more than once; keep one."},
      {"InstanceIds.0=i&InstanceIds.00=j",
       "InvalidParameter: The parameter `InstanceIds.0` is given more than once; keep one."},
      {"Filters.0=i&Filters.0.Name=j",
       "InvalidParameter: The parameter `Filters.0` must be of type Filter, but is of type "
       "string."},
      {"Limit=1&Limit=1",
       "InvalidParameter: The parameter `Limit` is given more than once; keep one."},
      {"Limit=1&Limit.x=1",
       "InvalidParameter: The parameter `Limit` is given more than once; keep one."},
      {"Filters.1.Name=a",
       "MissingParameter: The parameter `Filters.1.Values` is required; add it to the request."},
      {"Filters.1.Names=a",
       "UnknownParameter: There is no parameter `Filters.1.Names` here; `Filters.1.Name` may be "
       "what was meant."},
      {"action=x", "UnknownParameter: There is no parameter `action` here; remove it."},
      {"Region.0=x", "UnknownParameter: There is no parameter `Region` here; remove it."},
      {"=x", "UnknownParameter: There is no parameter `` here; remove it."},
      {"Limit=%4", "InvalidParameter: The parameter `Limit` is not valid percent-encoded UTF-8."},
      {"Limit=%zz", "InvalidParameter: The parameter `Limit` is not valid percent-encoded UTF-8."},
      {"InstanceIds.0=%ff",
       "InvalidParameter: The parameter `InstanceIds.0` is not valid percent-encoded UTF-8."},
  };
  for (auto [form, message] : cases) EXPECT_EQ(refusal<Request>(form), message) << form;
}

TEST_F(DecodeForm, reads_booleans_as_clients_spell_them) {
  using Request = cvm::RunInstancesRequest;
  for (auto spelling : {"true", "True", "1"})
    EXPECT_EQ(decoded<Request>(std::string("DryRun=") + spelling).DryRun, true);
  for (auto spelling : {"false", "False", "0"})
    EXPECT_EQ(decoded<Request>(std::string("DryRun=") + spelling).DryRun, false);
  EXPECT_EQ(refusal<Request>("DryRun=yes").substr(0, 17), "InvalidParameter:");
}

TEST_F(DecodeForm, limits_depth_and_number_of_values) {
  std::string deep = "A";
  for (int i = 0; i < 40; ++i) deep += ".0";
  EXPECT_EQ(refusal<cvm::DescribeInstancesRequest>(deep + "=1"),
            "InvalidParameter: The request nests deeper than 32 levels; no action needs that.");
  EXPECT_EQ(refusal<cvm::DescribeInstancesRequest>(std::string(1'000'000, '&')).substr(0, 42),
            "InvalidParameter: The request holds more t");
  std::string wide;
  for (int i = 0; i < 15'000; ++i) wide += "InstanceIds." + std::to_string(i) + "=i&";
  EXPECT_EQ(refusal<cvm::DescribeInstancesRequest>(wide).substr(0, 42),
            "InvalidParameter: The request holds more t");
}

TEST_F(DecodeForm, hands_out_the_pairs_in_their_order) {
  auto pairs = read_form_pairs("b=1&a=%20&c", arena_);
  ASSERT_TRUE(pairs);
  ASSERT_EQ(pairs->size(), 3u);
  EXPECT_EQ((*pairs)[0].name, "b");
  EXPECT_EQ((*pairs)[1].value, " ");
  EXPECT_EQ((*pairs)[2].value, "");
}

}  // namespace
}  // namespace terrane::contract
