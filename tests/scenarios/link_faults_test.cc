// A link between two regions is cut or slow: what travels over it waits, and nothing else does
// (M-5).
#include <gtest/gtest.h>

#include "actions/cloud.h"
#include "scenarios/images.h"
#include "scenarios/outages.h"
#include "scenarios/peerings.h"
#include "scenarios/reachability.h"

namespace terrane {
namespace {

constexpr std::string_view kHere = Scenario::kRegion, kThere = "ap-shanghai";
constexpr std::string_view kZoneThere = "ap-shanghai-1";

// M-5
TEST(LinkFaults, are_on_record_at_both_ends_and_last_until_healed) {
  Scenario cloud;
  cut_link(cloud, kHere, kThere);
  slow_link(cloud, kThere, "ap-beijing", seconds(3));
  auto expect_both = [&] {
    EXPECT_TRUE(cloud.cloud().links().between(kHere, kThere).cut);
    EXPECT_TRUE(cloud.cloud().links().between(kThere, kHere).cut);
    EXPECT_EQ(cloud.cloud().links().between("ap-beijing", kThere).latency, seconds(3));
    EXPECT_EQ(cloud.cloud().links().between("ap-beijing", kHere), Link());
  };
  expect_both();
  cloud.restart();
  EXPECT_EQ(cloud.as(kOperator).call("terrane", "DescribeFaults")["TotalCount"], 2);
  expect_both();
  slow_link(cloud, kThere, kHere, seconds(2));  // set again, from the other end: it is replaced
  EXPECT_EQ(cloud.cloud().links().between(kHere, kThere), (Link{.latency = seconds(2)}));
  cloud.as(kOperator).call("terrane", "HealFaults", {{"Region", kHere}}).expect_ok();
  EXPECT_EQ(cloud.cloud().links().between(kHere, kThere), Link());
  EXPECT_EQ(cloud.cloud().links().between("ap-beijing", kThere).latency, seconds(3));
  heal(cloud, "link/ap-guangzhou/ap-shanghai").expect_error("ResourceNotFound.Fault");
  heal(cloud, "link/ap-beijing/ap-shanghai").expect_ok();
  EXPECT_EQ(cloud.as(kOperator).call("terrane", "DescribeFaults")["TotalCount"], 0);
}

// M-5: the end whose program starts alone knows of the link by itself.
TEST(LinkFaults, are_known_from_either_end_alone) {
  Scenario cloud;
  std::string id = create_image(cloud.alice(), run_one(cloud.alice()));
  cloud.advance(seconds(60));
  cut_link(cloud, kHere, kThere);
  std::string copy = sync_to(cloud.alice(), id, kThere);
  cloud.restart();
  cloud.call("cvm", "DescribeImages").expect_ok();
  cloud.advance(hours(1));
  EXPECT_EQ(image_state(cloud.alice(), id), "SYNCING");
  heal_all(cloud);
  cloud.advance(seconds(60));
  EXPECT_EQ(image_state(cloud.in(kThere), copy), "NORMAL");
}

// Two instances whose VPCs in two regions are connected.
struct Connected {
  Scenario cloud;
  Client here = cloud.alice(), there = cloud.in(kThere);
  std::string vpc = create_vpc(here, "10.0.0.0/16"), far = create_vpc(there, "10.1.0.0/16");
  std::string subnet = create_subnet(here, vpc, "10.0.0.0/24", kZone);
  std::string far_subnet = create_subnet(there, far, "10.1.0.0/24", kZoneThere);
  std::string one = run_one(here, in_network(vpc, subnet) +
                                      R"(,"InternetAccessible":)"
                                      R"({"PublicIpAssigned":true,"InternetMaxBandwidthOut":1})");
  std::string other = run_one(there,
                              in_network(far, far_subnet) +
                                  R"(,"InternetAccessible":)"
                                  R"({"PublicIpAssigned":true,"InternetMaxBandwidthOut":1})",
                              kZoneThere);
  std::string peering = peer_one(here, vpc, far, kAlice, "sh");

  Connected() {
    cloud.advance(seconds(5));
    route_to(here, vpc, peering, "10.1.0.0/16").expect_ok();
    route_to(there, far, peering, "10.0.0.0/16").expect_ok();
  }
  Reply ask() { return analyze(here, one, other, 22, R"("DestinationRegion":"ap-shanghai")"); }
};

// M-12, M-5
TEST(LinkFaults, decide_what_peering_connections_carry_and_leave_the_internet_alone) {
  Connected world;
  EXPECT_EQ(world.ask()["Reachable"], true);
  slow_link(world.cloud, kHere, kThere, seconds(1));
  EXPECT_EQ(world.ask()["Reachable"], true);  // later, but still
  cut_link(world.cloud, kThere, kHere);
  Reply cut = world.ask();
  expect_decided(cut, false, "LinkCut", world.peering);
  EXPECT_NE(cut["DecidedBy"]["Text"].text().find(kThere), std::string::npos);
  expect_decided(
      analyze(world.there, world.other, world.one, 22, R"("DestinationRegion":"ap-guangzhou")"),
      false, "LinkCut", world.peering);
  std::string address = shown(world.there, world.other)["PublicIpAddresses"][0].text();
  EXPECT_EQ(analyze(world.here, world.one, address)["Reachable"], true);
  heal_all(world.cloud);
  EXPECT_EQ(world.ask()["Reachable"], true);
}

// M-5
TEST(LinkFaults, are_refused_where_there_is_no_link) {
  Scenario cloud;
  auto ask = [&](const Parameters& parameters) { return set_fault(cloud, parameters); };
  ask({{"Kind", "LINK"}, {"Region", kHere}}).expect_error("MissingParameter");
  ask({{"Kind", "LINK"}, {"Region", kHere}, {"OtherRegion", kHere}})
      .expect_error("InvalidParameterValue.OtherRegion");
  ask({{"Kind", "LINK"}, {"Region", kHere}, {"OtherRegion", "ap-nowhere"}})
      .expect_error("ResourceNotFound.Region");
  ask({{"Kind", "LINK"}, {"Region", kHere}, {"OtherRegion", kThere}, {"Mode", "HANG"}})
      .expect_error("InvalidParameterValue.Mode");
  ask({{"Kind", "LINK"},
       {"Region", kHere},
       {"OtherRegion", kThere},
       {"Mode", "CUT"},
       {"DelayMilliseconds", 5}})
      .expect_error("InvalidParameterValue.DelayMilliseconds");
  cloud.alice()
      .call("terrane", "CreateFault",
            {{"Kind", "LINK"}, {"Region", kHere}, {"OtherRegion", kThere}})
      .expect_error("UnauthorizedOperation");
}

}  // namespace
}  // namespace terrane
