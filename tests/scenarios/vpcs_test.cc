// VPCs: one region, every zone of it (M-34).
#include <gtest/gtest.h>

#include "scenarios/network.h"

namespace terrane {
namespace {

Reply create(Scenario& cloud, std::string_view name, std::string_view range) {
  return cloud.call("vpc", "CreateVpc", {{"VpcName", name}, {"CidrBlock", range}});
}

// M-34
TEST(Vpcs, are_created_and_shown_with_every_member_clients_read) {
  Scenario cloud;
  auto created = cloud.call("vpc", "CreateVpc",
                            {{"VpcName", "生产"},
                             {"CidrBlock", "10.0.0.0/16"},
                             {"EnableMulticast", "true"},
                             {"DnsServers", {"10.0.0.2"}},
                             {"DomainName", "example.test"},
                             {"Tags", {{{"Key", "team"}, {"Value", "net"}}}}});
  std::string id = created["Vpc"]["VpcId"].text();
  EXPECT_EQ(created["Vpc"]["IsDefault"], false);

  auto listed = cloud.call("vpc", "DescribeVpcs", {{"VpcIds", {id}}});
  EXPECT_EQ(listed["TotalCount"], 1);
  Json vpc = listed["VpcSet"][0];
  EXPECT_EQ(vpc["VpcId"], id);
  EXPECT_EQ(vpc["VpcName"], "生产");
  EXPECT_EQ(vpc["CidrBlock"], "10.0.0.0/16");
  EXPECT_EQ(vpc["EnableMulticast"], true);
  EXPECT_EQ(vpc["DnsServerSet"][0], "10.0.0.2");
  EXPECT_EQ(vpc["DomainName"], "example.test");
  EXPECT_EQ(vpc["TagSet"][0]["Key"], "team");
  EXPECT_EQ(vpc["TagSet"][0]["Value"], "net");
  EXPECT_EQ(vpc["AssistantCidrSet"].size(), 0u);
  EXPECT_EQ(vpc["CreatedTime"], "2027-01-15 16:00:00");
}

// M-34, M-36
TEST(Vpcs, have_a_main_route_table_from_the_first_moment) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  auto tables = cloud.call("vpc", "DescribeRouteTables",
                           {{"Filters", {{{"Name", "vpc-id"}, {"Values", {vpc}}}}}});
  EXPECT_EQ(tables["TotalCount"], 1);
  EXPECT_EQ(tables["RouteTableSet"][0]["Main"], true);
}

// M-34
TEST(Vpcs, take_private_ranges_of_12_to_28_bits_only) {
  Scenario cloud;
  for (auto range : {"10.0.0.0/12", "172.16.0.0/12", "192.168.0.0/16", "10.1.2.0/28"})
    create(cloud, "a", range).expect_ok();
  for (auto range : {"10.0.0.0/8", "172.32.0.0/16", "11.0.0.0/16", "10.0.0.0/29", "0.0.0.0/0"})
    create(cloud, "a", range).expect_error("InvalidParameterValue");
  for (auto range : {"10.0.0.1/16", "10.0.0.0", "10.0.0/16", "10.0.0.0/33", "ten", ""})
    create(cloud, "a", range).expect_error("InvalidParameterValue.Malformed");
}

// M-34
TEST(Vpcs, take_names_of_1_to_60_characters) {
  Scenario cloud;
  std::string sixty;
  for (int i = 0; i < 60; ++i) sixty += "云";
  create(cloud, sixty, "10.0.0.0/16").expect_ok();
  create(cloud, sixty + "云", "10.1.0.0/16").expect_error("InvalidParameterValue.TooLong");
  create(cloud, "", "10.1.0.0/16").expect_error("InvalidParameterValue.TooLong");
}

// M-34
TEST(Vpcs, refuse_what_is_no_dns_server_no_boolean_and_no_tag) {
  Scenario cloud;
  auto refused = [&](Parameters parameters, std::string_view code) {
    cloud.call("vpc", "CreateVpc", parameters).expect_error(code);
  };
  refused({{"VpcName", "a"}, {"CidrBlock", "10.0.0.0/16"}, {"DnsServers", {"dns"}}},
          "InvalidParameterValue.Malformed");
  refused({{"VpcName", "a"}, {"CidrBlock", "10.0.0.0/16"}, {"EnableMulticast", "maybe"}},
          "InvalidParameterValue.Malformed");
  refused({{"VpcName", "a"},
           {"CidrBlock", "10.0.0.0/16"},
           {"Tags", {{{"Key", "a"}, {"Value", "1"}}, {{"Key", "a"}, {"Value", "2"}}}}},
          "InvalidParameterValue.TagDuplicateKey");
  refused({{"VpcName", "a"},
           {"CidrBlock", "10.0.0.0/16"},
           {"Tags", {{{"Key", "qcloud-a"}, {"Value", "1"}}}}},
          "UnsupportedOperation.TagSystemReservedTagKey");
}

// M-34
TEST(Vpcs, are_limited_for_each_account_and_region) {
  Scenario cloud({.changes = "[limits]\nvpcs = 2"});  // the default one is one
  create_vpc(cloud.alice());
  create(cloud, "a", "10.1.0.0/16").expect_error("LimitExceeded");
  create_vpc(cloud.in("ap-shanghai"));
  create_vpc(cloud.as(kBob));
}

// M-34
TEST(Vpcs, are_renamed_and_changed_member_by_member) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  cloud.call("vpc", "ModifyVpcAttribute", {{"VpcId", vpc}, {"VpcName", "b"}}).expect_ok();
  cloud.call("vpc", "ModifyVpcAttribute", {{"VpcId", vpc}, {"EnableMulticast", "true"}})
      .expect_ok();
  auto listed = cloud.call("vpc", "DescribeVpcs", {{"VpcIds", {vpc}}});
  EXPECT_EQ(listed["VpcSet"][0]["VpcName"], "b");
  EXPECT_EQ(listed["VpcSet"][0]["EnableMulticast"], true);

  cloud.call("vpc", "ModifyVpcAttribute", {{"VpcId", vpc}, {"VpcName", ""}})
      .expect_error("InvalidParameterValue.TooLong");
  cloud.call("vpc", "ModifyVpcAttribute", {{"VpcId", "vpc-00000000"}, {"VpcName", "b"}})
      .expect_error("ResourceNotFound");
}

// M-34, M-35, M-36
TEST(Vpcs, are_deleted_once_nothing_is_left_in_them_and_take_their_main_table_along) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string subnet = create_subnet(cloud.alice(), vpc);
  std::string table = create_route_table(cloud.alice(), vpc);

  cloud.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_error("ResourceInUse");
  cloud.call("vpc", "DeleteRouteTable", {{"RouteTableId", table}}).expect_ok();
  std::string message =
      cloud.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_error("ResourceInUse");
  EXPECT_NE(message.find(subnet), std::string::npos) << message;
  cloud.call("vpc", "DeleteSubnet", {{"SubnetId", subnet}}).expect_ok();
  std::string main_table = main_route_table(cloud.alice(), vpc);
  cloud.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_ok();

  EXPECT_EQ(cloud.call("vpc", "DescribeVpcs", {{"VpcIds", {vpc}}})["TotalCount"], 0);
  EXPECT_EQ(
      cloud.call("vpc", "DescribeRouteTables", {{"RouteTableIds", {main_table}}})["TotalCount"], 0);
  cloud.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_error("ResourceNotFound");
}

// M-8, M-13, M-34
TEST(Vpcs, of_another_account_or_region_do_not_exist_for_the_caller) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  for (Client stranger : {cloud.as(kBob), cloud.in("ap-shanghai"), cloud.as(kOperator)}) {
    EXPECT_EQ(stranger.call("vpc", "DescribeVpcs", {{"VpcIds", {vpc}}})["TotalCount"], 0);
    auto theirs = stranger.call("vpc", "DeleteVpc", {{"VpcId", vpc}});
    auto nobodys = stranger.call("vpc", "DeleteVpc", {{"VpcId", "vpc-00000000"}});
    theirs.expect_error("ResourceNotFound");
    nobodys.expect_error("ResourceNotFound");
    stranger.call("vpc", "ModifyVpcAttribute", {{"VpcId", vpc}, {"VpcName", "mine"}})
        .expect_error("ResourceNotFound");
  }
  cloud.call("vpc", "DeleteVpc", {{"VpcId", "sg-00000000"}})
      .expect_error("InvalidParameterValue.Malformed");
}

// M-8
TEST(Vpcs, are_listed_newest_first_by_page_and_by_filter) {
  Scenario cloud;
  std::string first = create_vpc(cloud.alice(), "10.1.0.0/16");
  std::string second = create_vpc(cloud.alice(), "10.2.0.0/16");
  auto filtered = [&](std::string_view name, std::string_view value) {
    return cloud.call("vpc", "DescribeVpcs",
                      {{"Filters", {{{"Name", name}, {"Values", {value}}}}}});
  };
  auto page = cloud.call("vpc", "DescribeVpcs", {{"Offset", "1"}, {"Limit", "1"}});
  EXPECT_EQ(page["TotalCount"], 3);  // with the default VPC
  EXPECT_EQ(page["VpcSet"].size(), 1u);
  EXPECT_EQ(page["VpcSet"][0]["VpcId"], first);
  EXPECT_EQ(filtered("cidr-block", "10.2.0.0/16")["VpcSet"][0]["VpcId"], second);
  EXPECT_EQ(filtered("is-default", "true")["TotalCount"], 1);
  EXPECT_EQ(filtered("vpc-name", "VPC")["TotalCount"], 3);
  EXPECT_EQ(filtered("vpc-id", first)["TotalCount"], 1);
  filtered("colour", "red").expect_error("InvalidParameter.FilterInvalidKey");
  cloud.call("vpc", "DescribeVpcs", {{"Limit", "101"}}).expect_error("InvalidParameterValue.Range");
  cloud
      .call("vpc", "DescribeVpcs",
            {{"VpcIds", {first}}, {"Filters", {{{"Name", "vpc-id"}, {"Values", {first}}}}}})
      .expect_error("InvalidParameter.Coexist");
}

TEST(Vpcs, are_there_after_a_restart) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  auto before = cloud.dump();
  cloud.restart();
  EXPECT_EQ(cloud.call("vpc", "DescribeVpcs", {{"VpcIds", {vpc}}})["TotalCount"], 1);
  EXPECT_EQ(cloud.dump(), before);
}

// M-34
TEST(VpcLimits, are_those_of_the_catalogue) {
  Scenario cloud({.changes = "[limits]\nvpcs = 7"});
  auto limits = cloud.call("vpc", "DescribeVpcLimits",
                           {{"LimitTypes", {"appid-max-vpcs", "vpc-max-vpn-gateways"}}});
  EXPECT_EQ(limits["VpcLimitSet"][0]["LimitType"], "appid-max-vpcs");
  EXPECT_EQ(limits["VpcLimitSet"][0]["LimitValue"], 7);
  EXPECT_EQ(limits["VpcLimitSet"][1]["LimitValue"], 0);
  cloud.call("vpc", "DescribeVpcLimits", {{"LimitTypes", {"wishes"}}})
      .expect_error("InvalidParameterValue");
}

// M-34
TEST(VpcDashboard, counts_what_a_vpc_holds_with_zero_for_the_rest) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  create_subnet(cloud.alice(), vpc);
  auto reply = cloud.call("vpc", "DescribeVpcResourceDashboard", {{"VpcIds", {vpc}}});
  Json row = reply["ResourceDashboardSet"][0];
  EXPECT_EQ(row["VpcId"], vpc);
  EXPECT_EQ(row["Subnet"], 1);
  EXPECT_EQ(row["RouteTable"], 1);
  for (const auto& member : row.value().as_object())
    EXPECT_FALSE(member.value().is_null()) << member.key();
  cloud.as(kBob)
      .call("vpc", "DescribeVpcResourceDashboard", {{"VpcIds", {vpc}}})
      .expect_error("ResourceNotFound");
}

}  // namespace
}  // namespace terrane
