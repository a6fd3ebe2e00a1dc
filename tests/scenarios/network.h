// What many scenarios begin with: a VPC, a subnet, a security group.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/scenario.h"

namespace terrane {

inline std::string create_vpc(const Client& client, std::string_view range = "10.0.0.0/16") {
  return client
      .call("vpc", "CreateVpc", {{"VpcName", "a VPC"}, {"CidrBlock", range}})["Vpc"]["VpcId"]
      .text();
}

inline std::string create_subnet(const Client& client, std::string_view vpc,
                                 std::string_view range = "10.0.1.0/24",
                                 std::string_view zone = "ap-guangzhou-2") {
  return client
      .call("vpc", "CreateSubnet",
            {{"VpcId", vpc},
             {"SubnetName", "a subnet"},
             {"CidrBlock", range},
             {"Zone", zone}})["Subnet"]["SubnetId"]
      .text();
}

inline std::string create_route_table(const Client& client, std::string_view vpc) {
  return client
      .call("vpc", "CreateRouteTable",
            {{"VpcId", vpc}, {"RouteTableName", "a table"}})["RouteTable"]["RouteTableId"]
      .text();
}

inline std::string main_route_table(const Client& client, std::string_view vpc) {
  return client
      .call("vpc", "DescribeRouteTables",
            {{"Filters",
              {{{"Name", "vpc-id"}, {"Values", {vpc}}},
               {{"Name", "association.main"},
                {"Values", {"true"}}}}}})["RouteTableSet"][0]["RouteTableId"]
      .text();
}

inline std::string create_security_group(const Client& client) {
  return client
      .call("vpc", "CreateSecurityGroup",
            {{"GroupName", "a group"},
             {"GroupDescription", "for tests"}})["SecurityGroup"]["SecurityGroupId"]
      .text();
}

}  // namespace terrane
