// What else than instances has an address, and what lies between networks.
#include <gtest/gtest.h>

#include "scenarios/databases.h"
#include "scenarios/interfaces.h"
#include "scenarios/peerings.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

// A VPC with an instance at .9 of its first subnet.
struct Side {
  Client client;
  std::string vpc, subnet, instance;

  Side(const Client& client, const std::string& range, std::string_view zone = kZone)
      : client(client),
        vpc(create_vpc(client, range + ".0.0/16")),
        subnet(create_subnet(client, vpc, range + ".1.0/24", zone)),
        instance(run_one(client, in_network(vpc, subnet, range + ".1.9"), zone)) {}
};

// M-12
TEST(Reachability, a_peering_connection_joins_two_networks_once_both_lead_to_it) {
  Scenario cloud;
  Side one(cloud.alice(), "10.1"), other(cloud.alice(), "10.2");
  expect_decided(analyze(cloud.alice(), one.instance, other.instance), false, "VpcsIsolated",
                 one.instance);
  std::string link = peer_one(cloud.alice(), one.vpc, other.vpc);
  expect_decided(analyze(cloud.alice(), one.instance, other.instance), false, "VpcsIsolated",
                 one.instance);  // nothing leads to it
  route_to(cloud.alice(), one.vpc, link, "10.2.0.0/16").expect_ok();
  std::string back = main_route_table(cloud.alice(), other.vpc);
  Reply lost = analyze(cloud.alice(), one.instance, other.instance);
  expect_decided(lost, false, "NoReplyRoute", back);
  EXPECT_NE(lost["DecidedBy"]["Remedy"].text().find("next hop " + link), std::string::npos);
  route_to(cloud.alice(), other.vpc, link, "10.1.0.0/16").expect_ok();
  Reply joined = analyze(cloud.alice(), one.instance, other.instance);
  expect_reached(joined, default_group(cloud.alice()));
  EXPECT_EQ(hop_types(joined),
            "ENDPOINT SECURITY_GROUP ROUTE_TABLE PEERING_CONNECTION SECURITY_GROUP ENDPOINT");
  EXPECT_EQ(joined["HopSet"][3]["ResourceId"], link);
  expect_reached(analyze(cloud.alice(), other.instance, "10.1.1.9"), default_group(cloud.alice()));
}

// M-12, M-5: the second half of the walk is the other region's.
TEST(Reachability, a_peering_connection_joins_regions) {
  Scenario cloud;
  Side here(cloud.alice(), "10.1"), far(cloud.in(kFar), "10.2", "ap-shanghai-1");
  std::string to_far = R"("DestinationRegion":")" + std::string(kFar) + '"';
  std::string link = peer_one(cloud.alice(), here.vpc, far.vpc, kAlice, "sh");
  cloud.advance(seconds(60));  // letters
  route_to(cloud.alice(), here.vpc, link, "10.2.0.0/16").expect_ok();
  expect_decided(analyze(cloud.alice(), here.instance, far.instance, 22, to_far), false,
                 "NoReplyRoute", main_route_table(far.client, far.vpc));
  route_to(far.client, far.vpc, link, "10.1.0.0/16").expect_ok();
  Reply joined = analyze(cloud.alice(), here.instance, far.instance, 22, to_far);
  expect_reached(joined, default_group(far.client));
  EXPECT_EQ(joined["HopSet"][joined["HopSet"].size() - 1]["Region"], kFar);
  expect_reached(analyze(cloud.alice(), here.instance, "10.2.1.9"), default_group(far.client));
  delete_peering(far.client, link).expect_ok();
  cloud.advance(seconds(60));
  EXPECT_FALSE(
      analyze(cloud.alice(), here.instance, far.instance, 22, to_far)["Reachable"].truth());
}

// M-13: two accounts meet where both accepted; neither is shown the other's network.
TEST(Reachability, a_peering_connection_of_two_accounts_shows_neither_the_others_network) {
  Scenario cloud;
  Side mine(cloud.alice(), "10.1"), his(cloud.as(kBob), "10.2");
  std::string link = peer_one(cloud.alice(), mine.vpc, his.vpc, kBob);
  accept(his.client, link).expect_ok();
  route_to(mine.client, mine.vpc, link, "10.2.0.0/16").expect_ok();
  Reply lost = analyze(mine.client, mine.instance, "10.2.1.9");
  expect_decided(lost, false, "NoReplyRoute", "");
  route_to(his.client, his.vpc, link, "10.1.0.0/16").expect_ok();
  Reply joined = analyze(mine.client, mine.instance, "10.2.1.9");
  EXPECT_TRUE(joined["Reachable"].truth()) << joined.response();
  std::string all = boost::json::serialize(joined.response().value());
  EXPECT_EQ(all.find(his.instance), std::string::npos);
  EXPECT_EQ(all.find(default_group(his.client)), std::string::npos);
  analyze(mine.client, mine.instance, his.instance).expect_error("ResourceNotFound");
}

// M-10
TEST(Reachability, an_interface_answers_while_what_it_is_attached_to_is_up) {
  Scenario cloud;
  InterfacePlace place{cloud.alice()};
  std::string client = place.run(), server = place.run();
  std::string interface = place.create_one();
  std::string address = addresses_of(cloud.alice(), interface).at(0);
  expect_decided(analyze(cloud.alice(), client, interface), false, "ResourceState", interface);
  cloud
      .call("vpc", "AttachNetworkInterface",
            {{"NetworkInterfaceId", interface}, {"InstanceId", server}})
      .expect_ok();
  expect_reached(analyze(cloud.alice(), client, interface), default_group(cloud.alice()));
  expect_reached(analyze(cloud.alice(), client, address), default_group(cloud.alice()));
  ask(cloud.alice(), "StopInstances", server).expect_ok();
  expect_decided(analyze(cloud.alice(), client, address), false, "ResourceState", interface);
}

// M-11
TEST(Reachability, a_database_and_a_cache_are_reached_by_their_port_within_their_region) {
  Scenario cloud;
  std::string here = run_one(cloud.alice());
  std::string far = run_one(cloud.in("ap-shanghai"), "", "ap-shanghai-1");
  std::string database = create_database(cloud.alice()), cache = create_cache(cloud.alice());
  std::string to_here = R"("DestinationRegion":"ap-guangzhou")";
  for (auto [id, port] : {std::pair(database, 3306), std::pair(cache, 9101)}) {
    EXPECT_TRUE(analyze(cloud.alice(), here, id, port)["Reachable"].truth()) << id;
    expect_decided(analyze(cloud.alice(), here, id, 22), false, "PortNotServed", id);
    expect_decided(analyze(cloud.in("ap-shanghai"), far, id, port, to_here), false,
                   "RegionsIsolated", far);
    expect_decided(analyze(cloud.alice(), "internet", id, port), false, "PrivateAddressOnly", id);
  }
  isolate(cloud.alice(), database).expect_ok();
  expect_decided(analyze(cloud.alice(), here, database, 3306), false, "ResourceState", database);
}

}  // namespace
}  // namespace terrane
