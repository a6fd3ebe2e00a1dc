// Drills that stop instances by the public API: what is lost, when it is noticed, and what a report
// says of it.
#include "drill/run.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "drill/drill_reader.h"
#include "drill/report.h"

namespace terrane::drill {
namespace {

// A web server in each of two zones behind a balancer; the one in zone III is stopped after 20
// seconds.
constexpr std::string_view kTwoZones = R"(
title = "Two zones"
length = "1m"
[vpc.main]
region = "ap-guangzhou"
cidr = "10.0.0.0/16"
[subnet.a]
vpc = "main"
zone = "ap-guangzhou-2"
cidr = "10.0.1.0/24"
[subnet.b]
vpc = "main"
zone = "ap-guangzhou-3"
cidr = "10.0.2.0/24"
[instance.near]
zone = "ap-guangzhou-2"
subnet = "a"
[instance.far]
zone = "ap-guangzhou-3"
subnet = "b"
[balancer.front]
vpc = "main"
targets = ["near", "far"]
check = { seconds = 2, unhealthy_after = 3 }
[load.shoppers]
to = "front"
rate = 20
[load.near]
to = "near"
from = "far"
port = 443
rate = 5
end = "10s"
[[event]]
at = "20s"
strikes = true
call = { service = "cvm", action = "StopInstances", region = "ap-guangzhou", parameters = { InstanceIds = ["$far"] } }
[[assert]]
load = "shoppers"
availability = 94.5
[[assert]]
load = "shoppers"
recovery = "6100ms"
[[assert]]
detection = "6s"
[[assert]]
load = "shoppers"
lost_only_within = true
from = "20s"
until = "26s"
[[assert]]
load = "shoppers"
p99_rises_at_most = 10
[[assert]]
load = "near"
lost_at_most = 0
[[assert]]
at = "30s"
call = { service = "cvm", action = "DescribeInstances", region = "ap-guangzhou", parameters = { InstanceIds = ["$far"] } }
answers = { "InstanceSet.0.InstanceState" = "STOPPED" }
)";

Outcome run_text(std::string_view text, const std::vector<Setting>& settings = {},
                 uint64_t seed = 1) {
  auto drill = read_drill("two.toml", text, settings);
  if (!drill) impossible(drill.error().message(Language::kEnglish));
  auto outcome = run(*drill, {.seed = seed});
  if (!outcome) impossible(outcome.error().message(Language::kEnglish));
  outcome->settings = settings;
  return *outcome;
}

std::string failed(const Outcome& outcome) {
  std::string text;
  for (const Judged& judged : outcome.assertions)
    if (!judged.holds) text += judged.claim + ": " + judged.measured + "\n";
  return text;
}

// M-15
TEST(Drills, lose_what_a_balancer_sends_to_a_dead_target_until_its_checks_notice) {
  Outcome outcome = run_text(kTwoZones);
  EXPECT_EQ(failed(outcome), "");
  const Series& shoppers = outcome.loads[0];
  ASSERT_EQ(shoppers.name(), "shoppers");
  EXPECT_EQ(shoppers.counts({}, seconds(60)).sent, 1200u);
  // Every other request of six seconds.
  EXPECT_NEAR(double(shoppers.counts({}, seconds(60)).lost), 60, 2);
  EXPECT_EQ(outcome.detected, seconds(6));
  EXPECT_TRUE(outcome.held());
}

// M-15
TEST(Drills, fail_without_the_second_zone) {
  Outcome outcome = run_text(kTwoZones, {{"balancer.front.targets", "[\"far\"]"}});
  EXPECT_FALSE(outcome.held());
  EXPECT_NE(failed(outcome).find("it still is"), std::string::npos) << failed(outcome);
}

TEST(Drills, of_one_seed_are_the_same_to_the_last_byte) {
  Outcome one = run_text(kTwoZones, {}, 7), again = run_text(kTwoZones, {}, 7),
          other = run_text(kTwoZones, {}, 8);
  EXPECT_EQ(text_report(one, 80, true), text_report(again, 80, true));
  EXPECT_EQ(html_report(one), html_report(again));
  EXPECT_EQ(boost::json::serialize(json_report(one)), boost::json::serialize(json_report(again)));
  EXPECT_NE(boost::json::serialize(json_report(one)), boost::json::serialize(json_report(other)));
}

TEST(Drills, tell_how_to_run_them_again) {
  Outcome outcome = run_text(kTwoZones, {{"load.shoppers.rate", "4"}, {"title", "It's two"}}, 9);
  EXPECT_EQ(outcome.replay(),
            "terrane drill run two.toml --seed 9 --set load.shoppers.rate=4 --set "
            "'title=It'\\''s two'");
  EXPECT_NE(html_report(outcome).find("It's two"), std::string::npos);
}

TEST(Drills, whose_topology_cannot_be_made_name_the_line) {
  auto drill =
      read_drill("two.toml", kTwoZones, std::vector<Setting>{{"subnet.a.cidr", "1.2.3.0/24"}});
  ASSERT_TRUE(drill);
  auto outcome = run(*drill, {});
  ASSERT_FALSE(outcome);
  std::string message = outcome.error().message(Language::kEnglish);
  EXPECT_TRUE(message.starts_with("two.toml:7: CreateSubnet")) << message;
}

TEST(Drills, whose_fault_does_not_come_about_fail) {
  Outcome outcome = run_text(kTwoZones, {{"event.0.call.refused", "ResourceNotFound"}});
  EXPECT_FALSE(outcome.held());
}

// A script beside the service moves an elastic IP by the public API.
constexpr std::string_view kFailover = R"(
title = "Failover"
length = "1m"
[instance.active]
zone = "ap-guangzhou-2"
[instance.spare]
zone = "ap-guangzhou-3"
[address.front]
to = "active"
[load.shoppers]
to = "front"
port = 443
rate = 10
[load.api]
rate = 2
call = { service = "cvm", action = "DescribeInstances", region = "ap-guangzhou" }
[script.failover]
to = "front"
port = 443
interval = "1s"
failures = 2
[[script.failover.call]]
service = "vpc"
action = "DisassociateAddress"
region = "ap-guangzhou"
parameters = { AddressId = "$front" }
[[script.failover.call]]
service = "vpc"
action = "AssociateAddress"
region = "ap-guangzhou"
parameters = { AddressId = "$front", InstanceId = "$spare" }
[[event]]
at = "20s"
strikes = true
call = { service = "cvm", action = "StopInstances", region = "ap-guangzhou", parameters = { InstanceIds = ["$active"] } }
[[assert]]
load = "shoppers"
recovery = "2100ms"
[[assert]]
load = "api"
availability = 100
)";

// M-15
TEST(Scripts, move_an_elastic_ip_when_nobody_answers_at_it) {
  Outcome outcome = run_text(kFailover);
  EXPECT_EQ(failed(outcome), "");
  EXPECT_LE(outcome.detected, seconds(2));
  Outcome without = run_text(kFailover, {{"script.failover.failures", "1000"}});
  EXPECT_FALSE(without.held());
}

TEST(Clients, turn_to_their_fallback_and_back) {
  Outcome outcome = run_text(kFailover, {{"script.failover.failures", "1000"},
                                         {"instance.spare.public", "true"},
                                         {"load.shoppers.fallback", "spare"},
                                         {"load.shoppers.fallback_after", "1s"}});
  EXPECT_EQ(failed(outcome), "");
  EXPECT_EQ(outcome.detected, seconds(1));
}

}  // namespace
}  // namespace terrane::drill
