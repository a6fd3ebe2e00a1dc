// Prepaid instances: their period ends, they are isolated, and reclaimed; or they go on (M-24).
#include "scenarios/instances.h"
#include "scenarios/scenario.h"

namespace terrane {
namespace {

std::string run_prepaid(const Client& client, std::string_view renew_flag) {
  return run_one(client, R"("InstanceChargeType":"PREPAID","InstanceChargePrepaid":{"Period":1,)"
                         R"("RenewFlag":")" +
                             std::string(renew_flag) + R"("})");
}

size_t count(const Client& client, const std::string& id) {
  return client.call("cvm", "DescribeInstances", {{"InstanceIds", {id}}})["InstanceSet"].size();
}

// M-24
TEST(PrepaidInstances, one_that_is_not_renewed_is_isolated_at_its_end_and_reclaimed_a_week_later) {
  Scenario cloud;  // starts on the 15th of January
  std::string id = run_prepaid(cloud.alice(), "NOTIFY_AND_MANUAL_RENEW");
  cloud.advance(days(30));
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
  cloud.advance(days(2));
  EXPECT_EQ(state_of(cloud.alice(), id), "SHUTDOWN");
  cloud.advance(days(5));
  EXPECT_EQ(state_of(cloud.alice(), id), "SHUTDOWN");
  cloud.advance(days(2));
  EXPECT_EQ(count(cloud.alice(), id), 0u);
}

// M-24
TEST(PrepaidInstances, one_that_renews_itself_goes_on_month_by_month) {
  Scenario cloud;
  std::string id = run_prepaid(cloud.alice(), "NOTIFY_AND_AUTO_RENEW");
  EXPECT_EQ(shown(cloud.alice(), id)["ExpiredTime"], "2027-02-15T08:00:00Z");
  cloud.advance(days(70));
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
  EXPECT_EQ(shown(cloud.alice(), id)["ExpiredTime"], "2027-04-15T08:00:00Z");
}

// M-24
TEST(PrepaidInstances, an_isolated_one_comes_back_when_it_is_renewed) {
  Scenario cloud;
  std::string id = run_prepaid(cloud.alice(), "NOTIFY_AND_MANUAL_RENEW");
  cloud.advance(days(33));
  ASSERT_EQ(state_of(cloud.alice(), id), "SHUTDOWN");
  ask(cloud.alice(), "RenewInstances", id, R"("InstanceChargePrepaid":{"Period":1})").expect_ok();
  cloud.advance(days(20));
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
}

// M-24
TEST(PrepaidInstances, one_that_is_returned_early_is_kept_for_a_week_and_then_reclaimed) {
  Scenario cloud;
  std::string id = run_prepaid(cloud.alice(), "NOTIFY_AND_AUTO_RENEW");
  ask(cloud.alice(), "TerminateInstances", id).expect_ok();
  cloud.advance(days(6));
  EXPECT_EQ(state_of(cloud.alice(), id), "SHUTDOWN");
  cloud.advance(days(2));
  EXPECT_EQ(count(cloud.alice(), id), 0u);
}

// M-24
TEST(PrepaidInstances, what_fell_due_while_the_cloud_was_down_happens_when_it_is_back) {
  Scenario cloud;
  std::string id = run_prepaid(cloud.alice(), "NOTIFY_AND_MANUAL_RENEW");
  cloud.restart();
  cloud.advance(days(32));
  EXPECT_EQ(state_of(cloud.alice(), id), "SHUTDOWN");
}

}  // namespace
}  // namespace terrane
