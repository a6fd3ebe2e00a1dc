// Assistant ranges: more addresses for a VPC's subnets (M-34).
#include <gtest/gtest.h>

#include "scenarios/network.h"

namespace terrane {
namespace {

using Ranges = std::initializer_list<boost::json::value_ref>;

Reply add(Scenario& cloud, std::string_view vpc, Ranges ranges) {
  return cloud.call("vpc", "CreateAssistantCidr",
                    {{"VpcId", vpc}, {"CidrBlocks", boost::json::array(ranges)}});
}

// M-34, M-35
TEST(AssistantCidrs, make_room_for_subnets_until_they_are_taken_away) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  auto added = add(cloud, vpc, {"10.8.0.0/16", "192.168.0.0/20"});
  EXPECT_EQ(added["AssistantCidrSet"].size(), 2u);
  EXPECT_EQ(added["AssistantCidrSet"][0]["CidrBlock"], "10.8.0.0/16");
  EXPECT_EQ(added["AssistantCidrSet"][0]["AssistantType"], 0);
  std::string subnet = create_subnet(cloud.alice(), vpc, "10.8.1.0/24");

  auto listed = cloud.call("vpc", "DescribeAssistantCidr", {{"VpcIds", {vpc}}});
  EXPECT_EQ(listed["TotalCount"], 2);
  EXPECT_EQ(listed["AssistantCidrSet"][0]["SubnetSet"][0]["SubnetId"], subnet);
  EXPECT_EQ(
      cloud.call("vpc", "DescribeAssistantCidr", {{"Offset", 1}, {"Limit", 5}})["AssistantCidrSet"]
          .size(),
      1u);
  auto shown = cloud.call("vpc", "DescribeVpcs", {{"VpcIds", {vpc}}})["VpcSet"][0];
  EXPECT_EQ(shown["AssistantCidrSet"][1]["CidrBlock"], "192.168.0.0/20");

  auto remove = [&](std::string_view range) {
    return cloud.call("vpc", "DeleteAssistantCidr", {{"VpcId", vpc}, {"CidrBlocks", {range}}});
  };
  std::string message = remove("10.8.0.0/16").expect_error("ResourceInUse");
  EXPECT_NE(message.find(subnet), std::string::npos) << message;
  remove("192.168.0.0/20").expect_ok();
  remove("192.168.0.0/20").expect_error("ResourceNotFound");
  remove("8.8.0.0/16").expect_error("ResourceNotFound");
  cloud.call("vpc", "DeleteSubnet", {{"SubnetId", subnet}}).expect_ok();
  remove("10.8.0.0/16").expect_ok();
  EXPECT_EQ(cloud.call("vpc", "DescribeAssistantCidr", {{"VpcIds", {vpc}}})["TotalCount"], 0);
}

// M-34
TEST(AssistantCidrs, stay_apart_from_each_other_and_from_the_vpcs_own_range) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice(), "10.0.0.0/16");
  add(cloud, vpc, {"10.8.0.0/16"}).expect_ok();
  add(cloud, vpc, {"10.0.0.0/20"}).expect_error("InvalidParameterValue.VpcCidrConflict");
  add(cloud, vpc, {"10.8.0.0/20"}).expect_error("InvalidParameterValue.VpcCidrConflict");
  add(cloud, vpc, {"10.9.0.0/16", "10.9.0.0/20"})
      .expect_error("InvalidParameterValue.VpcCidrConflict");
  add(cloud, vpc, {"10.9.0.0/16", "10.9.0.0/16"}).expect_error("InvalidParameterValue.Duplicate");
  add(cloud, vpc, {"8.8.0.0/16"}).expect_error("InvalidParameterValue");
  add(cloud, vpc, {"10.9.0.0"}).expect_error("InvalidParameterValue.Malformed");
  cloud.as(kBob)
      .call("vpc", "CreateAssistantCidr", {{"VpcId", vpc}, {"CidrBlocks", {"10.9.0.0/16"}}})
      .expect_error("ResourceNotFound");
}

// M-34, M-36
TEST(AssistantCidrs, do_not_swallow_a_destination_that_leads_elsewhere) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string table = main_route_table(cloud.alice(), vpc);
  cloud
      .call("vpc", "CreateRoutes",
            {{"RouteTableId", table},
             {"Routes",
              {{{"DestinationCidrBlock", "10.8.3.0/24"},
                {"GatewayType", "EIP"},
                {"GatewayId", "0"}}}}})
      .expect_ok();
  std::string message =
      add(cloud, vpc, {"10.8.0.0/16"}).expect_error("InvalidParameterValue.VpcCidrOverlapRoute");
  EXPECT_NE(message.find(table), std::string::npos) << message;
  add(cloud, vpc, {"10.9.0.0/16"}).expect_ok();
}

// M-34
TEST(AssistantCidrs, are_limited_for_each_vpc) {
  Scenario cloud({.changes = "[limits]\nassistant_cidrs_per_vpc = 1"});
  std::string vpc = create_vpc(cloud.alice());
  add(cloud, vpc, {"10.8.0.0/16", "10.9.0.0/16"}).expect_error("LimitExceeded");
  add(cloud, vpc, {"10.8.0.0/16"}).expect_ok();
  // One for the other is still one.
  cloud
      .call(
          "vpc", "ModifyAssistantCidr",
          {{"VpcId", vpc}, {"OldCidrBlocks", {"10.8.0.0/16"}}, {"NewCidrBlocks", {"10.8.0.0/20"}}})
      .expect_ok();
  cloud.call("vpc", "ModifyAssistantCidr", {{"VpcId", vpc}})
      .expect_error("InvalidParameterValue.Malformed");
}

// M-34
TEST(AssistantCidrs, are_checked_beforehand_for_everything_in_their_way) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice(), "10.0.0.0/16");
  add(cloud, vpc, {"10.8.0.0/16"}).expect_ok();
  std::string subnet = create_subnet(cloud.alice(), vpc, "10.8.1.0/24");
  auto before = cloud.dump();
  auto checked = cloud.call("vpc", "CheckAssistantCidr",
                            {{"VpcId", vpc},
                             {"NewCidrBlocks", {"10.0.0.0/20", "10.9.0.0/16"}},
                             {"OldCidrBlocks", {"10.8.0.0/16"}}});
  EXPECT_EQ(cloud.dump(), before);
  Json conflicts = checked["ConflictSourceSet"];
  EXPECT_EQ(conflicts.size(), 2u);
  EXPECT_EQ(conflicts[0]["SourceItem"], "10.8.0.0/16");
  EXPECT_EQ(conflicts[0]["ConflictItemSet"][0]["ConflictId"], subnet);
  EXPECT_EQ(conflicts[0]["ConflictItemSet"][0]["DestinationItem"], "10.8.1.0/24");
  EXPECT_EQ(conflicts[1]["SourceItem"], "10.0.0.0/20");
  EXPECT_EQ(conflicts[1]["ConflictItemSet"][0]["ConflictId"], vpc);
}

}  // namespace
}  // namespace terrane
