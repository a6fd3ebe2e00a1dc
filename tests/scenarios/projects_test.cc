// Projects: one account's, in all regions; whatever takes a ProjectId takes one of them.
#include <gtest/gtest.h>

#include "scenarios/databases.h"
#include "scenarios/instances.h"
#include "scenarios/tags.h"

namespace terrane {
namespace {

Reply describe(const Client& client, std::string_view more = {}) {
  std::string request = R"({"AllList":1,"Limit":1000,"Offset":0)";
  if (!more.empty()) (request += ",") += more;
  return client.call("tag", "DescribeProjects", request + "}");
}

TEST(Projects, are_added_and_described_beside_the_default_one) {
  Scenario cloud;
  Reply none = describe(cloud.alice());
  EXPECT_EQ(none["Total"], 1);
  EXPECT_EQ(none["Projects"][0]["ProjectId"], 0);
  Reply added =
      cloud.in("").call("tag", "AddProject", {{"ProjectName", "shop"}, {"Info", "the web shop"}});
  int64_t id = added["ProjectId"].number();
  EXPECT_GT(id, 0);
  EXPECT_EQ(added["IsNew"], 1);
  cloud.restart();
  Json shown = describe(cloud.in("na-toronto"))["Projects"][1];
  EXPECT_EQ(shown["ProjectId"], id);
  EXPECT_EQ(shown["ProjectName"], "shop");
  EXPECT_EQ(shown["ProjectInfo"], "the web shop");
  EXPECT_EQ(shown["CreatorUin"], 100000000001);
  EXPECT_EQ(shown["CreateTime"], to_local_text(cloud.now()));
  EXPECT_EQ(describe(cloud.alice(), R"("ProjectName":"shop")")["Total"], 1);
  EXPECT_EQ(describe(cloud.alice(), R"("ProjectId":)" + std::to_string(id))["Total"], 1);
  EXPECT_EQ(describe(cloud.alice(), R"("ProjectId":1)")["Total"], 0);
  EXPECT_EQ(describe(cloud.as(kBob))["Total"], 1);
}

TEST(Projects, are_refused_with_a_name_that_is_taken_or_none) {
  Scenario cloud({.changes = "[limits]\nprojects = 2"});
  add_project(cloud.alice(), "shop");
  auto refused = [&](std::string name, std::string info) {
    return cloud.call("tag", "AddProject", {{"ProjectName", name}, {"Info", info}}).code();
  };
  EXPECT_EQ(refused("shop", ""), "InvalidParameter.ProjectNameExisted");
  EXPECT_EQ(refused("", ""), "FailedOperation");
  EXPECT_EQ(refused(std::string(65, 'a'), ""), "FailedOperation");
  EXPECT_EQ(refused("a", std::string(201, 'a')), "FailedOperation");
  add_project(cloud.as(kBob), "shop");
  add_project(cloud.alice(), "blog");
  EXPECT_EQ(refused("third", ""), "FailedOperation.ProjectNumExceed");
}

// M-13
TEST(Projects, take_the_accounts_own_resources_of_every_kind_and_no_others) {
  Scenario cloud;
  std::string mine = std::to_string(add_project(cloud.alice(), "shop")),
              theirs = std::to_string(add_project(cloud.as(kBob), "shop"));
  auto launch = [&](const std::string& project) {
    return cloud.call("cvm", "RunInstances",
                      R"({"Placement":{"Zone":"ap-guangzhou-2","ProjectId":)" + project +
                          R"(},"ImageId":"img-487zeit5"})");
  };
  std::string instance = ids_of(launch(mine)).at(0);
  EXPECT_EQ(std::to_string(shown(cloud.alice(), instance)["Placement"]["ProjectId"].number()),
            mine);
  auto import = [&](const std::string& project) {
    return cloud.call("cvm", "ImportKeyPair",
                      R"({"KeyName":"laptop","ProjectId":)" + project + R"(,"PublicKey":")" +
                          std::string(kPublicKey) + "\"}");
  };
  auto store = [&](const std::string& project) {
    return cloud.call("cbs", "CreateDisks",
                      R"({"Placement":{"Zone":"ap-guangzhou-2","ProjectId":)" + project +
                          R"(},"DiskChargeType":"POSTPAID_BY_HOUR","DiskType":"CLOUD_PREMIUM",)"
                          R"("DiskSize":50})");
  };
  auto balance = [&](const std::string& project) {
    return cloud.call("clb", "CreateLoadBalancer",
                      R"({"LoadBalancerType":"OPEN","ProjectId":)" + project + "}");
  };
  for (const std::string& project : {theirs, std::string("1"), std::string("99999999999")}) {
    launch(project).expect_error("InvalidProjectId.NotFound");
    import(project).expect_error("InvalidProjectId.NotFound");
    ask(cloud.alice(), "ModifyInstancesProject", instance, R"("ProjectId":)" + project)
        .expect_error("InvalidProjectId.NotFound");
    cloud
        .call("vpc", "CreateSecurityGroup",
              {{"GroupName", "a"}, {"GroupDescription", ""}, {"ProjectId", project}})
        .expect_error("ResourceNotFound");
    store(project).expect_error("InvalidParameter.ProjectIdNotExist");
    create_databases(cloud.alice(), R"("ProjectId":)" + project).expect_error("InvalidParameter");
    balance(project).expect_error("InvalidParameterValue");
  }
  create_databases(cloud.alice(), R"("ProjectId":)" + mine).expect_ok();
  balance(mine).expect_ok();
  store(mine).expect_ok();
  import(mine).expect_ok();
  ask(cloud.alice(), "ModifyInstancesProject", instance, R"("ProjectId":0)").expect_ok();
  ask(cloud.alice(), "ModifyInstancesProject", instance, R"("ProjectId":)" + mine).expect_ok();
  EXPECT_EQ(cloud.call("cvm", "DescribeInstances",
                       {{"Filters", {{{"Name", "project-id"}, {"Values", {mine}}}}}})["TotalCount"],
            1);
}

}  // namespace
}  // namespace terrane
