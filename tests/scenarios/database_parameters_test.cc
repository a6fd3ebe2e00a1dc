// The parameters of a database's MySQL server: what they may be, and how they change.
#include <gtest/gtest.h>

#include "scenarios/databases.h"

namespace terrane {
namespace {

Reply set(const Client& client, const std::string& id, std::string_view name,
          std::string_view value, int wait = 0) {
  return client.call("cdb", "ModifyInstanceParam",
                     {{"InstanceIds", {id}},
                      {"ParamList", {{{"Name", name}, {"CurrentValue", value}}}},
                      {"WaitSwitch", wait}});
}

TEST(DatabaseParameters, are_as_the_catalogue_has_them_until_changed) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id =
      create_database(alice, R"("ParamList":[{"Name":"character_set_server","Value":"GBK"},)"
                             R"({"Name":"lower_case_table_names","Value":"1"}])");
  EXPECT_EQ(parameter_of(alice, id, "character_set_server"), "GBK");
  EXPECT_EQ(parameter_of(alice, id, "lower_case_table_names"), "1");
  EXPECT_EQ(parameter_of(alice, id, "max_connections"), "800");
  EXPECT_EQ(status_of(alice, set(alice, id, "max_connections", "1000")), "SUCCESS");
  EXPECT_EQ(parameter_of(alice, id, "max_connections"), "1000");
  cloud.restart();
  EXPECT_EQ(parameter_of(alice, id, "max_connections"), "1000");

  Json items = ask_database(alice, "DescribeInstanceParams", id)["Items"];
  EXPECT_EQ(items.size(),
            size_t(ask_database(alice, "DescribeInstanceParams", id)["TotalCount"].number()));
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i]["Name"] != "max_connections") continue;
    EXPECT_EQ(items[i]["ParamType"], "integer");
    EXPECT_EQ(items[i]["Default"], "800");
    EXPECT_EQ(items[i]["Min"], 1);
    EXPECT_EQ(items[i]["Max"], 100000);
    EXPECT_EQ(items[i]["NeedReboot"], 0);
  }
}

TEST(DatabaseParameters, are_refused_beyond_their_range) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  constexpr std::string_view kValue = "InvalidParameterValue.InvalidParameterValueError";
  set(alice, id, "max_connections", "0").expect_error(kValue);
  set(alice, id, "max_connections", "many").expect_error(kValue);
  set(alice, id, "event_scheduler", "PERHAPS").expect_error(kValue);
  set(alice, id, "no_such_parameter", "1").expect_error("InvalidParameter");
  set(alice, id, "query_cache_size", "1").expect_error("InvalidParameter");  // not of 8.0
  set(alice, id, "lower_case_table_names", "1").expect_error("OperationDenied");
  alice.call("cdb", "ModifyInstanceParam", {{"InstanceIds", {id}}})
      .expect_error("InvalidParameter");
  std::string older = create_database(alice, R"("EngineVersion":"5.7")");
  alice
      .call("cdb", "ModifyInstanceParam",
            {{"InstanceIds", {id, older}},
             {"ParamList", {{{"Name", "max_connections"}, {"CurrentValue", "900"}}}}})
      .expect_error("InvalidParameter");
}

TEST(DatabaseParameters, that_need_a_restart_may_wait_for_the_window) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice);
  set(alice, id, "wait_timeout", "60", 1).expect_ok();
  EXPECT_EQ(parameter_of(alice, id, "wait_timeout"), "60") << "needs no restart";
  set(alice, id, "character_set_server", "GBK", 1).expect_ok();
  EXPECT_EQ(parameter_of(alice, id, "character_set_server"), "UTF8MB4");
  set(alice, id, "max_connections", "900").expect_error("OperationDenied.InstanceTaskStatusError");
  cloud.advance(days(1));
  EXPECT_EQ(parameter_of(alice, id, "character_set_server"), "GBK");
}

TEST(DatabaseParameters, of_a_fast_database_put_speed_before_safety) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = create_database(alice, R"("ParamTemplateType":"HIGH_PERFORMANCE")");
  EXPECT_EQ(parameter_of(alice, id, "sync_binlog"), "0");
  EXPECT_EQ(parameter_of(alice, create_database(alice), "sync_binlog"), "1");
  create_databases(alice, R"("ParamTemplateType":"FAST")").expect_error("InvalidParameter");
}

}  // namespace
}  // namespace terrane
