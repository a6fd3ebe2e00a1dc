// Placement groups (M-37): their instances really share no host, switch or rack more than agreed.
#include <gtest/gtest.h>

#include <set>

#include "actions/cloud.h"
#include "scenarios/instances.h"

namespace terrane {
namespace {

std::string create_group(const Client& client, std::string_view type, int affinity = 1) {
  return client
      .call("cvm", "CreateDisasterRecoverGroup",
            {{"Name", "apart"}, {"Type", type}, {"Affinity", affinity}})["DisasterRecoverGroupId"]
      .text();
}

std::string in_group(const std::string& group, int count = 1) {
  return R"("InstanceCount":)" + std::to_string(count) + R"(,"DisasterRecoverGroupIds":[")" +
         group + R"("])";
}

// Two racks of two switches of two hosts.
Scenario::Options small_zone() {
  return {.changes =
              "[hosts]\nracks = 2\nswitches_per_rack = 2\nhosts_per_switch = 2\ncores = 16\n"
              "memory_gib = 64\nlocal_disk_gib = 4000\n"};
}

std::set<uint32_t> places(Scenario& cloud, const std::vector<std::string>& ids,
                          uint32_t hosts_each) {
  std::set<uint32_t> numbers;
  for (const std::string& id : ids)
    numbers.insert(cloud.region().compute.instances.find(*InstanceId::parse(id))->host /
                   hosts_each);
  return numbers;
}

// M-37
TEST(PlacementGroups, instances_are_spread_over_hosts_switches_or_racks) {
  Scenario cloud(small_zone());
  const struct {
    std::string_view type;
    uint32_t hosts_each, places;
  } levels[] = {{"HOST", 1, 8}, {"SW", 2, 4}, {"RACK", 4, 2}};
  for (const auto& level : levels) {
    std::string group = create_group(cloud.alice(), level.type);
    auto ids = ids_of(run(cloud.alice(), in_group(group, int(level.places))));
    EXPECT_EQ(places(cloud, ids, level.hosts_each).size(), level.places) << level.type;
    run(cloud.alice(), in_group(group)).expect_error("ResourceInsufficient.SpecifiedInstanceType");
    EXPECT_EQ(shown(cloud.alice(), ids[0])["DisasterRecoverGroupIds"][0], group);
  }
}

TEST(PlacementGroups, an_affinity_lets_so_many_share_one) {
  Scenario cloud(small_zone());
  std::string group = create_group(cloud.alice(), "RACK", 2);
  run(cloud.alice(), in_group(group, 4)).expect_ok();
  run(cloud.alice(), in_group(group)).expect_error("ResourceInsufficient.SpecifiedInstanceType");
}

TEST(PlacementGroups, a_group_holds_only_so_many) {
  Scenario cloud({.changes = "[limits]\ninstances_per_host_placement_group = 2\n"});
  std::string group = create_group(cloud.alice(), "HOST");
  run(cloud.alice(), in_group(group, 3))
      .expect_error("ResourceInsufficient.DisasterRecoverGroupCvmQuota");
  run(cloud.alice(), in_group(group, 2)).expect_ok();
}

TEST(PlacementGroups, an_instance_is_in_one_group_and_a_group_with_instances_stays) {
  Scenario cloud;
  std::string group = create_group(cloud.alice(), "HOST");
  std::string other = create_group(cloud.alice(), "HOST");
  run(cloud.alice(), R"("DisasterRecoverGroupIds":[")" + group + R"(",")" + other + R"("])")
      .expect_error("LimitExceeded.DisasterRecoverGroup");
  run(cloud.as(kBob), in_group(group)).expect_error("FailedOperation.DisasterRecoverGroupNotFound");
  std::string id = run_one(cloud.alice(), in_group(group));
  cloud.call("cvm", "DeleteDisasterRecoverGroups", {{"DisasterRecoverGroupIds", {group}}})
      .expect_error("FailedOperation.PlacementSetNotEmpty");
  ask(cloud.alice(), "DeleteInstancesDisasterRecoverGroups", id,
      R"("DisasterRecoverGroupIds":[")" + group + R"("])")
      .expect_ok();
  cloud.call("cvm", "DeleteDisasterRecoverGroups", {{"DisasterRecoverGroupIds", {group}}})
      .expect_ok();
}

TEST(PlacementGroups, an_instance_that_joins_too_close_to_another_must_be_allowed_to_move) {
  Scenario cloud(small_zone());
  std::string group = create_group(cloud.alice(), "RACK");
  run(cloud.alice(), in_group(group)).expect_ok();
  auto ids = ids_of(run(cloud.alice(), R"("InstanceCount":8)"));  // some in the same rack
  auto join = R"("DisasterRecoverGroupIds":[")" + group + R"("])";
  int refused = 0, joined = 0;
  for (const std::string& id : ids) {
    Reply reply = ask(cloud.alice(), "ModifyInstancesDisasterRecoverGroup", id, join);
    if (!reply.ok()) {
      ++refused;
      continue;
    }
    ++joined;
    ask(cloud.alice(), "DeleteInstancesDisasterRecoverGroups", id, join).expect_ok();
  }
  EXPECT_GT(refused, 0);
  EXPECT_GT(joined, 0);
  for (const std::string& id : ids) {
    ask(cloud.alice(), "ModifyInstancesDisasterRecoverGroup", id, join + R"(,"Force":true)")
        .expect_ok();
    EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
    ask(cloud.alice(), "DeleteInstancesDisasterRecoverGroups", id, join).expect_ok();
  }
}

TEST(PlacementGroups, are_made_with_tags_of_their_own_and_found_by_them) {
  Scenario cloud;
  auto create = [&](std::string_view type, std::string_view tags) {
    return cloud.call("cvm", "CreateDisasterRecoverGroup",
                      R"({"Name":"a","Type":"HOST","TagSpecification":[{"ResourceType":")" +
                          std::string(type) + R"(","Tags":[)" + std::string(tags) + "]}]}");
  };
  std::string id = create("ps", R"({"Key":"team","Value":"web"})")["DisasterRecoverGroupId"].text();
  for (auto [name, value] : {std::pair("tag:team", "web"), {"tag-key", "team"}}) {
    Reply found = cloud.call("cvm", "DescribeDisasterRecoverGroups",
                             {{"Filters", {{{"Name", name}, {"Values", {value}}}}}});
    ASSERT_EQ(found["TotalCount"], 1);
    EXPECT_EQ(found["DisasterRecoverGroupSet"][0]["DisasterRecoverGroupId"], id);
    EXPECT_EQ(found["DisasterRecoverGroupSet"][0]["Tags"][0]["Value"], "web");
  }
  create("instance", R"({"Key":"team","Value":"web"})").expect_error("InvalidParameterValue");
  create("ps", R"({"Key":"qcloud","Value":"web"})").expect_error("InvalidParameterValue");
  create("ps", R"({"Key":"","Value":"web"})").expect_error("InvalidParameterValue.TooLong");
}

TEST(PlacementGroups, a_call_names_the_groups_it_deletes_and_a_page_has_a_size) {
  Scenario cloud;
  cloud.call("cvm", "DeleteDisasterRecoverGroups", R"({"DisasterRecoverGroupIds":[]})")
      .expect_error("MissingParameter");
  cloud
      .call(
          "cvm", "DeleteDisasterRecoverGroups",
          {{"DisasterRecoverGroupIds", boost::json::array(101, boost::json::value("ps-00000000"))}})
      .expect_error("InvalidParameterValue.LimitExceeded");
  cloud.call("cvm", "DescribeDisasterRecoverGroups", {{"Limit", 101}})
      .expect_error("InvalidParameterValue.LimitExceeded");
  std::string group = create_group(cloud.alice(), "HOST");
  cloud
      .call("cvm", "ModifyDisasterRecoverGroupAttribute",
            {{"DisasterRecoverGroupId", group}, {"Name", "a"}, {"Affinity", 11}})
      .expect_error("InvalidParameterValue");
}

}  // namespace
}  // namespace terrane
