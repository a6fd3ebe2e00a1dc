// The account plane is a cell like any other: when it is gone the regions go on, and when a region
// is gone the account plane and the other regions do (M-5, M-25).
#include <gtest/gtest.h>

#include "actions/cloud.h"
#include "scenarios/scenario.h"
#include "store/faulty/faulty_store.h"

namespace terrane {
namespace {

constexpr std::string_view kPublicKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPSUdIaxfnI2Pz7JY4sTKV4N/h94WUGOdGpf19N2m7dt";

Reply import_key(Client client, std::string_view name) {
  return client.call("cvm", "ImportKeyPair",
                     {{"KeyName", name}, {"ProjectId", 0}, {"PublicKey", kPublicKey}});
}

Reply create_vpc(Client client) {
  return client.call("vpc", "CreateVpc", {{"VpcName", "a"}, {"CidrBlock", "10.0.0.0/16"}});
}

// M-25, M-5
TEST(AccountPlane, when_its_store_fails_regions_go_on_with_the_accounts_and_keys_they_have) {
  Scenario cloud;
  import_key(cloud.alice(), "laptop").expect_ok();
  cloud.disk("account").crash();

  cloud.call("cvm", "DeleteKeyPairs", R"({"KeyIds": ["skey-00000000"]})")
      .expect_error("InvalidKeyPairId.NotFound");
  cloud.as(kOperator)
      .call("terrane", "CreateAccessKey", {{"Uin", uint64_t(kBob)}})
      .expect_error("InternalError");
  // From here on it is known to have failed, and refuses all changes before it makes them.
  cloud.as(kOperator)
      .call("terrane", "CreateAccount", {{"Name", "x"}})
      .expect_error("InternalError");

  for (std::string_view region : {"ap-guangzhou", "na-toronto"}) {
    EXPECT_EQ(cloud.in(region).call("cvm", "DescribeKeyPairs")["TotalCount"], 1) << region;
    create_vpc(cloud.in(region)).expect_ok();
  }
  cloud.call("sts", "GetCallerIdentity").expect_ok();

  cloud.restart();  // with a store that works again
  EXPECT_EQ(cloud.call("cvm", "DescribeKeyPairs")["TotalCount"], 1);
  EXPECT_EQ(cloud.region("ap-guangzhou").accounts.access_keys.count_of(kBob), 0u);
  cloud.as(kOperator).call("terrane", "CreateAccount", {{"Name", "x"}}).expect_ok();
}

// M-5
TEST(AccountPlane, a_region_whose_store_fails_holds_nobody_up_and_catches_up_when_it_is_back) {
  Scenario cloud;
  cloud.call("vpc", "DescribeVpcs").expect_ok();
  cloud.in("ap-shanghai").call("vpc", "DescribeVpcs").expect_ok();
  cloud.disk("ap-shanghai").crash();
  import_key(cloud.alice(), "laptop").expect_ok();  // Shanghai fails while it follows
  create_vpc(cloud.in("ap-shanghai")).expect_error("InternalError");
  cloud
      .call("cvm", "ImportKeyPair",
            {{"KeyName", "other"},
             {"ProjectId", 0},
             {"PublicKey", std::string(kPublicKey).replace(60, 1, "A")}})
      .expect_ok();  // Shanghai is passed over
  EXPECT_EQ(cloud.call("cvm", "DescribeKeyPairs")["TotalCount"], 2);
  create_vpc(cloud.alice()).expect_ok();

  cloud.restart();
  EXPECT_EQ(cloud.in("ap-shanghai").call("cvm", "DescribeKeyPairs")["TotalCount"], 2);
  create_vpc(cloud.in("ap-shanghai")).expect_ok();
}

// M-26
TEST(AccountPlane, no_key_pair_is_deleted_while_a_region_cannot_say_whether_it_is_bound) {
  Scenario cloud;
  cloud.in("ap-shanghai").call("vpc", "DescribeVpcs").expect_ok();
  cloud.disk("ap-shanghai").crash();
  std::string id = import_key(cloud.alice(), "laptop")["KeyId"].text();
  std::string message =
      cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {id}}}).expect_error("InternalServerError");
  EXPECT_NE(message.find("ap-shanghai"), std::string::npos) << message;
  cloud.restart();
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {id}}}).expect_ok();
}

// M-26
TEST(AccountPlane, a_deletion_of_a_key_pair_that_a_crash_cuts_short_leaves_it_usable) {
  Scenario cloud;
  std::string id = import_key(cloud.alice(), "laptop")["KeyId"].text();
  KeyPairId pair = *KeyPairId::parse(id);
  Tickets tickets;
  auto marked = cloud.cloud().change_accounts(tickets, [&](AccountChange& change) -> Result<void> {
    change.transaction.change(change.plane.tables.key_pairs, pair,
                              [](KeyPair& marked) { marked.deleting = true; });
    return {};
  });
  ASSERT_TRUE(marked);
  EXPECT_TRUE(cloud.region("ap-beijing").accounts.key_pairs.find(pair)->deleting);
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {id}}})
      .expect_error("InvalidParameterValue.KeyPairNotSupported");
  cloud.restart();
  EXPECT_FALSE(cloud.region("ap-beijing").accounts.key_pairs.find(pair)->deleting);
  cloud.call("cvm", "DeleteKeyPairs", {{"KeyIds", {id}}}).expect_ok();
}

}  // namespace
}  // namespace terrane
