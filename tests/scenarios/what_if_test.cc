// What if something failed (M-37): the cloud tells an account what the loss of a zone, a region or
// a link would take down, before it happens. Nothing fails by being asked.
#include <gtest/gtest.h>

#include <map>

#include "scenarios/addresses.h"
#include "scenarios/balancers.h"
#include "scenarios/databases.h"
#include "scenarios/disks.h"
#include "scenarios/images.h"
#include "scenarios/peerings.h"
#include "scenarios/reachability.h"
#include "scenarios/zone_faults.h"

namespace terrane {
namespace {

Reply what_if(const Client& client, const std::string& request) {
  return client.call("terrane", "DescribeImpact", request);
}
Reply what_if_zone(const Client& client, std::string_view zone = kZone) {
  return what_if(client, R"({"Zone":")" + std::string(zone) + R"("})");
}

// Of each endpoint what would become of it; of a route by its destination.
std::map<std::string, std::string> effects(const Reply& reply) {
  std::map<std::string, std::string> found;
  Json endpoints = reply["EndpointSet"];
  for (size_t i = 0; i < endpoints.size(); ++i) {
    bool is_route = endpoints[i]["Type"] == "ROUTE";
    found[endpoints[i][is_route ? "Address" : "ResourceId"].text()] = endpoints[i]["Effect"].text();
  }
  return found;
}

// The element of the list that is about the resource.
Json about(const Reply& reply, std::string_view list, const std::string& id) {
  Json elements = reply[list];
  for (size_t i = 0; i < elements.size(); ++i)
    if (elements[i]["ResourceId"] == id) return elements[i];
  ADD_FAILURE() << list << " has nothing of " << id << ": " << reply.response();
  return Json(boost::json::object());
}
bool is_about(const Reply& reply, std::string_view list, const std::string& id) {
  Json elements = reply[list];
  for (size_t i = 0; i < elements.size(); ++i)
    if (elements[i]["ResourceId"] == id) return true;
  return false;
}

// Carries out what was proposed for the resource.
void carry_out(const Client& client, const Reply& reply, const std::string& id) {
  Json remedy = about(reply, "RemedySet", id);
  client.in(remedy["Region"].text())
      .call(remedy["Service"].text(), remedy["Action"].text(), remedy["Parameters"].text())
      .expect_ok();
}

void make_fail(Scenario& cloud, const std::string& fault) {
  cloud.as(kOperator).call("terrane", "CreateFault", fault).expect_ok();
}

struct Shop {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string balancer = create_balancer(alice);
  std::string listener = create_listener(alice, balancer);
  std::string near = run_one(alice);
  std::string far = run_one(alice, {}, kOtherZone);

  void add(const std::string& instance, std::string_view more = {}) {
    on_balancer(alice, "RegisterTargets", balancer,
                at_listener(listener) + R"(,"Targets":[)" + target(instance, 80, more) + "]")
        .expect_ok();
  }
};

// M-15, M-37
TEST(WhatIf, a_zone_takes_down_what_stands_on_it_alone) {
  Shop shop;
  shop.add(shop.near);
  Scenario::Dump before = shop.cloud.dump();
  Reply told = what_if_zone(shop.alice);
  EXPECT_EQ(shop.cloud.dump(), before);  // nothing was changed by asking
  EXPECT_EQ(told["Stops"], true);
  EXPECT_EQ(told["FaultId"], "zone-power/ap-guangzhou-2");
  EXPECT_EQ(
      told["Summary"],
      "If zone ap-guangzhou-2 (Guangzhou Zone II) lost its power, the one endpoint that serves "
      "now would stop, 1 resource would be down.");
  Json endpoint = about(told, "EndpointSet", shop.listener);
  EXPECT_EQ(endpoint["Effect"], "STOPS");
  EXPECT_EQ(endpoint["Code"], "NoHealthyTarget");
  EXPECT_EQ(endpoint["OwnerId"], shop.balancer);
  EXPECT_EQ(endpoint["Port"], 80);
  EXPECT_EQ(endpoint["Public"], true);
  EXPECT_EQ(about(told, "DownSet", shop.near)["Zone"], kZone);
  EXPECT_EQ(analyze(shop.alice, "internet", shop.balancer, 80)["Reachable"], true);

  Reply other = what_if_zone(shop.alice, kOtherZone);
  EXPECT_EQ(other["Stops"], false);
  EXPECT_EQ(effects(other)[shop.listener], "SERVES");
  EXPECT_EQ(about(other, "DownSet", shop.far)["Zone"], kOtherZone);
}

// M-37
TEST(WhatIf, a_target_in_another_zone_is_proposed_and_helps) {
  Shop shop;
  shop.add(shop.near, R"("Weight":30)");
  Reply told = what_if_zone(shop.alice);
  Json remedy = about(told, "RemedySet", shop.listener);
  EXPECT_EQ(remedy["Action"], "RegisterTargets");
  EXPECT_EQ(remedy["When"], "BEFORE");
  EXPECT_NE(remedy["Command"].text().find("terrane api clb RegisterTargets '{"), std::string::npos);
  carry_out(shop.alice, told, shop.listener);
  told = what_if_zone(shop.alice);
  EXPECT_EQ(told["Stops"], false);
  EXPECT_EQ(told["DegradedCount"], 1);
  Json endpoint = about(told, "EndpointSet", shop.listener);
  EXPECT_EQ(endpoint["Effect"], "DEGRADED");
  EXPECT_EQ(endpoint["TargetsBefore"], 2);
  EXPECT_EQ(endpoint["TargetsAfter"], 1);
  EXPECT_EQ(endpoint["WeightBefore"], 40);
  EXPECT_EQ(endpoint["WeightAfter"], 10);
  EXPECT_EQ(endpoint["Reason"], "1 of 2 targets remain, 10 of 40 by weight.");
}

// M-37: each rule of a listener stands on its own targets.
TEST(WhatIf, rules_of_one_listener_are_told_apart) {
  Shop shop;
  std::string http =
      create_listener(shop.alice, shop.balancer, R"("Protocol":"HTTP","Ports":[8080])");
  std::string a = create_rule(shop.alice, shop.balancer, http);
  std::string b =
      create_rule(shop.alice, shop.balancer, http, R"("Domain":"b.example.com","Url":"/")");
  auto add = [&](const std::string& rule, const std::string& instance) {
    on_balancer(shop.alice, "RegisterTargets", shop.balancer,
                at_listener(http) + R"(,"LocationId":")" + rule + R"(","Targets":[)" +
                    target(instance) + "]")
        .expect_ok();
  };
  add(a, shop.near);
  add(b, shop.far);
  Reply told = what_if_zone(shop.alice);
  EXPECT_EQ(effects(told)[a], "STOPS");
  EXPECT_EQ(effects(told)[b], "SERVES");
  EXPECT_EQ(about(told, "EndpointSet", a)["Name"], "a.example.com/");
  EXPECT_EQ(about(told, "EndpointSet", a)["Type"], "RULE");
  carry_out(shop.alice, told, a);
  EXPECT_EQ(effects(what_if_zone(shop.alice))[a], "DEGRADED");
}

// M-15, M-37
TEST(WhatIf, an_elastic_ip_stops_and_can_be_moved) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice), spare = run_one(alice, {}, kOtherZone);
  std::string address = allocate_one(alice);
  associate(alice, address, instance).expect_ok();
  Reply told = what_if_zone(alice);
  EXPECT_EQ(effects(told)[address], "STOPS");
  EXPECT_EQ(about(told, "EndpointSet", address)["OwnerId"], instance);
  EXPECT_EQ(about(told, "EndpointSet", address)["Zone"], kZone);
  Json remedy = about(told, "RemedySet", address);
  EXPECT_EQ(remedy["Action"], "AssociateAddress");
  EXPECT_EQ(remedy["When"], "AFTER");
  EXPECT_NE(remedy["Parameters"].text().find(spare), std::string::npos);
  make_fail(cloud, R"({"Kind":"ZONE_NETWORK","Zone":"ap-guangzhou-2"})");
  EXPECT_EQ(analyze(alice, "internet", address)["Reachable"], false);
  carry_out(alice, told, address);
  EXPECT_EQ(analyze(alice, "internet", address)["Reachable"], true);
}

TEST(WhatIf, an_ordinary_public_address_is_better_made_elastic) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string instance = run_one(alice, R"("InternetAccessible":{"InternetMaxBandwidthOut":1})");
  Reply told = what_if_zone(alice);
  EXPECT_EQ(effects(told)[instance], "STOPS");
  EXPECT_EQ(about(told, "RemedySet", instance)["Action"], "TransformAddress");
  carry_out(alice, told, instance);
}

// M-37: what only some are let in to is asked by one of them.
TEST(WhatIf, what_security_groups_keep_from_most_is_told_too) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string group = create_security_group(alice);
  std::string instance = run_one(alice, with_groups({group}));
  std::string address = allocate_one(alice);
  associate(alice, address, instance).expect_ok();
  EXPECT_EQ(what_if_zone(alice)["EndpointSet"].size(), 0u);  // nobody reaches it
  add_policy(alice, group, "Ingress",
             R"("Protocol":"TCP","Port":"8443","CidrBlock":"203.0.113.0/24","Action":"ACCEPT")");
  Json endpoint = about(what_if_zone(alice), "EndpointSet", address);
  EXPECT_EQ(endpoint["Port"], 8443);
  EXPECT_EQ(endpoint["Effect"], "STOPS");
}

// M-11, M-37
TEST(WhatIf, databases_and_caches_of_one_zone_stop_and_have_no_copy) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string database = create_database(alice), cache = create_cache(alice);
  Reply told = what_if_zone(alice);
  EXPECT_EQ(effects(told)[database], "STOPS");
  EXPECT_EQ(effects(told)[cache], "STOPS");
  EXPECT_TRUE(is_about(told, "SingleCopySet", database));
  EXPECT_TRUE(is_about(told, "SingleCopySet", cache));
  EXPECT_EQ(about(told, "RemedySet", database)["Action"], "UpgradeDBInstance");
  EXPECT_EQ(about(told, "RemedySet", cache)["Action"], "CreateCache");
  carry_out(alice, told, database);
  carry_out(alice, told, cache);
  cloud.advance(hours(1));
  told = what_if_zone(alice);
  EXPECT_EQ(effects(told)[database], "SERVES");  // its standby takes over
  EXPECT_FALSE(is_about(told, "SingleCopySet", database));
  EXPECT_EQ(effects(told)[cache], "STOPS");
}

// M-37
TEST(WhatIf, stock_that_could_not_take_the_load_is_told_by_type) {
  Scenario cloud({.changes = "[hosts]\nracks = 1\nswitches_per_rack = 1\nhosts_per_switch = 1\n"
                             "cores = 16\nmemory_gib = 64\nlocal_disk_gib = 1000\n"});
  Client alice = cloud.alice();
  run(alice, R"("InstanceCount":3)", kZone, "S5.LARGE8").expect_ok();
  run(alice, R"("InstanceCount":2)", kZone, "S5.SMALL1").expect_ok();
  Json stock = what_if_zone(alice)["StockSet"];
  EXPECT_EQ(stock[0]["InstanceType"], "S5.LARGE8");
  EXPECT_EQ(stock[0]["Count"], 3);
  EXPECT_EQ(stock[0]["Fits"], 3);
  EXPECT_EQ(stock[0]["Zones"][0], kOtherZone);
  run(alice, R"("InstanceCount":2)", kOtherZone, "S5.LARGE8").expect_ok();
  stock = what_if_zone(alice)["StockSet"];
  EXPECT_EQ(stock[0]["Fits"], 2);  // large ones first, and then there is no room
  EXPECT_EQ(stock[1]["Fits"], 0);
  EXPECT_EQ(stock[0]["Reason"], "There is room elsewhere for 2 of 3.");
  cloud.as(kOperator)
      .call("terrane", "ModifyZoneStock", R"({"Zone":"ap-guangzhou-3","SoldOut":true})")
      .expect_ok();
  EXPECT_EQ(what_if_zone(alice)["StockSet"][0]["Fits"], 0);
}

// M-37
TEST(WhatIf, room_elsewhere_keeps_the_instances_of_a_placement_group_apart) {
  Scenario cloud({.changes = "[hosts]\nracks = 1\nswitches_per_rack = 1\nhosts_per_switch = 3\n"
                             "cores = 16\nmemory_gib = 64\nlocal_disk_gib = 1000\n"});
  Client alice = cloud.alice();
  std::string group = alice
                          .call("cvm", "CreateDisasterRecoverGroup",
                                {{"Name", "apart"}, {"Type", "HOST"}})["DisasterRecoverGroupId"]
                          .text();
  std::string in_group = R"("DisasterRecoverGroupIds":[")" + group + R"("])";
  run(alice, in_group + R"(,"InstanceCount":3)").expect_ok();
  EXPECT_EQ(what_if_zone(alice)["StockSet"][0]["Fits"], 3);
  run(alice, in_group, kOtherZone).expect_ok();  // one of its three hosts is taken for the group
  EXPECT_EQ(what_if_zone(alice)["StockSet"][0]["Count"], 3);
  EXPECT_EQ(what_if_zone(alice)["StockSet"][0]["Fits"], 2);
}

// M-37: with no instance elsewhere, one like it is proposed where there is room for it.
TEST(WhatIf, an_instance_like_the_only_one_is_proposed_in_another_zone) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string vpc = create_vpc(alice);
  std::string subnet = create_subnet(alice, vpc);
  std::string balancer = create_balancer(alice, R"("VpcId":")" + vpc + '"');
  std::string listener = create_listener(alice, balancer);
  on_balancer(alice, "RegisterTargets", balancer,
              with_target(listener, run_one(alice, in_network(vpc, subnet))))
      .expect_ok();
  Reply told = what_if_zone(alice);
  EXPECT_EQ(about(told, "RemedySet", listener)["Action"], "CreateSubnet");
  carry_out(alice, told, listener);
  told = what_if_zone(alice);
  EXPECT_EQ(about(told, "RemedySet", listener)["Action"], "RunInstances");
  carry_out(alice, told, listener);
  told = what_if_zone(alice);
  EXPECT_EQ(about(told, "RemedySet", listener)["Action"], "RegisterTargets");
  carry_out(alice, told, listener);
  EXPECT_EQ(what_if_zone(alice)["Stops"], false);
}

// M-37: what fails already is not told again.
TEST(WhatIf, the_present_state_is_what_is_asked) {
  Shop shop;
  shop.add(shop.near);
  shop.add(shop.far);
  EXPECT_EQ(effects(what_if_zone(shop.alice))[shop.listener], "DEGRADED");
  make_fail(shop.cloud, R"({"Kind":"ZONE_NETWORK","Zone":"ap-guangzhou-3"})");
  EXPECT_EQ(effects(what_if_zone(shop.alice))[shop.listener], "STOPS");
  EXPECT_EQ(effects(what_if_zone(shop.alice, kOtherZone))[shop.listener], "SERVES");
  Reply told = what_if(shop.alice, R"({"Zone":"ap-guangzhou-2","Kind":"ZONE_NETWORK"})");
  EXPECT_NE(told["Summary"].text().find("lost its network"), std::string::npos);
  EXPECT_EQ(effects(told)[shop.listener], "STOPS");
}

// M-5, M-37
TEST(WhatIf, a_region_takes_down_its_own_and_others_go_on) {
  Scenario cloud;
  Client alice = cloud.alice(), far = cloud.in("ap-shanghai");
  std::string here = run_one(alice), there = run_one(far, {}, "ap-shanghai-1");
  std::string address = allocate_one(alice), far_address = allocate_one(far);
  associate(alice, address, here).expect_ok();
  associate(far, far_address, there).expect_ok();
  Scenario::Dump before = cloud.dump();
  Reply told = what_if(alice, R"({"Region":"ap-guangzhou"})");
  EXPECT_EQ(cloud.dump(), before);
  EXPECT_EQ(effects(told)[address], "STOPS");
  EXPECT_EQ(effects(told)[far_address], "SERVES");
  EXPECT_EQ(about(told, "EndpointSet", address)["Code"], "RegionFault");
  EXPECT_TRUE(is_about(told, "DownSet", here));
  EXPECT_FALSE(is_about(told, "DownSet", there));
  EXPECT_EQ(told["SurvivingRegionSet"].size(), 1u);
  EXPECT_EQ(told["SurvivingRegionSet"][0]["Region"], "ap-shanghai");
  EXPECT_EQ(told["SurvivingRegionSet"][0]["EndpointCount"], 1);
}

// M-21, M-32, M-37
TEST(WhatIf, images_and_snapshots_of_one_region_are_told_with_how_to_copy_them) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string image = create_image(alice, run_one(alice));
  std::string disk = create_disk(alice), bare = create_disk(alice);
  std::string snapshot = create_snapshot(alice, disk);
  std::string database = create_database(alice);
  cloud.advance(hours(1));
  const char* question = R"({"Region":"ap-guangzhou"})";
  Reply told = what_if(alice, question);
  for (const std::string& id : {image, snapshot, disk, bare, database})
    EXPECT_TRUE(is_about(told, "SingleCopySet", id)) << id;
  EXPECT_EQ(about(told, "RemedySet", image)["Action"], "SyncImages");
  EXPECT_EQ(about(told, "RemedySet", snapshot)["Action"], "CopySnapshotCrossRegions");
  EXPECT_EQ(about(told, "RemedySet", bare)["Action"], "CreateSnapshot");
  for (const std::string& id : {image, snapshot, bare}) carry_out(alice, told, id);
  cloud.advance(hours(1));
  told = what_if(alice, question);
  for (const std::string& id : {image, snapshot, disk})
    EXPECT_FALSE(is_about(told, "SingleCopySet", id)) << id;
  EXPECT_TRUE(is_about(told, "SingleCopySet", bare));  // its snapshot is here alone
}

// M-12, M-37
TEST(WhatIf, a_link_takes_peering_routes_with_it) {
  Scenario cloud;
  Client alice = cloud.alice(), far = cloud.in(kFar);
  std::string here = create_vpc(alice), there = create_vpc(far, "10.1.0.0/16");
  create_subnet(alice, here);
  create_subnet(far, there, "10.1.1.0/24", "ap-shanghai-1");
  std::string peering = peer_one(alice, here, there, kAlice, "sh");
  cloud.advance(seconds(5));
  route_to(alice, here, peering, "10.1.0.0/16").expect_ok();
  route_to(far, there, peering, "10.0.0.0/16").expect_ok();
  for (const char* question : {R"({"Region":"ap-guangzhou","OtherRegion":"ap-shanghai"})",
                               R"({"Region":"ap-shanghai","OtherRegion":"ap-guangzhou"})"}) {
    Reply told = what_if(alice, question);
    EXPECT_EQ(effects(told)["10.1.0.0/16"], "STOPS") << told.response();
    EXPECT_EQ(effects(told)["10.0.0.0/16"], "STOPS") << told.response();
    EXPECT_EQ(told["StopCount"], 2);
    EXPECT_EQ(told["DownCount"], 0);
    EXPECT_EQ(told["FaultId"], "link/ap-guangzhou/ap-shanghai");
  }
  // To the other side, a region that is lost is as far away.
  EXPECT_EQ(effects(what_if(alice, R"({"Region":"ap-shanghai"})"))["10.1.0.0/16"], "STOPS");
  Reply elsewhere = what_if(alice, R"({"Region":"ap-guangzhou","OtherRegion":"ap-beijing"})");
  EXPECT_EQ(elsewhere["Stops"], false);
  EXPECT_EQ(effects(elsewhere)["10.1.0.0/16"], "SERVES");
}

// M-21, M-37
TEST(WhatIf, a_link_holds_up_the_copies_that_are_on_their_way_over_it) {
  Scenario cloud({.changes = "[durations]\ncopy_ms_per_gib = 1000\n"});
  Client alice = cloud.alice();
  std::string image = create_image(alice, run_one(alice));
  cloud.advance(hours(1));
  alice.call("cvm", "SyncImages", {{"ImageIds", {image}}, {"DestinationRegions", {"ap-shanghai"}}})
      .expect_ok();
  Reply told = what_if(alice, R"({"Region":"ap-guangzhou","OtherRegion":"ap-shanghai"})");
  EXPECT_EQ(told["WaitingCopySet"].size(), 1u);
  EXPECT_EQ(told["WaitingCopySet"][0]["ResourceId"], image);
  EXPECT_NE(told["Summary"].text().find("1 copy would wait"), std::string::npos);
  Reply other = what_if(alice, R"({"Region":"ap-guangzhou","OtherRegion":"ap-beijing"})");
  EXPECT_EQ(other["WaitingCopySet"].size(), 0u);
}

// M-7, M-37
TEST(WhatIf, a_route_to_an_instance_that_forwards_stops_with_its_zone) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string vpc = create_vpc(alice);
  std::string subnet = create_subnet(alice, vpc);
  std::string forwarder = run_one(alice, in_network(vpc, subnet, "10.0.1.9"));
  alice
      .call("vpc", "CreateRoutes",
            {{"RouteTableId", main_route_table(alice, vpc)},
             {"Routes",
              {{{"DestinationCidrBlock", "192.168.0.0/16"},
                {"GatewayType", "NORMAL_CVM"},
                {"GatewayId", "10.0.1.9"}}}}})
      .expect_ok();
  Reply told = what_if_zone(alice);
  EXPECT_EQ(effects(told)["192.168.0.0/16"], "STOPS");
  EXPECT_EQ(told["EndpointSet"][0]["OwnerId"], forwarder);
}

// M-13, M-37
TEST(WhatIf, is_answered_of_ones_own_account_alone_except_for_operators) {
  Shop shop;
  shop.add(shop.near);
  Client bob = shop.cloud.as(kBob), admin = shop.cloud.as(kOperator);
  EXPECT_EQ(what_if_zone(bob)["EndpointSet"].size(), 0u);
  EXPECT_EQ(what_if_zone(bob)["DownCount"], 0);
  std::string of_alice = R"({"Zone":"ap-guangzhou-2","Uin":100000000001})";
  what_if(bob, of_alice).expect_error("UnauthorizedOperation");
  what_if(bob, R"({"Zone":"ap-guangzhou-2","AllAccounts":true})")
      .expect_error("UnauthorizedOperation");
  EXPECT_EQ(effects(what_if(admin, of_alice))[shop.listener], "STOPS");
  Reply all = what_if(admin, R"({"Zone":"ap-guangzhou-2","AllAccounts":true})");
  EXPECT_EQ(about(all, "EndpointSet", shop.listener)["Uin"], 100000000001);
  what_if(admin, R"({"Zone":"ap-guangzhou-2","Uin":5})").expect_error("ResourceNotFound.Account");
}

TEST(WhatIf, names_something_that_can_fail) {
  Scenario cloud;
  Client alice = cloud.alice();
  what_if(alice, "{}").expect_error("MissingParameter");
  what_if(alice, R"({"OtherRegion":"ap-beijing"})").expect_error("MissingParameter");
  what_if(alice, R"({"Zone":"ap-mars-1"})").expect_error("ResourceNotFound.Zone");
  what_if(alice, R"({"Region":"ap-mars"})").expect_error("ResourceNotFound.Region");
  what_if(alice, R"({"Region":"ap-beijing","OtherRegion":"ap-beijing"})")
      .expect_error("InvalidParameterValue.OtherRegion");
  what_if(alice, R"({"Zone":"ap-guangzhou-2","Kind":"LINK"})")
      .expect_error("InvalidParameterValue.Kind");
  what_if(alice, R"({"Zone":"ap-guangzhou-2","Limit":0})")
      .expect_error("InvalidParameterValue.Limit");
  Reply chinese = what_if_zone(alice.speaking(Language::kChinese));
  EXPECT_NE(chinese["Summary"].text().find("若可用区 ap-guangzhou-2（广州二区）断电"),
            std::string::npos)
      << chinese["Summary"];
}

}  // namespace
}  // namespace terrane
