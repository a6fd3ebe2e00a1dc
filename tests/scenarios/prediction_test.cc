// What is foretold of a fault is what happens when it is made (M-37): in worlds that chance built,
// every endpoint is asked again once the zone has failed.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "scenarios/addresses.h"
#include "scenarios/balancers.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

class RandomWorld {
 public:
  explicit RandomWorld(uint64_t seed) : cloud({.seed = seed}), random_(seed) {
    guarded_ = create_security_group(alice);
    add_policy(alice, guarded_, "Ingress",
               R"("Protocol":"TCP","Port":"80,22","CidrBlock":"0.0.0.0/0","Action":"ACCEPT")");
    for (int i = 0, count = 2 + up_to(5); i < count; ++i) add_instance();
    for (int i = 0, count = 1 + up_to(3); i < count; ++i) add_balancer();
    for (int i = 0, count = up_to(3); i < count; ++i) add_address();
    if (up_to(3) == 0) ask(alice, "StopInstances", any_instance()).expect_ok();
  }

  int up_to(int most) { return int(random_() % uint64_t(most)); }

  Scenario cloud;
  Client alice = cloud.alice();

 private:
  const std::string& any_instance() { return instances_[size_t(up_to(int(instances_.size())))]; }

  void add_instance() {
    std::string more = up_to(3) == 0 ? with_groups({guarded_}) : std::string();
    if (up_to(3) == 0)
      more += std::string(more.empty() ? "" : ",") +
              R"("InternetAccessible":{"InternetMaxBandwidthOut":1})";
    instances_.push_back(run_one(alice, more, up_to(2) ? kZone : "ap-guangzhou-3"));
  }
  void add_balancer() {
    std::string balancer = create_balancer(alice), listener = create_listener(alice, balancer);
    for (int i = 0, count = up_to(4); i < count; ++i)  // some are there already
      (void)on_balancer(alice, "RegisterTargets", balancer, with_target(listener, any_instance()));
  }
  void add_address() { (void)associate(alice, allocate_one(alice), any_instance()); }

  std::mt19937_64 random_;
  std::string guarded_;
  std::vector<std::string> instances_;
};

// Whether the Internet reaches each public endpoint that was told of, by its ID.
std::map<std::string, bool> ask_each(const Client& client, const Json& endpoints) {
  std::map<std::string, bool> reached;
  for (size_t i = 0; i < endpoints.size(); ++i) {
    bool is_listener = endpoints[i]["Type"] == "LISTENER";
    std::string id = endpoints[i]["ResourceId"].text();
    std::string end = is_listener ? endpoints[i]["OwnerId"].text() : id;
    reached[id] =
        analyze(client, "internet", end, int(endpoints[i]["Port"].number()))["Reachable"].truth();
  }
  return reached;
}

// M-6, M-37
TEST(Prediction, of_a_zones_loss_is_what_happens_when_it_is_lost) {
  constexpr uint64_t kWorlds = 40;
  size_t stopped = 0, served = 0;
  for (uint64_t seed = 1; seed <= kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    RandomWorld world(seed);
    std::string zone = world.up_to(2) ? "ap-guangzhou-2" : "ap-guangzhou-3";
    std::string kind = world.up_to(2) ? "ZONE_POWER" : "ZONE_NETWORK";
    std::string fault = R"({"Zone":")" + zone + R"(","Kind":")" + kind + R"("})";
    Reply told = world.alice.call("terrane", "DescribeImpact", fault);
    Json endpoints = told["EndpointSet"];
    for (const auto& [id, reached] : ask_each(world.alice, endpoints)) EXPECT_TRUE(reached) << id;
    world.cloud.as(kOperator).call("terrane", "CreateFault", fault).expect_ok();
    auto after = ask_each(world.alice, endpoints);
    for (size_t i = 0; i < endpoints.size(); ++i) {
      bool stops = endpoints[i]["Effect"] == "STOPS";
      EXPECT_EQ(after[endpoints[i]["ResourceId"].text()], !stops) << endpoints[i];
      ++(stops ? stopped : served);
    }
    // And once it is lost, nothing more stops.
    EXPECT_EQ(world.alice.call("terrane", "DescribeImpact", fault)["Stops"], false);
  }
  EXPECT_GT(stopped, 10u);  // or else the worlds show nothing
  EXPECT_GT(served, 10u);
}

}  // namespace
}  // namespace terrane
