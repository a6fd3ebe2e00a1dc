// A cloud whose clock can be put forward: months pass at once, and all that is due happens in
// order.
#include "scenarios/addresses.h"

namespace terrane {
namespace {

Scenario::Options with_test_clock() {
  Scenario::Options options;
  options.test_clock = true;
  return options;
}

Reply advance(const Client& client, Duration length) {
  return client.call("terrane", "AdvanceClock",
                     {{"Seconds", length.microseconds / seconds(1).microseconds}});
}

std::string state_in(const Client& client, const std::string& id) {
  Json set = client.call("cvm", "DescribeInstances", {{"InstanceIds", {id}}})["InstanceSet"];
  return set.size() == 0 ? "gone" : set[0]["InstanceState"].text();
}

constexpr std::string_view kMonth =
    R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1})";

TEST(TestClock, is_put_forward_by_operators_alone_and_only_where_the_cloud_was_started_so) {
  Scenario cloud(with_test_clock());
  Client root = cloud.as(kOperator);
  Time begin = cloud.now();
  EXPECT_EQ(root.call("terrane", "DescribeClock")["Clock"]["AheadSeconds"], 0);
  Json clock = advance(root, days(31))["Clock"];
  EXPECT_EQ(clock["Now"], to_iso8601(begin + days(31)));
  EXPECT_EQ(clock["RealTime"], to_iso8601(begin));
  EXPECT_EQ(clock["AheadSeconds"], 31 * 86400);
  EXPECT_EQ(cloud.now(), begin + days(31));
  advance(root, Duration{}).expect_error("InvalidParameterValue.Seconds");
  advance(root, days(20 * 366)).expect_error("InvalidParameterValue.Seconds");
  advance(cloud.alice(), days(1)).expect_error("UnauthorizedOperation");
  cloud.call("terrane", "DescribeClock").expect_error("UnauthorizedOperation");

  Scenario real;
  advance(real.as(kOperator), days(1)).expect_error("UnsupportedOperation.RealClock");
  real.as(kOperator)
      .call("terrane", "DescribeClock")
      .expect_error("UnsupportedOperation.RealClock");
}

// M-24
TEST(TestClock, a_month_passes_and_what_was_paid_for_it_is_isolated_and_then_reclaimed) {
  Scenario cloud(with_test_clock());
  Client root = cloud.as(kOperator);
  std::string here = run_one(cloud.alice(), kMonth);
  std::string there = run_one(cloud.in("ap-shanghai"), kMonth, "ap-shanghai-1");
  cloud.restart();  // the regions are not open when time passes
  advance(root, days(32)).expect_ok();
  EXPECT_EQ(state_in(cloud.alice(), here), "SHUTDOWN");
  EXPECT_EQ(state_in(cloud.in("ap-shanghai"), there), "SHUTDOWN");
  advance(root, days(7)).expect_ok();
  EXPECT_EQ(state_in(cloud.alice(), here), "gone");
  EXPECT_EQ(state_in(cloud.in("ap-shanghai"), there), "gone");
}

// M-24
TEST(TestClock, what_is_due_in_several_regions_is_done_at_its_own_time) {
  Scenario::Options slow = with_test_clock();
  for (Duration& length : slow.durations.of_task) length = seconds(90);
  Scenario cloud(slow);
  Client root = cloud.as(kOperator), alice = cloud.alice();
  constexpr std::string_view kSelfRenewing =
      R"("InstanceChargeType":"PREPAID",
         "InstanceChargePrepaid":{"Period":1,"RenewFlag":"NOTIFY_AND_AUTO_RENEW"})";
  std::string first = run_one(alice, kSelfRenewing);
  advance(root, hours(1)).expect_ok();
  std::string second = run_one(alice.in("ap-shanghai"), kSelfRenewing, "ap-shanghai-1");
  EXPECT_EQ(state_in(alice, first), "RUNNING");  // booted meanwhile
  Time begin = cloud.now() + Duration{-hours(1).microseconds};
  advance(root, days(365)).expect_ok();
  // Each was renewed at its own hour of each month, not when the clock arrived.
  EXPECT_EQ(shown(alice, first)["ExpiredTime"], to_iso8601(add_months(begin, 13)));
  EXPECT_EQ(shown(alice.in("ap-shanghai"), second)["ExpiredTime"],
            to_iso8601(add_months(begin + hours(1), 13)));
}

}  // namespace
}  // namespace terrane
