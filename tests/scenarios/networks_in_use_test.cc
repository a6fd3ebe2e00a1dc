// What instances hold of a network: addresses, subnets, security groups, routes (M-10, M-30, M-35,
// M-36).
#include <gtest/gtest.h>

#include "scenarios/network.h"

namespace terrane {
namespace {

// Starts an instance at the address and waits until it runs.
std::string run_instance(Scenario& cloud, std::string_view vpc, std::string_view subnet,
                         std::string_view address, std::string_view group) {
  boost::json::object parameters{
      {"Placement", {{"Zone", "ap-guangzhou-2"}}},
      {"ImageId", "img-487zeit5"},
      {"InstanceType", "S5.SMALL1"},
      {"VirtualPrivateCloud",
       {{"VpcId", vpc}, {"SubnetId", subnet}, {"PrivateIpAddresses", {address}}}},
      {"SecurityGroupIds", {group}}};
  std::string id =
      cloud.call("cvm", "RunInstances", boost::json::serialize(parameters))["InstanceIdSet"][0]
          .text();
  cloud.advance(seconds(60));
  return id;
}

void terminate(Scenario& cloud, std::string_view instance) {
  cloud.call("cvm", "TerminateInstances", {{"InstanceIds", {instance}}}).expect_ok();
  cloud.advance(seconds(60));
}

// A VPC with one instance, at 10.0.1.9.
struct Occupied {
  explicit Occupied(Scenario& cloud)
      : vpc(create_vpc(cloud.alice())),
        subnet(create_subnet(cloud.alice(), vpc)),
        group(create_security_group(cloud.alice())),
        instance(run_instance(cloud, vpc, subnet, "10.0.1.9", group)) {}

  std::string vpc, subnet, group, instance;
};

Json describe_subnet(Scenario& cloud, std::string_view subnet) {
  return cloud.call("vpc", "DescribeSubnets", {{"SubnetIds", {subnet}}})["SubnetSet"][0];
}

// M-23, M-35
TEST(SubnetsInUse, are_deleted_only_when_their_last_instance_is_gone) {
  Scenario cloud;
  Occupied occupied(cloud);
  auto remove = [&] { return cloud.call("vpc", "DeleteSubnet", {{"SubnetId", occupied.subnet}}); };
  EXPECT_EQ(describe_subnet(cloud, occupied.subnet)["AvailableIpAddressCount"], 252);
  std::string message = remove().expect_error("ResourceInUse");
  EXPECT_NE(message.find(occupied.instance), std::string::npos) << message;
  cloud.restart();
  remove().expect_error("ResourceInUse");

  terminate(cloud, occupied.instance);
  EXPECT_EQ(describe_subnet(cloud, occupied.subnet)["AvailableIpAddressCount"], 253);
  remove().expect_ok();
}

// M-30
TEST(SecurityGroupsInUse, are_deleted_only_when_no_instance_has_them) {
  Scenario cloud;
  Occupied occupied(cloud);
  auto remove = [&] {
    return cloud.call("vpc", "DeleteSecurityGroup", {{"SecurityGroupId", occupied.group}});
  };
  auto instances = [&] {
    return cloud.call(
        "vpc", "DescribeSecurityGroupAssociationStatistics",
        {{"SecurityGroupIds", {occupied.group}}})["SecurityGroupAssociationStatisticsSet"][0];
  };
  EXPECT_EQ(instances()["CVM"], 1);
  EXPECT_EQ(instances()["TotalCount"], 1);
  EXPECT_EQ(instances()["InstanceStatistics"][0]["InstanceType"], "CVM");
  std::string message = remove().expect_error("ResourceInUse");
  EXPECT_NE(message.find(occupied.instance), std::string::npos) << message;

  terminate(cloud, occupied.instance);
  EXPECT_EQ(instances()["CVM"], 0);
  remove().expect_ok();
}

// M-10
TEST(UsedAddresses, are_shown_with_what_holds_them) {
  Scenario cloud;
  Occupied occupied(cloud);
  auto used = [&](Parameters parameters) {
    return cloud.call("vpc", "DescribeUsedIpAddress", parameters);
  };
  auto found = used({{"VpcId", occupied.vpc},
                     {"SubnetId", occupied.subnet},
                     {"IpAddresses", {"10.0.1.9", "10.0.1.10"}}});
  EXPECT_EQ(found["TotalCount"], 1);
  EXPECT_EQ(found["IpAddressStates"][0]["VpcId"], occupied.vpc);
  EXPECT_EQ(found["IpAddressStates"][0]["SubnetId"], occupied.subnet);
  EXPECT_EQ(found["IpAddressStates"][0]["IpAddress"], "10.0.1.9");
  EXPECT_EQ(found["IpAddressStates"][0]["ResourceType"], "CVM");
  EXPECT_EQ(found["IpAddressStates"][0]["ResourceId"], occupied.instance);

  std::string other = create_subnet(cloud.alice(), occupied.vpc, "10.0.2.0/24");
  run_instance(cloud, occupied.vpc, other, "10.0.2.9", occupied.group);
  EXPECT_EQ(used({{"VpcId", occupied.vpc}})["TotalCount"], 2);
  auto page = used({{"VpcId", occupied.vpc}, {"Offset", 1}, {"Limit", 1}});
  EXPECT_EQ(page["TotalCount"], 2);
  EXPECT_EQ(page["IpAddressStates"][0]["IpAddress"], "10.0.2.9");
  auto filtered = used({{"VpcId", occupied.vpc},
                        {"Filters", {{{"Name", "resource-id"}, {"Values", {occupied.instance}}}}}});
  EXPECT_EQ(filtered["TotalCount"], 1);

  terminate(cloud, occupied.instance);
  EXPECT_EQ(used({{"VpcId", occupied.vpc}, {"IpAddresses", {"10.0.1.9"}}})["TotalCount"], 0);
}

// M-8, M-10, M-13
TEST(UsedAddresses, are_asked_for_within_a_vpc_of_the_caller) {
  Scenario cloud;
  Occupied occupied(cloud);
  auto refused = [&](Parameters parameters, std::string_view code) {
    cloud.call("vpc", "DescribeUsedIpAddress", parameters).expect_error(code);
  };
  refused({{"VpcId", occupied.vpc}, {"IpAddresses", {"10.9.0.1"}}},
          "InvalidParameterValue.ParameterMismatch");
  refused({{"VpcId", occupied.vpc}, {"SubnetId", occupied.subnet}, {"IpAddresses", {"10.0.2.1"}}},
          "InvalidParameterValue.ParameterMismatch");
  refused({{"VpcId", create_vpc(cloud.alice())}, {"SubnetId", occupied.subnet}},
          "InvalidParameterValue.ParameterMismatch");
  refused({{"VpcId", occupied.vpc}, {"IpAddresses", {"ten"}}}, "InvalidParameterValue.Malformed");
  refused({{"VpcId", "vpc-00000000"}}, "ResourceNotFound");
  cloud.as(kBob)
      .call("vpc", "DescribeUsedIpAddress", {{"VpcId", occupied.vpc}})
      .expect_error("ResourceNotFound");

  auto found = cloud.call(
      "vpc", "DescribeVpcPrivateIpAddresses",
      {{"VpcId", occupied.vpc}, {"PrivateIpAddresses", {"10.0.1.8", "10.0.1.9", "8.8.8.8"}}});
  EXPECT_EQ(found["VpcPrivateIpAddressSet"].size(), 1u);
  EXPECT_EQ(found["VpcPrivateIpAddressSet"][0]["PrivateIpAddress"], "10.0.1.9");
  EXPECT_EQ(found["VpcPrivateIpAddressSet"][0]["PrivateIpAddressType"], "CVM");
  EXPECT_EQ(found["VpcPrivateIpAddressSet"][0]["CidrBlock"], "10.0.1.0/24");
  EXPECT_EQ(found["VpcPrivateIpAddressSet"][0]["CreatedTime"], "2027-01-15 16:00:00");
}

// M-36
TEST(RoutesToInstances, name_an_instance_of_the_vpc_by_address_or_id_and_outlive_it) {
  Scenario cloud;
  Occupied occupied(cloud);
  std::string table = main_route_table(cloud.alice(), occupied.vpc);
  auto add = [&](std::string_view table, std::string_view destination, std::string_view gateway) {
    return cloud.call("vpc", "CreateRoutes",
                      {{"RouteTableId", table},
                       {"Routes",
                        {{{"DestinationCidrBlock", destination},
                          {"GatewayType", "NORMAL_CVM"},
                          {"GatewayId", gateway}}}}});
  };
  add(table, "192.168.1.0/24", "10.0.1.9").expect_ok();
  add(table, "192.168.2.0/24", occupied.instance).expect_ok();
  add(table, "192.168.3.0/24", "10.0.1.10").expect_error("ResourceNotFound");
  std::string elsewhere = main_route_table(cloud.alice(), create_vpc(cloud.alice()));
  add(elsewhere, "192.168.1.0/24", "10.0.1.9").expect_error("ResourceNotFound");
  add(elsewhere, "192.168.1.0/24", occupied.instance).expect_error("ResourceNotFound");

  terminate(cloud, occupied.instance);
  auto routes = cloud.call("vpc", "DescribeRouteTables",
                           {{"RouteTableIds", {table}}})["RouteTableSet"][0]["RouteSet"];
  EXPECT_EQ(routes.size(), 3u);
}

// M-34, M-35
TEST(DashboardsInUse, count_instances_and_addresses) {
  Scenario cloud;
  Occupied occupied(cloud);
  auto vpc = cloud.call("vpc", "DescribeVpcResourceDashboard",
                        {{"VpcIds", {occupied.vpc}}})["ResourceDashboardSet"][0];
  EXPECT_EQ(vpc["CVM"], 1);
  EXPECT_EQ(vpc["Ip"], 1);
  auto subnet = cloud.call("vpc", "DescribeSubnetResourceDashboard",
                           {{"SubnetIds", {occupied.subnet}}})["ResourceStatisticsSet"][0];
  EXPECT_EQ(subnet["Ip"], 1);
  EXPECT_EQ(subnet["ResourceStatisticsItemSet"][0]["ResourceCount"], 1);
}

}  // namespace
}  // namespace terrane
