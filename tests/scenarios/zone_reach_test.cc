// Who reaches whom while a zone has no power or no network: nothing in it is reached, nothing in it
// reaches anything, and that is what decides; everything elsewhere is as ever, and so is all of it
// after the heal (M-6, M-10).
#include <gtest/gtest.h>

#include "scenarios/addresses.h"
#include "scenarios/balancers.h"
#include "scenarios/databases.h"
#include "scenarios/interfaces.h"
#include "scenarios/reachability.h"
#include "scenarios/zone_faults.h"

namespace terrane {
namespace {

// One of everything with an address in the zone, and an instance in another.
struct Town {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string vpc = create_vpc(alice);
  std::string near = create_subnet(alice, vpc, "10.0.1.0/24", kZone);
  std::string far = create_subnet(alice, vpc, "10.0.2.0/24", kOtherZone);
  std::string instance = run_one(alice, in_network(vpc, near, "10.0.1.9"));
  std::string neighbour = run_one(alice, in_network(vpc, near));
  std::string elsewhere = run_one(alice, in_network(vpc, far), kOtherZone);
  std::string address = allocate_one(alice);
  std::string interface, database, cache;

  Town() {
    std::string place = R"("UniqVpcId":")" + vpc + R"(","UniqSubnetId":")" + near + '"';
    database = create_database(alice, place);
    cache = create_cache(alice, R"("VpcId":")" + vpc + R"(","SubnetId":")" + near + '"');
    interface =
        alice
            .call("vpc", "CreateNetworkInterface",
                  {{"VpcId", vpc},
                   {"SubnetId", near},
                   {"NetworkInterfaceName", "second"}})["NetworkInterface"]["NetworkInterfaceId"]
            .text();
    attach(alice, interface, neighbour).expect_ok();
    associate(alice, address, instance).expect_ok();
  }
};

struct Fault {
  std::string_view kind, code;
};
constexpr Fault kFaults[] = {{"ZONE_POWER", "ZonePower"}, {"ZONE_NETWORK", "ZoneNetwork"}};

struct Path {
  std::string name, from, to;
  int port;
  std::string silent;  // what the verdict names
};

std::vector<Path> paths_into_the_zone(Town& town) {
  return {
      {"to an instance", town.elsewhere, town.instance, 22, town.instance},
      {"to its address", town.elsewhere, "10.0.1.9", 22, town.instance},
      {"from an instance", town.instance, town.elsewhere, 22, town.instance},
      {"within the zone", town.neighbour, town.instance, 22, town.neighbour},
      {"from the Internet", "internet", town.address, 22, town.instance},
      {"to the Internet", town.instance, "internet", 443, town.instance},
      {"to an interface", town.elsewhere, town.interface, 22, town.interface},
      {"to a database", town.elsewhere, town.database, 3306, town.database},
      {"to a cache", town.elsewhere, town.cache, 9101, town.cache},
  };
}

// M-6, M-10
TEST(ZoneReach, is_none_into_or_out_of_a_zone_without_power_or_network_until_it_is_healed) {
  for (const Fault& fault : kFaults) {
    SCOPED_TRACE(fault.kind);
    Town town;
    auto paths = paths_into_the_zone(town);
    auto expect_open = [&] {
      for (const Path& path : paths)
        EXPECT_TRUE(analyze(town.alice, path.from, path.to, path.port)["Reachable"].truth())
            << path.name;
    };
    expect_open();
    fail_zone(town.cloud, fault.kind);
    for (bool restarted : {false, true}) {
      if (restarted) town.cloud.restart();
      for (const Path& path : paths) {
        SCOPED_TRACE(path.name);
        Reply reply = analyze(town.alice, path.from, path.to, path.port);
        expect_decided(reply, false, fault.code, path.silent);
        EXPECT_NE(reply["DecidedBy"]["Text"].text().find(kZone), std::string::npos);
        EXPECT_NE(reply["DecidedBy"]["Remedy"].text().find("terrane zone heal"), std::string::npos);
      }
    }
    Reply chinese = analyze(town.alice.speaking(Language::kChinese), town.elsewhere, town.instance);
    EXPECT_NE(chinese["DecidedBy"]["Text"].text().find("可用区"), std::string::npos);
    heal_zone(town.cloud);
    town.cloud.advance(seconds(1));
    expect_open();
  }
}

// M-6
TEST(ZoneReach, without_network_changes_no_state_and_is_back_at_once) {
  Town town;
  fail_zone(town.cloud, "ZONE_NETWORK");
  EXPECT_EQ(state_of(town.alice, town.instance), "RUNNING");
  EXPECT_EQ(shown_database(town.alice, town.database)["Status"], 1);
  // The control plane is not the network: it starts and stops what nobody reaches.
  ask(town.alice, "RebootInstances", town.instance).expect_ok();
  std::string more = run_one(town.alice, in_network(town.vpc, town.near));
  EXPECT_EQ(state_of(town.alice, more), "RUNNING");
  heal_zone(town.cloud);
  EXPECT_TRUE(analyze(town.alice, town.elsewhere, more)["Reachable"].truth());
}

// M-6
TEST(ZoneReach, in_the_other_zones_is_as_ever) {
  for (const Fault& fault : kFaults) {
    SCOPED_TRACE(fault.kind);
    Town town;
    std::string second = run_one(town.alice, in_network(town.vpc, town.far), kOtherZone);
    std::string place = R"("VpcId":")" + town.vpc + R"(","SubnetId":")" + town.far + '"';
    std::string cache = create_cache(town.alice, place, kOtherZone);
    fail_zone(town.cloud, fault.kind);
    EXPECT_TRUE(analyze(town.alice, second, town.elsewhere)["Reachable"].truth());
    EXPECT_TRUE(analyze(town.alice, second, cache, 9101)["Reachable"].truth());
  }
}

// M-6: zones fail each by itself, and what is cut off twice is back when both are healed.
TEST(ZoneReach, is_back_when_every_fault_of_the_zone_is_healed) {
  Town town;
  fail_zone(town.cloud, "ZONE_NETWORK");
  fail_zone(town.cloud, "ZONE_POWER");
  fail_zone(town.cloud, "ZONE_NETWORK", kOtherZone);
  expect_decided(analyze(town.alice, town.instance, town.neighbour), false, "ZonePower",
                 town.instance);
  Client operators = town.cloud.as(kOperator);
  operators.call("terrane", "HealFaults", {{"FaultIds", {"zone-power/" + std::string(kZone)}}})
      .expect_ok();
  expect_decided(analyze(town.alice, town.instance, town.neighbour), false, "ZoneNetwork",
                 town.instance);
  heal_zone(town.cloud);
  EXPECT_TRUE(analyze(town.alice, town.instance, town.neighbour)["Reachable"].truth());
  expect_decided(analyze(town.alice, town.instance, town.elsewhere), false, "ZoneNetwork",
                 town.elsewhere);
  heal_zone(town.cloud, kOtherZone);
  EXPECT_TRUE(analyze(town.alice, town.instance, town.elsewhere)["Reachable"].truth());
}

// M-15: a standby in another zone takes over, at the same address.
TEST(ZoneReach, of_a_database_is_lost_with_the_last_zone_that_has_a_node_of_it) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string client = run_one(alice, "", kOtherZone);
  std::string place = R"("DeployMode":1,"SlaveZone":")" + std::string(kOtherZone) + '"';
  std::string twofold = create_database(alice, place);
  std::string single = create_database(alice);
  fail_zone(cloud, "ZONE_POWER");
  EXPECT_TRUE(analyze(alice, client, twofold, 3306)["Reachable"].truth());
  expect_decided(analyze(alice, client, single, 3306), false, "ZonePower", single);
  fail_zone(cloud, "ZONE_NETWORK", kOtherZone);
  EXPECT_FALSE(analyze(alice, client, twofold, 3306)["Reachable"].truth());
}

// M-14, M-15: a balancer is the region's, whatever zone it was made in.
TEST(ZoneReach, of_a_balancer_goes_on_with_its_targets_elsewhere) {
  for (const Fault& fault : kFaults) {
    SCOPED_TRACE(fault.kind);
    Scenario cloud;
    Client alice = cloud.alice();
    std::string balancer = create_balancer(alice);
    std::string listener = create_listener(alice, balancer);
    std::string near = run_one(alice), far = run_one(alice, {}, kOtherZone);
    for (const std::string& id : {near, far})
      on_balancer(alice, "RegisterTargets", balancer, with_target(listener, id)).expect_ok();
    fail_zone(cloud, fault.kind);
    Reply served = analyze(alice, "internet", balancer, 80);
    EXPECT_TRUE(served["Reachable"].truth());
    Json hops = served["HopSet"];
    EXPECT_EQ(hops[hops.size() - 1]["ResourceId"], far);
    fail_zone(cloud, fault.kind, kOtherZone);
    EXPECT_EQ(analyze(alice, "internet", balancer, 80)["DecidedBy"]["Code"], "NoHealthyTarget");
    heal_zone(cloud);
    cloud.advance(seconds(1));
    Reply back = analyze(alice, "internet", balancer, 80);
    EXPECT_TRUE(back["Reachable"].truth());
  }
}

}  // namespace
}  // namespace terrane
