// Accounts (M-25): made by operators, the same in every region, isolated from each other (M-13).
#include <gtest/gtest.h>

#include "actions/cloud.h"
#include "scenarios/scenario.h"

namespace terrane {
namespace {

struct MadeAccount {
  AccountId id;
  std::string secret_id;
};

MadeAccount create_account(Scenario& cloud, std::string_view name) {
  auto reply = cloud.as(kOperator).in("").call("terrane", "CreateAccount", {{"Name", name}});
  EXPECT_EQ(reply["Account"]["Name"], name);
  EXPECT_EQ(reply["Account"]["Operator"], false);
  EXPECT_EQ(reply["AccessKey"]["SecretKey"].text().size(), 32u);
  return {AccountId(reply["Account"]["Uin"].number()), reply["AccessKey"]["SecretId"].text()};
}

// M-25
TEST(Accounts, one_account_id_works_in_every_region) {
  Scenario cloud;
  MadeAccount made = create_account(cloud, "web team");
  for (const Region& region : cloud.cloud().catalogue().regions()) {
    Client client = cloud.as(made.id).in(region.id);
    client.call("vpc", "DescribeVpcs").expect_ok();
    client.call("cvm", "ImportKeyPair", R"({"KeyName": "a", "ProjectId": 0, "PublicKey": "x"})")
        .expect_error("InvalidPublicKey.Malformed");
    EXPECT_EQ(client.call("sts", "GetCallerIdentity")["AccountId"],
              std::to_string(uint64_t(made.id)));
    EXPECT_NE(cloud.region(region.id).accounts.accounts.find(made.id), nullptr) << region.id;
  }
}

// M-25
TEST(Accounts, every_region_knows_an_account_at_once_or_when_it_opens_and_after_a_restart) {
  Scenario cloud;
  cloud.region("ap-guangzhou");
  MadeAccount made = create_account(cloud, "web team");
  auto known_in = [&](std::string_view region) {
    AccountTables& copy = cloud.region(region).accounts;
    return copy.accounts.find(made.id) && copy.access_keys.find(made.secret_id);
  };
  EXPECT_TRUE(known_in("ap-guangzhou"));  // open before the account was made
  EXPECT_TRUE(known_in("ap-shanghai"));   // opened after
  cloud.restart();
  MadeAccount later = create_account(cloud, "data team");
  EXPECT_TRUE(known_in("ap-guangzhou"));
  EXPECT_TRUE(known_in("na-toronto"));
  EXPECT_NE(cloud.region("ap-shanghai").accounts.accounts.find(later.id), nullptr);

  cloud.as(kOperator)
      .call("terrane", "DeleteAccessKey", {{"SecretId", made.secret_id}})
      .expect_ok();
  EXPECT_FALSE(known_in("ap-guangzhou"));
  cloud.restart();
  EXPECT_EQ(cloud.region("na-toronto").accounts.access_keys.find(made.secret_id), nullptr);
}

// M-13
TEST(Accounts, only_operators_see_or_change_accounts) {
  Scenario cloud;
  MadeAccount made = create_account(cloud, "web team");
  for (auto [action, parameters] : std::initializer_list<std::pair<const char*, Parameters>>{
           {"CreateAccount", {{"Name", "x"}}},
           {"DescribeAccounts", {}},
           {"ModifyAccount", {{"Uin", uint64_t(made.id)}, {"Name", "x"}}},
           {"CreateAccessKey", {{"Uin", uint64_t(made.id)}}},
           {"DescribeAccessKeys", {{"Uin", uint64_t(made.id)}}},
           {"UpdateAccessKey", {{"SecretId", made.secret_id}, {"Status", "Inactive"}}},
           {"DeleteAccessKey", {{"SecretId", made.secret_id}}}})
    cloud.as(kBob).call("terrane", action, parameters).expect_error("UnauthorizedOperation");
}

TEST(Accounts, operators_list_and_rename_accounts_and_make_more_operators) {
  Scenario cloud;
  Client operator_client = cloud.as(kOperator).in("");
  MadeAccount made = create_account(cloud, "web team");
  auto all = operator_client.call("terrane", "DescribeAccounts");
  EXPECT_EQ(all["TotalCount"], 4);
  auto page = operator_client.call("terrane", "DescribeAccounts", {{"Offset", 1}, {"Limit", 2}});
  EXPECT_EQ(page["TotalCount"], 4);
  EXPECT_EQ(page["AccountSet"].size(), 2u);
  EXPECT_EQ(page["AccountSet"][0]["Uin"], all["AccountSet"][1]["Uin"].number());
  operator_client.call("terrane", "DescribeAccounts", {{"Limit", 0}})
      .expect_error("InvalidParameterValue.Limit");
  operator_client.call("terrane", "DescribeAccounts", {{"Offset", -1}})
      .expect_error("InvalidParameterValue.Offset");

  auto modify = [&](Parameters parameters) {
    return operator_client.call("terrane", "ModifyAccount", parameters);
  };
  uint64_t uin = uint64_t(made.id);
  modify({{"Uin", uin}, {"Name", "网站组"}, {"Operator", true}}).expect_ok();
  auto one = operator_client.call("terrane", "DescribeAccounts", {{"Uins", {uin}}});
  EXPECT_EQ(one["TotalCount"], 1);
  EXPECT_EQ(one["AccountSet"][0]["Name"], "网站组");
  EXPECT_EQ(one["AccountSet"][0]["Operator"], true);
  EXPECT_EQ(one["AccountSet"][0]["AccessKeyCount"], 1);
  modify({{"Uin", uin}, {"Name", ""}}).expect_error("InvalidParameterValue.Name");
  modify({{"Uin", 7}, {"Name", "x"}}).expect_error("ResourceNotFound.Account");
}

TEST(Accounts, access_keys_are_made_listed_without_secrets_disabled_and_deleted) {
  Scenario cloud;
  Client operator_client = cloud.as(kOperator).in("");
  MadeAccount made = create_account(cloud, "web team");
  uint64_t uin = uint64_t(made.id);
  auto second = operator_client.call("terrane", "CreateAccessKey", {{"Uin", uin}});
  EXPECT_EQ(second["AccessKey"]["SecretKey"].text().size(), 32u);
  operator_client.call("terrane", "CreateAccessKey", {{"Uin", uin}})
      .expect_error("LimitExceeded.AccessKeys");
  operator_client
      .call("terrane", "UpdateAccessKey", {{"SecretId", made.secret_id}, {"Status", "Inactive"}})
      .expect_ok();
  operator_client.call("terrane", "UpdateAccessKey", {{"SecretId", "none"}, {"Status", "Active"}})
      .expect_error("ResourceNotFound.AccessKey");
  auto keys = operator_client.call("terrane", "DescribeAccessKeys", {{"Uin", uin}});
  EXPECT_EQ(keys["TotalCount"], 2);
  EXPECT_EQ(keys["AccessKeySet"][0]["SecretId"], made.secret_id);
  EXPECT_EQ(keys["AccessKeySet"][0]["Status"], "Inactive");
  EXPECT_EQ(keys["AccessKeySet"][0]["SecretKey"], "");
  EXPECT_EQ(keys["AccessKeySet"][1]["Status"], "Active");
  operator_client.call("terrane", "DeleteAccessKey", {{"SecretId", made.secret_id}}).expect_ok();
  EXPECT_EQ(operator_client.call("terrane", "DescribeAccessKeys", {{"Uin", uin}})["TotalCount"], 1);
}

TEST(Accounts, a_caller_can_ask_who_it_is) {
  Scenario cloud;
  std::string uin = std::to_string(uint64_t(kBob));
  auto identity = cloud.as(kBob).in("").call("sts", "GetCallerIdentity");
  EXPECT_EQ(identity["AccountId"], uin);
  EXPECT_EQ(identity["UserId"], uin);
  EXPECT_EQ(identity["PrincipalId"], uin);
  EXPECT_EQ(identity["Type"], "CAMUser");
  EXPECT_EQ(identity["Arn"], "qcs::cam:" + uin + ":uin/" + uin);
  auto app = cloud.as(kBob).in("").call("cam", "GetUserAppId");
  EXPECT_EQ(app["Uin"], uin);
  EXPECT_EQ(app["OwnerUin"], uin);
  EXPECT_EQ(app["AppId"], 1250000002);
  auto users = cloud.call("cam", "DescribeSubAccounts", {{"FilterSubAccountUin", {1}}});
  EXPECT_EQ(users["SubAccounts"].size(), 0u);
}

}  // namespace
}  // namespace terrane
