// Who has a private path to whom: every subnet's route table leads to all ranges of its VPC,
// whatever the zone (M-7, M-10), and to no other account or region (M-11, M-13).
#include <gtest/gtest.h>

#include "scenarios/reachability.h"

namespace terrane {
namespace {

// An instance and where it is reached.
struct Place {
  Client client;
  std::string id, vpc, subnet, address;

  Place(const Client& client, const std::string& id) : client(client), id(id) {
    Json instance = shown(client, id);
    vpc = instance["VirtualPrivateCloud"]["VpcId"].text();
    subnet = instance["VirtualPrivateCloud"]["SubnetId"].text();
    address = instance["PrivateIpAddresses"][0].text();
  }
};

Json subnet_of(const Place& place) {
  return place.client.call("vpc", "DescribeSubnets",
                           {{"SubnetIds", {place.subnet}}})["SubnetSet"][0];
}

// Whether what is sent to the second's private address arrives at it.
bool reaches(const Place& from, const Place& to) {
  Reply told = analyze(from.client, from.id, to.address);
  Json hops = told["HopSet"];
  return told["Reachable"].truth() && hops[hops.size() - 1]["ResourceId"] == to.id;
}

std::string in_subnet(const std::string& vpc, const std::string& subnet,
                      const std::string& address) {
  return R"("VirtualPrivateCloud":{"VpcId":")" + vpc + R"(","SubnetId":")" + subnet +
         R"(","PrivateIpAddresses":[")" + address + R"("]})";
}

// M-7, M-10
TEST(PrivateNetwork, instances_of_two_zones_reach_each_other_in_the_default_network) {
  Scenario cloud;
  Place first(cloud.alice(), run_one(cloud.alice(), "", "ap-guangzhou-2"));
  Place second(cloud.alice(), run_one(cloud.alice(), "", "ap-guangzhou-3"));
  EXPECT_EQ(subnet_of(first)["Zone"], "ap-guangzhou-2");
  EXPECT_EQ(subnet_of(second)["Zone"], "ap-guangzhou-3");
  EXPECT_NE(first.address, second.address);
  EXPECT_TRUE(reaches(first, second));
  EXPECT_TRUE(reaches(second, first));
}

// M-7, M-10, M-34
TEST(PrivateNetwork, a_vpc_joins_its_subnets_of_all_zones_and_all_its_ranges) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice(), "10.0.0.0/16");
  cloud.call("vpc", "CreateAssistantCidr", {{"VpcId", vpc}, {"CidrBlocks", {"10.8.0.0/16"}}})
      .expect_ok();
  std::string near = create_subnet(cloud.alice(), vpc, "10.0.1.0/24", "ap-guangzhou-2");
  std::string far = create_subnet(cloud.alice(), vpc, "10.8.1.0/24", "ap-guangzhou-3");
  cloud
      .call("vpc", "ReplaceRouteTableAssociation",
            {{"SubnetId", far}, {"RouteTableId", create_route_table(cloud.alice(), vpc)}})
      .expect_ok();  // a table of one's own has the local routes, too
  Place first(cloud.alice(), run_one(cloud.alice(), in_subnet(vpc, near, "10.0.1.9")));
  Place second(cloud.alice(),
               run_one(cloud.alice(), in_subnet(vpc, far, "10.8.1.9"), "ap-guangzhou-3"));
  EXPECT_TRUE(reaches(first, second));
  EXPECT_TRUE(reaches(second, first));
}

// M-10
TEST(PrivateNetwork, no_route_of_ones_own_takes_the_path_between_zones_away) {
  Scenario cloud;
  Place first(cloud.alice(), run_one(cloud.alice(), "", "ap-guangzhou-2"));
  Place second(cloud.alice(), run_one(cloud.alice(), "", "ap-guangzhou-3"));
  std::string table = main_route_table(cloud.alice(), first.vpc);
  Json routes = cloud.call("vpc", "DescribeRouteTables",
                           {{"RouteTableIds", {table}}})["RouteTableSet"][0]["RouteSet"];
  ASSERT_EQ(routes.size(), 1u);
  int64_t local = routes[0]["RouteId"].number();
  EXPECT_FALSE(
      cloud.call("vpc", "DisableRoutes", {{"RouteTableId", table}, {"RouteIds", {local}}}).ok());
  EXPECT_FALSE(cloud
                   .call("vpc", "DeleteRoutes",
                         {{"RouteTableId", table}, {"Routes", {{{"RouteId", local}}}}})
                   .ok());
  EXPECT_FALSE(cloud
                   .call("vpc", "CreateRoutes",
                         {{"RouteTableId", table},
                          {"Routes",
                           {{{"DestinationCidrBlock", second.address + "/32"},
                             {"GatewayType", "NORMAL_CVM"},
                             {"GatewayId", first.address}}}}})
                   .ok());
  EXPECT_TRUE(reaches(first, second));
}

// M-11, M-13
TEST(PrivateNetwork, leads_to_no_other_account_region_or_vpc_even_at_the_same_address) {
  Scenario cloud;
  Client clients[] = {cloud.alice(), cloud.alice(), cloud.as(kBob), cloud.in("ap-shanghai")};
  std::vector<Place> places;
  for (const Client& client : clients) {
    std::string zone = places.size() == 3 ? "ap-shanghai-1" : std::string(kZone);
    std::string vpc = create_vpc(client);
    std::string subnet = create_subnet(client, vpc, "10.0.1.0/24", zone);
    std::string address = "10.0.1." + std::to_string(places.empty() ? 9 : 10);
    places.emplace_back(client, run_one(client, in_subnet(vpc, subnet, address), zone));
  }
  for (size_t i = 1; i < places.size(); ++i) {
    EXPECT_EQ(places[i].address, "10.0.1.10");  // the same in each, and each its own
    EXPECT_FALSE(reaches(places[0], places[i])) << i;
    EXPECT_FALSE(reaches(places[i], places[0])) << i;
  }
}

// M-10
TEST(PrivateNetwork, an_address_is_one_instances_only_and_free_again_when_it_is_gone) {
  Scenario cloud;
  std::string vpc = create_vpc(cloud.alice());
  std::string subnet = create_subnet(cloud.alice(), vpc);
  std::string at_nine = in_subnet(vpc, subnet, "10.0.1.9");
  std::string id = run_one(cloud.alice(), at_nine);
  EXPECT_FALSE(run(cloud.alice(), at_nine).ok());
  ask(cloud.alice(), "TerminateInstances", id).expect_ok();
  run(cloud.alice(), at_nine).expect_ok();
}

}  // namespace
}  // namespace terrane
