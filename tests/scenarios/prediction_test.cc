// What is foretold of a fault is what happens when it is made (M-37): in worlds that chance built,
// every endpoint is asked again once the zone, the region or the link has failed.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "scenarios/addresses.h"
#include "scenarios/balancers.h"
#include "scenarios/databases.h"
#include "scenarios/hosts.h"
#include "scenarios/peerings.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

class RandomWorld {
 public:
  explicit RandomWorld(uint64_t seed, Scenario::Options options = {})
      : cloud(with_seed(std::move(options), seed)), random_(seed) {
    guarded_ = create_security_group(alice);
    add_policy(alice, guarded_, "Ingress",
               R"("Protocol":"TCP","Port":"80,22","CidrBlock":"0.0.0.0/0","Action":"ACCEPT")");
    for (std::string_view zone : {kZone, kOtherZone})
      observers_[std::string(zone)] = run_one(alice, {}, zone);
    for (int i = 0, count = 2 + up_to(5); i < count; ++i) add_instance();
    for (int i = 0, count = 1 + up_to(3); i < count; ++i) add_balancer();
    for (int i = 0, count = up_to(3); i < count; ++i)
      (void)associate(alice, allocate_one(alice), any_instance());
    for (int i = 0, count = up_to(3); i < count; ++i) add_database();
    if (up_to(2)) create_cache(alice, {}, any_zone());
    if (up_to(3) == 0) ask(alice, "StopInstances", any_instance()).expect_ok();
  }

  int up_to(int most) { return int(random_() % uint64_t(most)); }
  std::string_view any_zone() { return up_to(2) ? kZone : kOtherZone; }
  // An instance that nothing of the zone's keeps from asking.
  const std::string& observer_outside(std::string_view zone) const {
    return observers_.at(std::string(zone == kZone ? kOtherZone : kZone));
  }

  Scenario cloud;
  Client alice = cloud.alice();

 private:
  static Scenario::Options with_seed(Scenario::Options options, uint64_t seed) {
    options.seed = seed;
    return options;
  }
  const std::string& any_instance() { return instances_[size_t(up_to(int(instances_.size())))]; }

  void add_instance() {
    std::string more = up_to(3) == 0 ? with_groups({guarded_}) : std::string();
    if (up_to(3) == 0)
      more += std::string(more.empty() ? "" : ",") +
              R"("InternetAccessible":{"InternetMaxBandwidthOut":1})";
    instances_.push_back(run_one(alice, more, any_zone()));
  }
  void add_balancer() {
    std::string balancer = create_balancer(alice), listener = create_listener(alice, balancer);
    for (int i = 0, count = up_to(4); i < count; ++i)  // some are there already
      (void)on_balancer(alice, "RegisterTargets", balancer, with_target(listener, any_instance()));
  }
  void add_database() {
    std::string_view zone = any_zone();
    std::string standby =
        R"("DeployMode":1,"SlaveZone":")" + std::string(zone == kZone ? kOtherZone : kZone) + '"';
    create_database(alice, up_to(2) ? standby : std::string(), zone);
  }

  std::mt19937_64 random_;
  std::string guarded_;
  std::map<std::string, std::string> observers_;
  std::vector<std::string> instances_;
};

// Whether each endpoint that was told of is reached, by its ID: public ones from the Internet, the
// others from the observer.
std::map<std::string, bool> ask_each(const Client& client, const Json& endpoints,
                                     const std::string& observer) {
  std::map<std::string, bool> reached;
  for (size_t i = 0; i < endpoints.size(); ++i) {
    bool is_listener = endpoints[i]["Type"] == "LISTENER";
    std::string id = endpoints[i]["ResourceId"].text();
    std::string target = is_listener ? endpoints[i]["OwnerId"].text() : id;
    std::string source = endpoints[i]["Public"].truth() ? "internet" : observer;
    reached[id] =
        analyze(client, source, target, int(endpoints[i]["Port"].number()))["Reachable"].truth();
  }
  return reached;
}

// M-6, M-37
TEST(Prediction, of_a_zones_loss_is_what_happens_when_it_is_lost) {
  constexpr uint64_t kWorlds = 40;
  std::map<std::string, int> stopped, served;  // by the type of endpoint
  for (uint64_t seed = 1; seed <= kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    RandomWorld world(seed);
    std::string_view zone = world.any_zone(), kind = world.up_to(2) ? "ZONE_POWER" : "ZONE_NETWORK";
    const std::string& observer = world.observer_outside(zone);
    Parameters question{{"Zone", zone}, {"Kind", kind}};
    Json endpoints = world.alice.call("terrane", "DescribeImpact", question)["EndpointSet"];
    for (const auto& [id, reached] : ask_each(world.alice, endpoints, observer))
      EXPECT_TRUE(reached) << id;
    fail_zone(world.cloud, kind, zone);
    auto after = ask_each(world.alice, endpoints, observer);
    for (size_t i = 0; i < endpoints.size(); ++i) {
      bool stops = endpoints[i]["Effect"] == "STOPS";
      EXPECT_EQ(after[endpoints[i]["ResourceId"].text()], !stops) << endpoints[i];
      ++(stops ? stopped : served)[endpoints[i]["Type"].text()];
    }
    // And once it is lost, nothing more stops.
    EXPECT_EQ(world.alice.call("terrane", "DescribeImpact", question)["Stops"], false);
  }
  for (const char* type : {"LISTENER", "PUBLIC_ADDRESS", "DATABASE", "CACHE"}) {
    EXPECT_GT(stopped[type], 2) << type;  // or else the worlds show nothing
    EXPECT_GT(served[type], 2) << type;
  }
}

// M-6, M-37
TEST(Prediction, of_a_racks_or_a_hosts_loss_is_what_happens_when_it_is_lost) {
  constexpr uint64_t kWorlds = 40;
  int stopped = 0, served = 0, down = 0;
  for (uint64_t seed = 1; seed <= kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    RandomWorld world(seed, few_hosts());
    std::string_view zone = world.any_zone();
    bool is_rack = world.up_to(2);
    std::string_view name = is_rack ? "Rack" : "Host";
    int64_t number = 1 + world.up_to(int(is_rack ? kRacks : kHosts));
    const std::string& observer = world.observer_outside(zone);
    Reply told = world.alice.call("terrane", "DescribeImpact", {{"Zone", zone}, {name, number}});
    Json endpoints = told["EndpointSet"];
    fail_zone(world.cloud, is_rack ? "RACK_POWER" : "HOST_POWER", zone, part(name, number));
    auto after = ask_each(world.alice, endpoints, observer);
    for (size_t i = 0; i < endpoints.size(); ++i) {
      bool stops = endpoints[i]["Effect"] == "STOPS";
      EXPECT_EQ(after[endpoints[i]["ResourceId"].text()], !stops) << endpoints[i];
      ++(stops ? stopped : served);
    }
    for (size_t i = 0; i < told["DownSet"].size(); ++i, ++down)
      EXPECT_NE(state_of(world.alice, told["DownSet"][i]["ResourceId"].text()), "RUNNING");
  }
  EXPECT_GT(stopped, 5);  // or else the worlds show nothing
  EXPECT_GT(served, 5);
  EXPECT_GT(down, 10);
}

// M-5, M-37
TEST(Prediction, of_a_regions_loss_is_what_happens_when_it_is_lost) {
  Scenario cloud;
  Client alice = cloud.alice(), far = cloud.in(kFar);
  std::string address = allocate_one(alice), far_address = allocate_one(far);
  associate(alice, address, run_one(alice)).expect_ok();
  associate(far, far_address, run_one(far, {}, "ap-shanghai-1")).expect_ok();
  Json endpoints =
      far.call("terrane", "DescribeImpact", {{"Region", "ap-guangzhou"}})["EndpointSet"];
  ASSERT_EQ(endpoints.size(), 2u);
  cloud.as(kOperator)
      .call("terrane", "CreateFault", {{"Kind", "REGION"}, {"Region", "ap-guangzhou"}})
      .expect_ok();
  for (size_t i = 0; i < endpoints.size(); ++i) {
    std::string public_address = endpoints[i]["Address"].text();
    Reply asked = analyze(far, "internet", public_address, int(endpoints[i]["Port"].number()));
    bool stops = endpoints[i]["Effect"] == "STOPS";
    EXPECT_EQ(asked["Reachable"], !stops) << endpoints[i] << asked.response();
  }
}

// M-12, M-37
TEST(Prediction, of_a_cut_link_is_what_happens_when_it_is_cut) {
  Scenario cloud;
  Client alice = cloud.alice(), far = cloud.in(kFar);
  std::string here = create_vpc(alice), there = create_vpc(far, "10.1.0.0/16");
  std::string near_one = run_one(alice, in_network(here, create_subnet(alice, here)));
  std::string subnet = create_subnet(far, there, "10.1.1.0/24", "ap-shanghai-1");
  std::string far_one = run_one(far, in_network(there, subnet), "ap-shanghai-1");
  std::string peering = peer_one(alice, here, there, kAlice, "sh");
  cloud.advance(seconds(5));
  route_to(alice, here, peering, "10.1.0.0/16").expect_ok();
  route_to(far, there, peering, "10.0.0.0/16").expect_ok();
  auto crosses = [&] {
    return analyze(alice, near_one, far_one, 22,
                   R"("DestinationRegion":"ap-shanghai")")["Reachable"]
        .truth();
  };
  EXPECT_TRUE(crosses());
  Parameters link{{"Kind", "LINK"}, {"Region", "ap-guangzhou"}, {"OtherRegion", "ap-shanghai"}};
  Reply told = alice.call("terrane", "DescribeImpact", link);
  EXPECT_EQ(told["StopCount"], 2);  // a route on each side
  EXPECT_EQ(told["EndpointSet"][0]["Code"], "LinkCut");
  EXPECT_TRUE(crosses());
  cloud.as(kOperator).call("terrane", "CreateFault", link).expect_ok();
  EXPECT_FALSE(crosses());
  EXPECT_EQ(alice.call("terrane", "DescribeImpact", link)["Stops"], false);
}

}  // namespace
}  // namespace terrane
