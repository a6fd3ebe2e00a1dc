// What every account finds in every region at its first call there: a default VPC with a subnet in
// each zone (M-10) and three security groups (M-30).
#include <gtest/gtest.h>

#include <set>

#include "scenarios/network.h"
#include "scenarios/tags.h"

namespace terrane {
namespace {

std::string default_vpc(const Client& client) {
  return client
      .call("vpc", "DescribeVpcs",
            {{"Filters", {{{"Name", "is-default"}, {"Values", {"true"}}}}}})["VpcSet"][0]["VpcId"]
      .text();
}

Reply default_subnets(const Client& client) {
  return client.call("vpc", "DescribeSubnets",
                     {{"Filters", {{{"Name", "is-default"}, {"Values", {"true"}}}}}});
}

void delete_default_network(const Client& client) {
  auto subnets = default_subnets(client);
  for (size_t i = 0; i < subnets["SubnetSet"].size(); ++i)
    client.call("vpc", "DeleteSubnet", {{"SubnetId", subnets["SubnetSet"][i]["SubnetId"].text()}})
        .expect_ok();
  client.call("vpc", "DeleteVpc", {{"VpcId", default_vpc(client)}}).expect_ok();
}

// M-10, M-34, M-35
TEST(DefaultNetwork, has_one_vpc_with_a_subnet_in_each_zone) {
  Scenario cloud;
  auto vpcs = cloud.call("vpc", "DescribeVpcs");
  EXPECT_EQ(vpcs["TotalCount"], 1);
  EXPECT_EQ(vpcs["VpcSet"][0]["CidrBlock"], "172.16.0.0/16");
  EXPECT_EQ(vpcs["VpcSet"][0]["IsDefault"], true);

  auto subnets = default_subnets(cloud.alice());
  std::set<std::string> zones;
  for (size_t i = 0; i < subnets["SubnetSet"].size(); ++i) {
    Json subnet = subnets["SubnetSet"][i];
    zones.insert(subnet["Zone"].text());
    EXPECT_EQ(subnet["VpcId"], vpcs["VpcSet"][0]["VpcId"].text());
    EXPECT_EQ(subnet["TotalIpAddressCount"], 4093);
  }
  EXPECT_EQ(zones, (std::set<std::string>{"ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"}));
}

// M-10: a catalogue may allow fewer subnets than there are zones; each account is served all the
// same.
TEST(DefaultNetwork, has_as_many_subnets_as_a_vpc_may_have) {
  Scenario cloud({.changes = "[limits]\nsubnets_per_vpc = 2\n"});
  EXPECT_EQ(default_subnets(cloud.alice())["TotalCount"], 2);
  EXPECT_EQ(cloud.call("vpc", "DescribeSecurityGroups")["TotalCount"], 3);
  cloud
      .call("vpc", "CreateSubnet",
            {{"VpcId", default_vpc(cloud.alice())},
             {"SubnetName", "a"},
             {"CidrBlock", "172.16.200.0/24"},
             {"Zone", "ap-guangzhou-3"}})
      .expect_error("LimitExceeded");
}

// M-30
TEST(DefaultNetwork, has_three_security_groups_of_which_the_open_one_is_the_default) {
  Scenario cloud;
  auto reply = cloud.call("vpc", "DescribeSecurityGroups", {{"OrderField", "CreatedTime"}});
  EXPECT_EQ(reply["TotalCount"], 3);
  Json groups = reply["SecurityGroupSet"];
  auto ingress = [&](size_t group) {
    return cloud.call(
        "vpc", "DescribeSecurityGroupPolicies",
        {{"SecurityGroupId",
          groups[group]["SecurityGroupId"].text()}})["SecurityGroupPolicySet"]["Ingress"];
  };
  EXPECT_EQ(groups[0]["IsDefault"], true);
  EXPECT_EQ(ingress(0)[0]["Protocol"], "ALL");
  EXPECT_EQ(ingress(0)[0]["CidrBlock"], "0.0.0.0/0");

  EXPECT_EQ(groups[1]["IsDefault"], false);
  EXPECT_EQ(ingress(1)[0]["Port"], "22,80,443,3389");
  EXPECT_EQ(ingress(1)[1]["Protocol"], "ICMP");
  EXPECT_EQ(ingress(1).size(), 2u);

  EXPECT_EQ(groups[2]["IsDefault"], false);
  EXPECT_EQ(ingress(2)[0]["CidrBlock"], "10.0.0.0/8");
  EXPECT_EQ(ingress(2)[1]["CidrBlock"], "172.16.0.0/12");
  EXPECT_EQ(ingress(2)[2]["CidrBlock"], "192.168.0.0/16");
  EXPECT_EQ(ingress(2).size(), 3u);
}

// M-8, M-13
TEST(DefaultNetwork, is_each_accounts_and_regions_own) {
  Scenario cloud;
  std::set<std::string> vpcs;
  for (Client client :
       {cloud.alice(), cloud.as(kBob), cloud.in("ap-shanghai"), cloud.as(kBob).in("na-toronto")})
    vpcs.insert(default_vpc(client));
  EXPECT_EQ(vpcs.size(), 4u);
}

// M-34
TEST(DefaultNetwork, stays_deleted_once_it_was_deleted_also_after_a_restart) {
  Scenario cloud;
  delete_default_network(cloud.alice());
  EXPECT_EQ(cloud.call("vpc", "DescribeVpcs")["TotalCount"], 0);
  cloud.restart();
  EXPECT_EQ(cloud.call("vpc", "DescribeVpcs")["TotalCount"], 0);
  EXPECT_EQ(cloud.call("vpc", "DescribeSecurityGroups")["TotalCount"], 3);
}

// M-10, M-34
TEST(DefaultNetwork, comes_back_by_CreateDefaultVpc_zone_by_zone) {
  Scenario cloud;
  delete_default_network(cloud.alice());
  auto check = [&](std::string_view zone) {
    return cloud.call("vpc", "CheckDefaultSubnet", {{"Zone", zone}})["Result"].truth();
  };
  EXPECT_TRUE(check("ap-guangzhou-3"));
  auto made = cloud.call("vpc", "CreateDefaultVpc", {{"Zone", "ap-guangzhou-3"}});
  EXPECT_EQ(made["Vpc"]["CidrBlock"], "172.16.0.0/20");
  EXPECT_FALSE(check("ap-guangzhou-3"));
  EXPECT_TRUE(check("ap-guangzhou-2"));

  auto second = cloud.call("vpc", "CreateDefaultVpc", {{"Zone", "ap-guangzhou-2"}});
  EXPECT_EQ(second["Vpc"]["VpcId"], made["Vpc"]["VpcId"].text());
  EXPECT_EQ(second["Vpc"]["CidrBlock"], "172.16.16.0/20");
  auto again = cloud.call("vpc", "CreateDefaultVpc", {{"Zone", "ap-guangzhou-2"}});
  EXPECT_EQ(again["Vpc"]["SubnetId"], second["Vpc"]["SubnetId"].text());
  EXPECT_EQ(default_subnets(cloud.alice())["TotalCount"], 2);
}

// M-2, M-34
TEST(DefaultNetwork, without_a_zone_named_is_one_that_is_not_sold_out) {
  Scenario cloud;
  auto made = cloud.call("vpc", "CreateDefaultVpc");
  auto subnet =
      cloud.call("vpc", "DescribeSubnets", {{"SubnetIds", {made["Vpc"]["SubnetId"].text()}}});
  EXPECT_EQ(subnet["SubnetSet"][0]["Zone"], "ap-guangzhou-2");
}

// M-34
TEST(DefaultNetwork, is_refused_in_a_zone_of_another_region_and_when_there_is_no_range_left) {
  Scenario cloud;
  for (auto action : {"CreateDefaultVpc", "CheckDefaultSubnet"})
    cloud.call("vpc", action, {{"Zone", "ap-shanghai-1"}}).expect_error("ResourceNotFound");

  delete_default_network(cloud.alice());
  std::string vpc =
      cloud.call("vpc", "CreateDefaultVpc", {{"Zone", "ap-guangzhou-3"}})["Vpc"]["VpcId"].text();
  create_subnet(cloud.alice(), vpc, "172.16.16.0/20");
  create_subnet(cloud.alice(), vpc, "172.16.32.0/19");
  create_subnet(cloud.alice(), vpc, "172.16.64.0/18");
  create_subnet(cloud.alice(), vpc, "172.16.128.0/17");
  for (auto action : {"CreateDefaultVpc", "CheckDefaultSubnet"})
    cloud.call("vpc", action, {{"Zone", "ap-guangzhou-2"}})
        .expect_error("ResourceInsufficient.CidrBlock");
}

// M-30
TEST(DefaultSecurityGroup, is_returned_where_there_is_one_and_made_for_each_other_project) {
  Scenario cloud;
  auto create = [&](std::string_view project) {
    return cloud.call("vpc", "CreateDefaultSecurityGroup",
                      {{"ProjectId", project}})["SecurityGroup"];
  };
  EXPECT_EQ(
      create("0")["SecurityGroupId"],
      cloud.call("vpc", "CreateDefaultSecurityGroup")["SecurityGroup"]["SecurityGroupId"].text());
  EXPECT_EQ(cloud.call("vpc", "DescribeSecurityGroups")["TotalCount"], 3);
  std::string project = std::to_string(add_project(cloud.alice(), "shop"));
  Json other = create(project);
  EXPECT_EQ(other["ProjectId"], project);
  EXPECT_EQ(other["IsDefault"], true);
  EXPECT_EQ(create(project)["SecurityGroupId"], other["SecurityGroupId"].text());
  cloud.call("vpc", "CreateDefaultSecurityGroup", {{"ProjectId", "one"}})
      .expect_error("InvalidParameterValue");
  cloud.call("vpc", "CreateDefaultSecurityGroup", {{"ProjectId", "1001"}})
      .expect_error("ResourceNotFound");
}

}  // namespace
}  // namespace terrane
