// Subnets: each in one zone of its VPC's region (M-35).
#include <gtest/gtest.h>

#include <set>

#include "scenarios/network.h"

namespace terrane {
namespace {

Reply create(const Client& client, std::string_view vpc, std::string_view range,
             std::string_view zone = "ap-guangzhou-2", std::string_view name = "a") {
  return client.call("vpc", "CreateSubnet",
                     {{"VpcId", vpc}, {"SubnetName", name}, {"CidrBlock", range}, {"Zone", zone}});
}

Json describe(const Client& client, std::string_view subnet) {
  return client.call("vpc", "DescribeSubnets", {{"SubnetIds", {subnet}}})["SubnetSet"][0];
}

// M-35
TEST(Subnets, are_created_in_the_zone_that_is_named_and_shown_with_every_member_clients_read) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string id =
      cloud
          .call("vpc", "CreateSubnet",
                {{"VpcId", vpc},
                 {"SubnetName", "web"},
                 {"CidrBlock", "10.0.1.0/24"},
                 {"Zone", "ap-guangzhou-3"},
                 {"Tags", {{{"Key", "tier"}, {"Value", "web"}}}}})["Subnet"]["SubnetId"]
          .text();
  Json subnet = describe(cloud.alice(), id);
  EXPECT_EQ(subnet["VpcId"], vpc);
  EXPECT_EQ(subnet["SubnetName"], "web");
  EXPECT_EQ(subnet["CidrBlock"], "10.0.1.0/24");
  EXPECT_EQ(subnet["Zone"], "ap-guangzhou-3");
  EXPECT_EQ(subnet["IsDefault"], false);
  EXPECT_EQ(subnet["EnableBroadcast"], false);
  EXPECT_EQ(subnet["RouteTableId"], main_route_table(cloud.alice(), vpc));
  EXPECT_EQ(subnet["AvailableIpAddressCount"], 253);
  EXPECT_EQ(subnet["TotalIpAddressCount"], 253);
  EXPECT_EQ(subnet["CdcId"], "");
  EXPECT_EQ(subnet["TagSet"][0]["Value"], "web");
  EXPECT_FALSE(subnet["CreatedTime"].text().empty());
}

// M-2, M-35
TEST(Subnets, may_lie_in_any_zone_of_the_region_also_a_sold_out_one) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  create(cloud.alice(), vpc, "10.0.1.0/24", "ap-guangzhou-1").expect_ok();
  create(cloud.alice(), vpc, "10.0.2.0/24", "ap-guangzhou-2").expect_ok();
  create(cloud.alice(), vpc, "10.0.3.0/24", "ap-guangzhou-3").expect_ok();
}

// M-8, M-35
TEST(Subnets, are_refused_in_a_zone_of_another_region_and_in_no_zone) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  for (auto zone : {"ap-shanghai-1", "ap-guangzhou-9", "ap-guangzhou", ""})
    create(cloud.alice(), vpc, "10.0.1.0/24", zone)
        .expect_error("InvalidParameterValue.ZoneConflict");
}

// M-35
TEST(Subnets, lie_within_their_vpc_with_a_mask_of_29_bits_at_most) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice(), "10.0.0.0/16");
  create(cloud.alice(), vpc, "10.0.0.0/29").expect_ok();
  for (auto range : {"10.1.0.0/24", "10.0.0.0/15", "192.168.0.0/24", "10.0.1.0/30"})
    create(cloud.alice(), vpc, range).expect_error("InvalidParameterValue.SubnetRange");
  for (auto range : {"10.0.1.1/24", "10.0.1.0", "all"})
    create(cloud.alice(), vpc, range).expect_error("InvalidParameterValue.Malformed");
}

// M-35
TEST(Subnets, may_fill_their_vpc) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice(), "10.0.0.0/16");
  create(cloud.alice(), vpc, "10.0.0.0/16").expect_ok();
}

// M-35
TEST(Subnets, of_one_vpc_do_not_overlap_and_of_two_vpcs_may) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string subnet = create_subnet(cloud.alice(), vpc, "10.0.1.0/24");
  for (auto range : {"10.0.1.0/24", "10.0.0.0/23", "10.0.1.128/25"}) {
    std::string message =
        create(cloud.alice(), vpc, range).expect_error("InvalidParameterValue.SubnetConflict");
    EXPECT_NE(message.find(subnet), std::string::npos) << message;
  }
  create(cloud.alice(), vpc, "10.0.2.0/24").expect_ok();
  create(cloud.alice(), create_vpc(cloud.alice()), "10.0.1.0/24").expect_ok();
}

// M-35
TEST(Subnets, take_names_of_1_to_60_characters) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  create(cloud.alice(), vpc, "10.0.1.0/24", "ap-guangzhou-2", std::string(60, 'a')).expect_ok();
  for (const std::string& name : {std::string(), std::string(61, 'a')})
    create(cloud.alice(), vpc, "10.0.2.0/24", "ap-guangzhou-2", name)
        .expect_error("InvalidParameterValue.TooLong");
}

// M-35
TEST(Subnets, are_limited_for_each_vpc) {
  Scenario cloud({.changes = "[limits]\nsubnets_per_vpc = 3"});
  std::string vpc = create_vpc(cloud.alice());
  for (auto range : {"10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"})
    create(cloud.alice(), vpc, range).expect_ok();
  create(cloud.alice(), vpc, "10.0.4.0/24").expect_error("LimitExceeded");
  create(cloud.alice(), create_vpc(cloud.alice()), "10.0.4.0/24").expect_ok();
}

// M-8, M-13, M-35
TEST(Subnets, are_made_only_in_a_vpc_of_the_same_account_and_region) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  create(cloud.as(kBob), vpc, "10.0.1.0/24").expect_error("ResourceNotFound");
  create(cloud.in("ap-shanghai"), vpc, "10.0.1.0/24", "ap-shanghai-1")
      .expect_error("ResourceNotFound");
  create(cloud.alice(), "vpc", "10.0.1.0/24").expect_error("InvalidParameterValue.Malformed");
  cloud
      .call("vpc", "CreateSubnet",
            {{"VpcId", vpc},
             {"SubnetName", "a"},
             {"CidrBlock", "10.0.1.0/24"},
             {"Zone", "ap-guangzhou-2"},
             {"CdcId", "cluster-12345678"}})
      .expect_error("ResourceNotFound");
}

// M-35, M-36
TEST(Subnets, are_created_several_at_once_or_none) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string table = create_route_table(cloud.alice(), vpc);
  auto subnet = [](std::string_view range, std::string_view table) {
    return boost::json::object{{"CidrBlock", range},
                               {"SubnetName", "a"},
                               {"Zone", "ap-guangzhou-2"},
                               {"RouteTableId", table}};
  };
  auto created = cloud.call("vpc", "CreateSubnets",
                            {{"VpcId", vpc},
                             {"Subnets", {subnet("10.0.1.0/24", ""), subnet("10.0.2.0/24", table)}},
                             {"Tags", {{{"Key", "a"}, {"Value", "b"}}}}});
  EXPECT_EQ(created["SubnetSet"].size(), 2u);
  EXPECT_EQ(created["SubnetSet"][0]["RouteTableId"], main_route_table(cloud.alice(), vpc));
  EXPECT_EQ(created["SubnetSet"][1]["RouteTableId"], table);
  EXPECT_EQ(created["SubnetSet"][1]["TagSet"][0]["Key"], "a");

  // The second overlaps the first, so the first is not made either.
  cloud
      .call("vpc", "CreateSubnets",
            {{"VpcId", vpc}, {"Subnets", {subnet("10.0.4.0/24", ""), subnet("10.0.4.128/25", "")}}})
      .expect_error("InvalidParameterValue.SubnetConflict");
  std::string elsewhere = create_route_table(cloud.alice(), create_vpc(cloud.alice()));
  cloud
      .call("vpc", "CreateSubnets",
            {{"VpcId", vpc}, {"Subnets", {subnet("10.0.5.0/24", elsewhere)}}})
      .expect_error("ResourceNotFound");
}

// M-35
TEST(Subnets, are_renamed_and_changed_member_by_member) {
  Scenario cloud;
  std::string subnet = create_subnet(cloud.alice(), create_vpc(cloud.alice()));
  auto modify = [&](std::string_view member, std::string_view value) {
    return cloud.call("vpc", "ModifySubnetAttribute", {{"SubnetId", subnet}, {member, value}});
  };
  modify("SubnetName", "b").expect_ok();
  modify("EnableBroadcast", "true").expect_ok();
  EXPECT_EQ(describe(cloud.alice(), subnet)["SubnetName"], "b");
  EXPECT_EQ(describe(cloud.alice(), subnet)["EnableBroadcast"], true);
  modify("SubnetName", "").expect_error("InvalidParameterValue.TooLong");
  modify("EnableBroadcast", "perhaps").expect_error("InvalidParameterValue.Malformed");
  cloud.as(kBob)
      .call("vpc", "ModifySubnetAttribute", {{"SubnetId", subnet}, {"SubnetName", "mine"}})
      .expect_error("ResourceNotFound");
}

// M-35
TEST(Subnets, are_deleted_and_give_their_range_back) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string subnet = create_subnet(cloud.alice(), vpc);
  cloud.as(kBob)
      .call("vpc", "DeleteSubnet", {{"SubnetId", subnet}})
      .expect_error("ResourceNotFound");
  cloud.in("ap-beijing")
      .call("vpc", "DeleteSubnet", {{"SubnetId", subnet}})
      .expect_error("ResourceNotFound");
  cloud.call("vpc", "DeleteSubnet", {{"SubnetId", subnet}}).expect_ok();
  cloud.call("vpc", "DeleteSubnet", {{"SubnetId", subnet}}).expect_error("ResourceNotFound");
  EXPECT_EQ(cloud.call("vpc", "DescribeSubnets", {{"SubnetIds", {subnet}}})["TotalCount"], 0);

  // M-23: the same range, in another zone.
  std::string again = create_subnet(cloud.alice(), vpc, "10.0.1.0/24", "ap-guangzhou-3");
  EXPECT_EQ(describe(cloud.alice(), again)["Zone"], "ap-guangzhou-3");
}

// M-8, M-35
TEST(Subnets, are_listed_by_page_by_token_and_by_filter) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::set<std::string> expected;
  for (auto range : {"10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"})
    expected.insert(create_subnet(cloud.alice(), vpc, range));
  auto filter = [](std::string_view name, std::string_view value) {
    return boost::json::array{{{"Name", name}, {"Values", {value}}}};
  };
  auto filtered = [&](std::string_view name, std::string_view value) {
    return cloud.call("vpc", "DescribeSubnets", {{"Filters", filter(name, value)}});
  };
  EXPECT_EQ(filtered("vpc-id", vpc)["TotalCount"], 3);
  EXPECT_EQ(filtered("zone", "ap-guangzhou-3")["TotalCount"], 1);  // the default one
  EXPECT_EQ(filtered("cidr-block", "10.0.2.0")["TotalCount"], 1);
  EXPECT_EQ(filtered("subnet-name", "a subnet")["TotalCount"], 3);
  EXPECT_EQ(filtered("is-default", "true")["TotalCount"], 3);
  EXPECT_EQ(filtered("cdc-id", "cluster-12345678")["TotalCount"], 0);
  filtered("size", "big").expect_error("InvalidParameter.FilterInvalidKey");

  std::set<std::string> seen;
  std::string token;
  do {
    auto page =
        cloud.call("vpc", "DescribeSubnets",
                   {{"Filters", filter("vpc-id", vpc)}, {"MaxResults", 2}, {"NextToken", token}});
    for (size_t i = 0; i < page["SubnetSet"].size(); ++i)
      seen.insert(page["SubnetSet"][i]["SubnetId"].text());
    token = page["NextToken"].text();
  } while (!token.empty());
  EXPECT_EQ(seen, expected);
  cloud.call("vpc", "DescribeSubnets", {{"NextToken", "yesterday's"}})
      .expect_error("InvalidParameterValue.Range");
}

// M-35
TEST(SubnetDashboard, counts_what_a_subnet_holds) {
  Scenario cloud;
  std::string subnet = create_subnet(cloud.alice(), create_vpc(cloud.alice()));
  auto reply = cloud.call("vpc", "DescribeSubnetResourceDashboard", {{"SubnetIds", {subnet}}});
  Json row = reply["ResourceStatisticsSet"][0];
  EXPECT_EQ(row["SubnetId"], subnet);
  EXPECT_EQ(row["Ip"], 0);
  EXPECT_EQ(row["ResourceStatisticsItemSet"][0]["ResourceType"], "CVM");
  EXPECT_EQ(row["ResourceStatisticsItemSet"][0]["ResourceCount"], 0);
  cloud.call("vpc", "DescribeSubnetResourceDashboard", {{"SubnetIds", {"subnet-00000000"}}})
      .expect_error("ResourceNotFound");
}

}  // namespace
}  // namespace terrane
