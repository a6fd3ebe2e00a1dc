// The accounts of a database's MySQL server.
#include <gtest/gtest.h>

#include "scenarios/databases.h"

namespace terrane {
namespace {

Reply create(const Client& client, const std::string& id, std::string_view user,
             std::string_view host = "%", std::string_view password = "Correct1Horse") {
  return client.call("cdb", "CreateAccounts",
                     {{"InstanceId", id},
                      {"Accounts", {{{"User", user}, {"Host", host}}}},
                      {"Password", password},
                      {"MaxUserConnections", 50},
                      {"Description", "for tests"}});
}

TEST(DatabaseAccounts, are_made_and_listed_beside_root) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  EXPECT_EQ(status_of(alice, create(alice, id, "app")), "SUCCESS");
  create(alice, id, "app", "10.0.%").expect_ok();
  cloud.restart();
  Reply all = ask_database(alice, "DescribeAccounts", id);
  EXPECT_EQ(all["TotalCount"], 3);
  EXPECT_EQ(all["Items"][0]["User"], "root");
  EXPECT_EQ(all["Items"][1]["User"], "app");
  EXPECT_EQ(all["Items"][1]["Host"], "%");
  EXPECT_EQ(all["Items"][1]["Notes"], "for tests");
  EXPECT_EQ(all["Items"][1]["MaxUserConnections"], 50);
  EXPECT_EQ(ask_database(alice, "DescribeAccounts", id, R"("AccountRegexp":"^a")")["TotalCount"],
            2);
  EXPECT_EQ(ask_database(alice, "DescribeAccounts", id, R"("HostRegexp":"10\\.")")["TotalCount"],
            1);
  EXPECT_EQ(ask_database(alice, "DescribeAccounts", id,
                         R"("SortBy":"user","OrderBy":"ASC","Limit":1)")["Items"][0]["User"],
            "app");
  ask_database(alice, "DescribeAccounts", id, R"("AccountRegexp":"[")")
      .expect_error("InternalError.RegexpCompileError");
  ask_database(alice, "DescribeAccounts", id, R"("SortBy":"colour")")
      .expect_error("InvalidParameterValue.InvalidParameterValueError");
}

TEST(DatabaseAccounts, patterns_take_no_longer_than_they_must) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  create(alice, id, std::string(31, 'a') + "b").expect_ok();
  EXPECT_EQ(
      ask_database(alice, "DescribeAccounts", id, R"("AccountRegexp":"^(a*)*$")")["TotalCount"], 0);
}

TEST(DatabaseAccounts, are_refused_by_name_host_and_password) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  create(alice, id, "root").expect_error("InvalidParameterValue.VerifyAccountNoRootError");
  create(alice, id, "1app").expect_error("InvalidParameterValue.UserNameRuleError");
  create(alice, id, "app_").expect_error("InvalidParameterValue.UserNameRuleError");
  create(alice, id, std::string(33, 'a')).expect_error("InvalidParameterValue.UserNameRuleError");
  create(alice, id, "app", "everywhere").expect_error("InvalidParameterValue.AccountHostRuleError");
  create(alice, id, "app", "%", "short1")
      .expect_error("InvalidParameterValue.AccountPasswordLengthError");
  create(alice, id, "app", "%", "with blanks 1")
      .expect_error("InvalidParameterValue.AccountPasswordCharacterError");
  create(alice, id, "app", "%", "onlyletters")
      .expect_error("InvalidParameterValue.AccountPasswordRuleError");
  create(alice, id, "app").expect_ok();
  create(alice, id, "app").expect_error("FailedOperation.CreateAccountError");
  create(alice, "cdb-00000000", "app").expect_error("InvalidParameter.InstanceNotFound");
  isolate(alice, id).expect_ok();
  create(alice, id, "late").expect_error("FailedOperation.StatusConflict");
}

TEST(DatabaseAccounts, are_described_limited_moved_and_deleted_but_for_root) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  create(alice, id, "app").expect_ok();
  auto change = [&](std::string_view action, std::string_view user, std::string_view more = {}) {
    return ask_database(
        alice, action, id,
        R"("Accounts":[{"User":")" + std::string(user) + R"(","Host":"%"}])" + std::string(more));
  };
  auto move = [&](std::string_view user, std::string_view host) {
    return alice.call("cdb", "ModifyAccountHost",
                      {{"InstanceId", id}, {"User", user}, {"Host", "%"}, {"NewHost", host}});
  };
  change("ModifyAccountDescription", "nobody")
      .expect_error("InvalidParameterValue.UserNotExistError");
  change("ModifyAccountMaxUserConnections", "app", R"(,"MaxUserConnections":0)")
      .expect_error("InvalidParameter");
  move("root", "10.0.%").expect_error("OperationDenied.NotSupportModifyLocalRootHostError");
  move("app", "everywhere").expect_error("InvalidParameterValue.AccountHostRuleError");
  change("DeleteAccounts", "root").expect_error("OperationDenied.DeleteRootAccountError");
  change("DeleteAccounts", "nobody").expect_error("InvalidParameterValue.UserNotExistError");

  EXPECT_EQ(status_of(alice, change("ModifyAccountDescription", "app", R"(,"Description":"b")")),
            "SUCCESS");
  EXPECT_EQ(status_of(alice, change("ModifyAccountMaxUserConnections", "app",
                                    R"(,"MaxUserConnections":7)")),
            "SUCCESS");
  Json app = ask_database(alice, "DescribeAccounts", id)["Items"][1];
  EXPECT_EQ(app["Notes"], "b");
  EXPECT_EQ(app["MaxUserConnections"], 7);
  create(alice, id, "app", "10.0.%").expect_ok();
  move("app", "10.0.%").expect_error("InvalidParameterValue.AccountHostRuleError");
  EXPECT_EQ(status_of(alice, move("app", "10.1.%")), "SUCCESS");
  change("DeleteAccounts", "app").expect_error("InvalidParameterValue.UserNotExistError");
  EXPECT_EQ(ask_database(alice, "DescribeAccounts", id)["TotalCount"], 3);
  EXPECT_EQ(status_of(alice, alice.call("cdb", "DeleteAccounts",
                                        {{"InstanceId", id},
                                         {"Accounts",
                                          {{{"User", "app"}, {"Host", "10.1.%"}},
                                           {{"User", "app"}, {"Host", "10.0.%"}}}}})),
            "SUCCESS");
  cloud.restart();
  EXPECT_EQ(ask_database(alice, "DescribeAccounts", id)["TotalCount"], 1);
}

TEST(DatabaseAccounts, change_their_passwords_which_are_not_stored_as_they_are) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice, R"("Password":"Correct1Horse")");
  auto change = [&](std::string_view user, std::string_view password) {
    return alice.call("cdb", "ModifyAccountPassword",
                      {{"InstanceId", id},
                       {"NewPassword", password},
                       {"Accounts", {{{"User", user}, {"Host", "%"}}}}});
  };
  change("nobody", "Battery2Staple").expect_error("InvalidParameterValue.UserNotExistError");
  change("root", "short1").expect_error("InvalidParameterValue.AccountPasswordLengthError");
  cloud.advance(hours(1));
  EXPECT_EQ(status_of(alice, change("root", "Battery2Staple")), "SUCCESS");
  EXPECT_EQ(ask_database(alice, "DescribeAccounts", id)["Items"][0]["ModifyPasswordTime"],
            to_local_text(cloud.now()));
  for (const auto& [key, value] : cloud.dump()) {
    EXPECT_EQ(value.find("Correct1Horse"), std::string::npos) << key;
    EXPECT_EQ(value.find("Battery2Staple"), std::string::npos) << key;
  }
}

}  // namespace
}  // namespace terrane
