// SSH key pairs (M-26): one account's, in all regions, bound to instances of any.
#include <gtest/gtest.h>

#include "actions/cloud.h"
#include "scenarios/tags.h"

namespace terrane {
namespace {

constexpr std::string_view kPublicKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPSUdIaxfnI2Pz7JY4sTKV4N/h94WUGOdGpf19N2m7dt";

Parameters imported(std::string_view name, std::string_view public_key = kPublicKey) {
  return {{"KeyName", name}, {"ProjectId", 0}, {"PublicKey", public_key}};
}

std::string import_key(Client client, std::string_view name) {
  return client.call("cvm", "ImportKeyPair", imported(name))["KeyId"].text();
}

// M-26
TEST(KeyPairs, made_in_one_region_they_are_there_in_all) {
  Scenario cloud;
  std::string id = import_key(cloud.in("ap-guangzhou"), "laptop");
  EXPECT_TRUE(id.starts_with("skey-"));
  EXPECT_EQ(id.size(), 13u);
  for (std::string_view region : {"ap-guangzhou", "ap-hongkong", "na-toronto"}) {
    auto reply = cloud.in(region).call("cvm", "DescribeKeyPairs", {{"KeyIds", {id}}});
    ASSERT_EQ(reply["TotalCount"], 1) << region;
    Json pair = reply["KeyPairSet"][0];
    EXPECT_EQ(pair["KeyId"], id);
    EXPECT_EQ(pair["KeyName"], "laptop");
    EXPECT_EQ(pair["ProjectId"], 0);
    EXPECT_EQ(pair["PublicKey"], std::string(kPublicKey) + " " + id);
    EXPECT_EQ(pair["PrivateKey"], "");
    EXPECT_EQ(pair["Description"], "");
    EXPECT_EQ(pair["AssociatedInstanceIds"].size(), 0u);
    EXPECT_EQ(pair["Tags"].size(), 0u);
    EXPECT_EQ(pair["CreatedTime"], to_iso8601(cloud.now()));
  }
  cloud.in("ap-beijing").call("cvm", "DeleteKeyPairs", {{"KeyIds", {id}}}).expect_ok();
  EXPECT_EQ(cloud.in("na-toronto").call("cvm", "DescribeKeyPairs")["TotalCount"], 0);
  cloud.restart();
  EXPECT_EQ(cloud.in("ap-hongkong").call("cvm", "DescribeKeyPairs")["TotalCount"], 0);
}

// M-13
TEST(KeyPairs, of_another_account_do_not_exist_for_the_caller) {
  Scenario cloud;
  std::string id = import_key(cloud.as(kBob), "laptop");
  EXPECT_EQ(cloud.call("cvm", "DescribeKeyPairs", {{"KeyIds", {id}}})["TotalCount"], 0);
  EXPECT_EQ(cloud.call("cvm", "DescribeKeyPairs")["TotalCount"], 0);
  std::string theirs =
      cloud.call("cvm", "ModifyKeyPairAttribute", {{"KeyId", id}, {"KeyName", "mine"}})
          .expect_error("InvalidKeyPairId.NotFound");
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {id}}}).expect_error("InvalidKeyPairId.NotFound");
  std::string never =
      cloud.call("cvm", "ModifyKeyPairAttribute", {{"KeyId", "skey-00000000"}, {"KeyName", "mine"}})
          .expect_error("InvalidKeyPairId.NotFound");
  EXPECT_EQ(theirs.replace(theirs.find(id), id.size(), "skey-00000000"), never);
  import_key(cloud.alice(), "laptop");  // a name is taken within one account only
}

// M-26
TEST(KeyPairs, a_generated_private_key_is_given_once_and_kept_nowhere) {
  Scenario cloud;
  auto made = cloud.call("cvm", "CreateKeyPair", {{"KeyName", "server"}, {"ProjectId", 0}});
  std::string private_key = made["KeyPair"]["PrivateKey"].text();
  EXPECT_TRUE(private_key.starts_with("-----BEGIN RSA PRIVATE KEY-----\n"));
  std::string id = made["KeyPair"]["KeyId"].text(),
              public_key = made["KeyPair"]["PublicKey"].text();
  EXPECT_TRUE(public_key.starts_with("ssh-rsa AAAAB3NzaC1yc2E"));
  EXPECT_TRUE(public_key.ends_with(" " + id));  // clients drop the last word as a comment
  Json found = cloud.call("cvm", "DescribeKeyPairs")["KeyPairSet"][0];
  EXPECT_EQ(found["PublicKey"], public_key);
  EXPECT_EQ(found["PrivateKey"], "");
  std::string secret = private_key.substr(100, 60);
  for (const auto& [key, value] : cloud.dump())
    EXPECT_EQ(value.find(secret), std::string::npos) << key;
}

TEST(KeyPairs, what_an_import_may_not_say) {
  Scenario cloud;
  import_key(cloud.alice(), "laptop");
  auto refused = [&](std::string_view name, std::string_view public_key) {
    auto reply = cloud.call("cvm", "ImportKeyPair", imported(name, public_key));
    EXPECT_FALSE(reply.message().empty());
    return reply.code();
  };
  EXPECT_EQ(refused("", kPublicKey), "InvalidKeyPairNameEmpty");
  EXPECT_EQ(refused("a-b", kPublicKey), "InvalidKeyPairNameIncludeIllegalChar");
  EXPECT_EQ(refused("aaaaaaaaaaaaaaaaaaaaaaaaaa", kPublicKey), "InvalidKeyPairNameTooLong");
  EXPECT_EQ(refused("server", "hello"), "InvalidPublicKey.Malformed");
  EXPECT_EQ(refused("server", kPublicKey), "InvalidPublicKey.Duplicate");
  EXPECT_EQ(refused("laptop", kPublicKey), "InvalidKeyPairName.Duplicate");
  cloud
      .call("cvm", "ImportKeyPair",
            {{"KeyName", "server"}, {"ProjectId", -1}, {"PublicKey", kPublicKey}})
      .expect_error("InvalidProjectId.NotFound");
  cloud.call("cvm", "ImportKeyPair", {{"KeyName", "server"}, {"PublicKey", kPublicKey}})
      .expect_error("MissingParameter");
}

TEST(KeyPairs, an_account_has_so_many_and_no_more) {
  Scenario cloud({.changes = "[limits]\nkey_pairs_in_all_regions = 1\n"});
  std::string id = import_key(cloud.alice(), "laptop");
  cloud.call("cvm", "CreateKeyPair", {{"KeyName", "server"}, {"ProjectId", 0}})
      .expect_error("InvalidKeyPair.LimitExceeded");
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {id}}}).expect_ok();
  import_key(cloud.alice(), "laptop");
}

TEST(KeyPairs, are_renamed_and_described_everywhere) {
  Scenario cloud;
  std::string id = import_key(cloud.alice(), "laptop");
  cloud
      .call("cvm", "ModifyKeyPairAttribute",
            {{"KeyId", id}, {"KeyName", "desk"}, {"Description", "在办公室"}})
      .expect_ok();
  Json pair = cloud.in("ap-singapore").call("cvm", "DescribeKeyPairs")["KeyPairSet"][0];
  EXPECT_EQ(pair["KeyName"], "desk");
  EXPECT_EQ(pair["Description"], "在办公室");
  cloud
      .call("cvm", "ModifyKeyPairAttribute", {{"KeyId", id}, {"Description", std::string(61, 'x')}})
      .expect_error("InvalidParameterValue");
  cloud.call("cvm", "ModifyKeyPairAttribute", {{"KeyId", "skey-1"}, {"KeyName", "x"}})
      .expect_error("InvalidKeyPairId.Malformed");
}

TEST(KeyPairs, are_found_by_name_project_and_tag_a_page_at_a_time) {
  Scenario cloud;
  std::string project = std::to_string(add_project(cloud.alice(), "shop"));
  cloud
      .call("cvm", "ImportKeyPair",
            R"({"KeyName": "laptop", "ProjectId": )" + project + R"(,
                "PublicKey": ")" +
                std::string(kPublicKey) + R"(",
                "TagSpecification": [{"ResourceType": "keypair",
                                      "Tags": [{"Key": "team", "Value": "web"}]}]})")
      .expect_ok();
  cloud.call("cvm", "CreateKeyPair", {{"KeyName", "server"}, {"ProjectId", 0}}).expect_ok();
  auto found = [&](std::string_view name, std::string_view value) {
    auto reply =
        cloud.call("cvm", "DescribeKeyPairs",
                   {{"Filters", boost::json::value{{{"Name", name}, {"Values", {value}}}}}});
    return reply["TotalCount"] == 1 ? reply["KeyPairSet"][0]["KeyName"].text()
                                    : std::to_string(reply["TotalCount"].number());
  };
  EXPECT_EQ(found("key-name", "laptop"), "laptop");
  EXPECT_EQ(found("key-name", "lap"), "0");
  EXPECT_EQ(found("project-id", "0"), "server");
  EXPECT_EQ(found("tag-key", "team"), "laptop");
  EXPECT_EQ(found("tag:team", "web"), "laptop");
  EXPECT_EQ(found("tag:team", "data"), "0");
  auto page = cloud.call("cvm", "DescribeKeyPairs", {{"Offset", 1}, {"Limit", 1}});
  EXPECT_EQ(page["TotalCount"], 2);
  EXPECT_EQ(page["KeyPairSet"].size(), 1u);
  EXPECT_EQ(page["KeyPairSet"][0]["KeyName"], "laptop");  // the newest come first
  EXPECT_EQ(page["KeyPairSet"][0]["Tags"][0]["Value"], "web");

  cloud.call("cvm", "DescribeKeyPairs", {{"Offset", -1}})
      .expect_error("InvalidParameterValueOffset");
  cloud.call("cvm", "DescribeKeyPairs", {{"Limit", 101}})
      .expect_error("InvalidParameterValueLimit");
  cloud.call("cvm", "DescribeKeyPairs", R"({"Filters": [{"Name": "colour", "Values": ["red"]}]})")
      .expect_error("InvalidFilter");
  cloud.call("cvm", "DescribeKeyPairs", R"({"KeyIds": ["skey-1"]})")
      .expect_error("InvalidKeyPairId.Malformed");
  cloud
      .call("cvm", "DescribeKeyPairs",
            R"({"KeyIds": ["skey-00000000"], "Filters": [{"Name": "key-name", "Values": ["a"]}]})")
      .expect_error("InvalidParameter");
}

// M-26. What binds an instance to a key pair is a line of its region's ledger.
TEST(KeyPairs, bound_in_any_region_they_cannot_be_deleted_from_any) {
  Scenario cloud;
  std::string id = import_key(cloud.alice(), "laptop");
  AnyId pair = *parse_any_id(id), instance = *parse_any_id("ins-0000000a");
  cloud.region("na-toronto").cell.ledger().add(instance, pair);
  Json there = cloud.in("na-toronto").call("cvm", "DescribeKeyPairs")["KeyPairSet"][0];
  EXPECT_EQ(there["AssociatedInstanceIds"][0], "ins-0000000a");
  Json here = cloud.in("ap-beijing").call("cvm", "DescribeKeyPairs")["KeyPairSet"][0];
  EXPECT_EQ(here["AssociatedInstanceIds"].size(), 0u);  // M-8: another region's are not shown

  std::string message = cloud.in("ap-beijing")
                            .call("cvm", "DeleteKeyPairs", {{"KeyIds", {id}}})
                            .expect_error("InvalidParameterValue.KeyPairNotSupported");
  EXPECT_NE(message.find("ins-0000000a"), std::string::npos) << message;
  EXPECT_NE(message.find("na-toronto"), std::string::npos) << message;
  for (const Region& region : cloud.cloud().catalogue().regions())
    EXPECT_FALSE(cloud.region(region.id).accounts.key_pairs.find(KeyPairId(pair))->deleting);

  cloud.region("na-toronto").cell.ledger().remove(instance, pair);
  cloud.in("ap-beijing").call("cvm", "DeleteKeyPairs", {{"KeyIds", {id}}}).expect_ok();
}

TEST(KeyPairs, one_call_deletes_all_it_names_or_none) {
  Scenario cloud;
  std::string id = import_key(cloud.alice(), "laptop");
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {id, "skey-00000000"}}})
      .expect_error("InvalidKeyPairId.NotFound");
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {id, "key"}}})
      .expect_error("InvalidKeyPairId.Malformed");
  EXPECT_EQ(cloud.call("cvm", "DescribeKeyPairs")["TotalCount"], 1);
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {id, id}}}).expect_ok();
  EXPECT_EQ(cloud.call("cvm", "DescribeKeyPairs")["TotalCount"], 0);
}

}  // namespace
}  // namespace terrane
