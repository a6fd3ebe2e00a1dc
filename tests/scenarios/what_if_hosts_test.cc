// What if a rack or a host lost its power (M-6, M-37): what stands on it is told, and nothing else
// of its zone.
#include <gtest/gtest.h>

#include "scenarios/balancers.h"
#include "scenarios/hosts.h"

namespace terrane {
namespace {

Reply what_if_part(const Client& client, std::string_view name, int64_t number) {
  return client.call("terrane", "DescribeImpact", {{"Zone", kZone}, {name, number}});
}

// A balancer whose one target is an instance on a host, and an instance on each other one.
struct Stand {
  explicit Stand(std::string_view type = "S5.SMALL1")
      : balancer(create_balancer(alice)), listener(create_listener(alice, balancer)) {
    for (int64_t i = 0; i < kHosts; ++i) {
      std::string id = run(alice, "", kZone, type)["InstanceIdSet"][0].text();
      on[spot_of(cloud, id).host] = id;
    }
    on_balancer(alice, "RegisterTargets", balancer, with_target(listener, on[1])).expect_ok();
  }

  Scenario cloud{few_hosts()};
  Client alice = cloud.alice();
  std::string balancer, listener;
  std::map<int64_t, std::string> on;
};

// M-6, M-37
TEST(WhatIfHosts, a_host_takes_down_what_stands_on_it_alone) {
  Stand stand;
  Scenario::Dump before = stand.cloud.dump();
  Reply told = what_if_part(stand.alice, "Host", 1);
  EXPECT_EQ(stand.cloud.dump(), before);  // nothing was changed by asking
  EXPECT_EQ(told["FaultId"], "host-power/ap-guangzhou-2/1");
  EXPECT_EQ(told["Summary"],
            "If host 1 of zone ap-guangzhou-2 (Guangzhou Zone II) lost its power, the one endpoint "
            "that serves now would stop, 1 resource would be down.");
  EXPECT_EQ(told["EndpointSet"][0]["ResourceId"], stand.listener);
  EXPECT_EQ(told["DownSet"][0]["ResourceId"], stand.on[1]);

  told = what_if_part(stand.alice, "Host", 2);
  EXPECT_EQ(told["Stops"], false);
  EXPECT_EQ(told["DownSet"].size(), 1u);
  EXPECT_EQ(told["DownSet"][0]["ResourceId"], stand.on[2]);
}

// M-6, M-37
TEST(WhatIfHosts, a_rack_takes_down_what_stands_on_its_hosts) {
  Stand stand;
  Reply told = what_if_part(stand.alice, "Rack", 1);
  EXPECT_EQ(told["FaultId"], "rack-power/ap-guangzhou-2/1");
  EXPECT_EQ(told["Stops"], true);
  EXPECT_EQ(told["DownCount"], 2);
  EXPECT_EQ(what_if_part(stand.alice, "Rack", 2)["Stops"], false);
  Reply chinese = what_if_part(stand.alice.speaking(Language::kChinese), "Rack", 1);
  EXPECT_EQ(chinese["Summary"].text().find("若可用区 ap-guangzhou-2（广州二区）的机架 1 断电"), 0u)
      << chinese["Summary"];
}

// M-15, M-37
TEST(WhatIfHosts, a_target_on_another_host_is_proposed_and_helps) {
  Stand stand;
  Json remedy = what_if_part(stand.alice, "Host", 1)["RemedySet"][0];
  EXPECT_EQ(remedy["Action"], "RegisterTargets");
  stand.alice.call("clb", "RegisterTargets", remedy["Parameters"].text()).expect_ok();
  Reply told = what_if_part(stand.alice, "Host", 1);
  EXPECT_EQ(told["Stops"], false);
  EXPECT_EQ(told["DegradedCount"], 1);
}

// M-37
TEST(WhatIfHosts, room_is_counted_on_the_hosts_that_would_be_left) {
  Stand stand("S5.LARGE8");  // a half of a host
  stand.cloud.as(kOperator)
      .call("terrane", "CreateFault", {{"Kind", "ZONE_NETWORK"}, {"Zone", kOtherZone}})
      .expect_ok();
  Json stock = what_if_part(stand.alice, "Rack", 1)["StockSet"];
  EXPECT_EQ(stock[0]["Count"], 2);
  EXPECT_EQ(stock[0]["Fits"], 2);
  EXPECT_EQ(stock[0]["Zones"][0], kZone);
  run(stand.alice, R"("InstanceCount":3)", kZone, "S5.LARGE8").expect_ok();
  stock = what_if_part(stand.alice, "Rack", 1)["StockSet"];
  EXPECT_GT(stock[0]["Count"].number(), 2);
  EXPECT_LT(stock[0]["Fits"].number(), stock[0]["Count"].number());
}

TEST(WhatIfHosts, names_a_part_that_is_there) {
  Scenario cloud(few_hosts());
  Client alice = cloud.alice();
  what_if_part(alice, "Rack", 3).expect_error("ResourceNotFound.Rack");
  what_if_part(alice, "Host", 0).expect_error("ResourceNotFound.Host");
  auto ask = [&](const Parameters& request) {
    return alice.call("terrane", "DescribeImpact", request);
  };
  ask({{"Rack", 1}}).expect_error("MissingParameter");
  ask({{"Zone", kZone}, {"Rack", 1}, {"Host", 1}}).expect_error("InvalidParameterCombination");
  ask({{"Zone", kZone}, {"Rack", 1}, {"Kind", "ZONE_NETWORK"}})
      .expect_error("InvalidParameterValue.Kind");
}

}  // namespace
}  // namespace terrane
