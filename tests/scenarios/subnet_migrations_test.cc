// To keep private addresses a whole subnet moves, with all of its instances: its range lies in the
// new zone then, and the originals wait in another subnet of the old one (M-23).
#include <gtest/gtest.h>

#include "scenarios/balancers.h"
#include "scenarios/migrations.h"

namespace terrane {
namespace {

std::string address_of(const Client& client, const std::string& instance) {
  return shown(client, instance)["PrivateIpAddresses"][0].text();
}

std::string subnet_of(const Client& client, const std::string& instance) {
  return shown(client, instance)["VirtualPrivateCloud"]["SubnetId"].text();
}

bool subnet_is_gone(const Client& client, const std::string& id) {
  return client.call("vpc", "DescribeSubnets", {{"SubnetIds", {id}}})["TotalCount"] == 0;
}

// M-23, M-35
TEST(SubnetMigrations, all_instances_of_the_subnet_move_and_keep_their_addresses) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  Client& client = place.client;
  std::string table = create_route_table(client, place.vpc);
  client
      .call("vpc", "ReplaceRouteTableAssociation",
            {{"SubnetId", place.subnet}, {"RouteTableId", table}})
      .expect_ok();
  client
      .call("tag", "TagResources",
            {{"ResourceList", {"qcs::vpc:ap-guangzhou:uin/100000000001:subnet/" + place.subnet}},
             {"Tags", {{{"TagKey", "a"}, {"TagValue", "b"}}}}})
      .expect_ok();
  migrate(client, place.api, kKeep).expect_ok();

  Json done = migration_of(client, place.api);
  EXPECT_EQ(done["State"], "DONE");
  EXPECT_EQ(done["InstanceSet"].size(), 2u);
  std::string moved = done["SubnetId"].text();
  EXPECT_TRUE(subnet_is_gone(client, place.subnet));
  Json subnet = shown_subnet(client, moved);
  EXPECT_EQ(subnet["CidrBlock"], "10.0.1.0/24");
  EXPECT_EQ(subnet["Zone"], kNewZone);
  EXPECT_EQ(subnet["SubnetName"], "a subnet");
  EXPECT_EQ(subnet["RouteTableId"], table);
  EXPECT_EQ(subnet["TagSet"][0]["Value"], "b");
  std::string web = successor_of(client, place.web), api = successor_of(client, place.api);
  EXPECT_EQ(address_of(client, web), "10.0.1.10");
  EXPECT_EQ(address_of(client, api), "10.0.1.11");
  for (const std::string& id : {web, api}) {
    EXPECT_EQ(subnet_of(client, id), moved);
    EXPECT_EQ(state_of(client, id), "RUNNING");
  }
  // The originals wait where they are in nobody's way.
  EXPECT_EQ(subnet_of(client, place.web), done["OriginalSubnetId"].text());
  EXPECT_EQ(shown_subnet(client, done["OriginalSubnetId"].text())["Zone"], kOldZone);
  EXPECT_EQ(state_of(client, place.web), "STOPPED");
}

// M-23
TEST(SubnetMigrations, nothing_is_left_where_all_originals_are_destroyed) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  Client& client = place.client;
  migrate(client, place.web, R"("KeepPrivateIpAddress":true,"DestroyOriginal":true,
                                "DeleteImages":true)")
      .expect_ok();
  Json done = migration_of(client, place.web);
  EXPECT_EQ(done["State"], "DONE");
  EXPECT_FALSE(is_there(client, place.web));
  EXPECT_FALSE(is_there(client, place.api));
  EXPECT_TRUE(subnet_is_gone(client, done["OriginalSubnetId"].text()));
  EXPECT_EQ(own_images(client).size(), 0u);
  EXPECT_EQ(client.call("cbs", "DescribeSnapshots")["TotalCount"], 0);
}

// M-23, M-24
TEST(SubnetMigrations, an_original_paid_in_advance_waits_at_another_address_until_it_expires) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  Client& client = place.client;
  std::string waiting = create_subnet(client, place.vpc, "10.0.9.0/24", kOldZone);
  std::string prepaid = run_one(client, placed(place.vpc, place.subnet, "10.0.1.12",
                                               R"("InstanceChargeType":"PREPAID",
                                                  "InstanceChargePrepaid":{"Period":1})"));
  migrate(client, place.web,
          R"("KeepPrivateIpAddress":true,"DestroyOriginal":true,
                                "OriginalSubnetId":")" +
              waiting + '"')
      .expect_ok();
  EXPECT_FALSE(is_there(client, place.web));
  EXPECT_EQ(subnet_of(client, prepaid), waiting);
  EXPECT_EQ(state_of(client, prepaid), "STOPPED");
  EXPECT_EQ(address_of(client, successor_of(client, prepaid)), "10.0.1.12");
  cloud.advance(days(40));
  EXPECT_FALSE(is_there(client, prepaid));
}

// M-23, M-33
TEST(SubnetMigrations, targets_named_by_their_address_go_on_at_it) {
  Scenario cloud;
  TwoZones place{cloud.alice()};
  Client& client = place.client;
  std::string balancer = create_balancer(client, R"("VpcId":")" + place.vpc + '"');
  std::string listener = create_listener(client, balancer);
  on_balancer(client, "RegisterTargets", balancer,
              at_listener(listener) + R"(,"Targets":[{"EniIp":"10.0.1.10","Port":80}])")
      .expect_ok();
  migrate(client, place.web, kKeep).expect_ok();
  Json target = shown_targets(client, balancer)[0]["Targets"][0];
  EXPECT_EQ(target["PrivateIpAddresses"][0], "10.0.1.10");
  cloud.advance(seconds(60));  // until its checks have passed
  EXPECT_EQ(health_of(client, balancer), "Alive");
}

// M-23
TEST(SubnetMigrations, what_is_on_its_way_is_left_alone) {
  Scenario cloud(slowly());
  TwoZones place{cloud.alice()};
  Client& client = place.client;
  cloud.advance(seconds(20));
  migrate(client, place.web, kKeep).expect_ok();
  cloud.advance(seconds(5));
  for (const char* action : {"StartInstances", "StopInstances", "TerminateInstances"})
    EXPECT_FALSE(ask(client, action, place.web).ok()) << action;
  cloud.advance(seconds(6));  // it is stopped by now
  ask(client, "StartInstances", place.api)
      .expect_error("OperationDenied.InstanceOperationInProgress");
  client
      .call("cvm", "ModifyInstancesAttribute",
            {{"InstanceIds", {place.web}}, {"InstanceName", "other"}})
      .expect_error("OperationDenied.InstanceOperationInProgress");
  run(client, placed(place.vpc, place.subnet)).expect_error("MutexOperation.TaskRunning");
  client.call("vpc", "ModifySubnetAttribute", {{"SubnetId", place.subnet}, {"SubnetName", "other"}})
      .expect_error("MutexOperation.TaskRunning");
  migrate(client, place.api).expect_error("OperationDenied.InstanceOperationInProgress");
  cloud.advance(seconds(60));
  EXPECT_EQ(migration_state(client, place.web), "DONE");
  ask(client, "StopInstances", successor_of(client, place.web)).expect_ok();
}

}  // namespace
}  // namespace terrane
