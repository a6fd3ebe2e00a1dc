// Launches that fail on a host, on a rack or in a zone, as clients see them: the call is accepted,
// and the instance is LAUNCH_FAILED.
#include <gtest/gtest.h>

#include "scenarios/addresses.h"
#include "scenarios/disks.h"
#include "scenarios/hosts.h"

namespace terrane {
namespace {

void fail_launches(Scenario& cloud, std::string_view zone = kZone, std::string_view part = {}) {
  fail_zone(cloud, "HOST_LAUNCH", zone, part);
}

TEST(LaunchFailures, are_shown_on_an_instance_whose_launch_was_accepted) {
  for (SimDurations durations : {SimDurations(), half_a_minute()}) {
    Scenario cloud(few_hosts(durations));
    fail_launches(cloud);
    std::string id = run_one(cloud.alice());
    EXPECT_NE(state_of(cloud.alice(), id), "RUNNING");
    cloud.advance(seconds(29));
    if (durations[InstanceTask::kLaunch] > Duration{}) {
      EXPECT_EQ(state_of(cloud.alice(), id), "PENDING");
    }
    cloud.advance(seconds(1));
    Json failed = shown(cloud.alice(), id);
    EXPECT_EQ(failed["InstanceState"], "LAUNCH_FAILED");
    EXPECT_EQ(failed["LatestOperation"], "RunInstances");
    EXPECT_EQ(failed["LatestOperationState"], "FAILED");
    EXPECT_NE(failed["LatestOperationErrorMsg"].text().find("Terminate it"), std::string::npos);
    EXPECT_NE(shown(cloud.alice().speaking(Language::kChinese), id)["LatestOperationErrorMsg"]
                  .text()
                  .find("退还"),
              std::string::npos);
    cloud.restart();
    EXPECT_EQ(shown(cloud.alice(), id)["LatestOperationErrorMsg"],
              failed["LatestOperationErrorMsg"].text());
  }
}

TEST(LaunchFailures, leave_what_can_only_be_terminated) {
  Scenario cloud(few_hosts());
  fail_launches(cloud);
  std::string id = run_one(cloud.alice(), R"("DataDisks":[{"DiskType":"CLOUD_PREMIUM",
      "DiskSize":20,"DeleteWithInstance":true}])");
  cloud.advance(seconds(1));
  for (auto action : {"StartInstances", "StopInstances", "RebootInstances"})
    ask(cloud.alice(), action, id).expect_error("UnsupportedOperation.InstanceStateLaunchFailed");
  int64_t host = spot_of(cloud, id).host;
  EXPECT_EQ(host_shown(cloud, host)["FreeCores"], 7);
  ask(cloud.alice(), "TerminateInstances", id).expect_ok();
  cloud.advance(seconds(1));
  EXPECT_EQ(cloud.call("cvm", "DescribeInstances")["TotalCount"], 0);
  EXPECT_EQ(cloud.call("cbs", "DescribeDisks")["TotalCount"], 0);
  EXPECT_EQ(host_shown(cloud, host)["FreeCores"], 8);
}

TEST(LaunchFailures, are_of_the_hosts_that_were_named_and_end_with_the_heal) {
  struct Case {
    std::string part;
    int failed;  // of an instance on each of four hosts
  };
  const Case kCases[] = {{part("Host", 2), 1}, {part("Rack", 2), 2}, {"", 4}};
  for (const Case& named : kCases) {
    SCOPED_TRACE(named.part);
    Scenario cloud(few_hosts());
    fail_launches(cloud, kZone, named.part);
    int failed = 0;
    for (int i = 0; i < 4; ++i) {
      std::string id = run_one(cloud.alice());
      cloud.advance(seconds(1));
      failed += state_of(cloud.alice(), id) == "LAUNCH_FAILED";
    }
    EXPECT_EQ(failed, named.failed);
    std::string elsewhere = run_one(cloud.alice(), "", kOtherZone);
    EXPECT_EQ(state_of(cloud.alice(), elsewhere), "RUNNING");
    heal_zone(cloud);
    for (int i = 0; i < 4; ++i)
      EXPECT_EQ(state_of(cloud.alice(), run_one(cloud.alice())), "RUNNING");
  }
}

TEST(LaunchFailures, touch_nothing_that_is_there) {
  Scenario cloud(few_hosts());
  std::string id = run_one(cloud.alice());
  fail_launches(cloud);
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
  ask(cloud.alice(), "RebootInstances", id).expect_ok();
  ask(cloud.alice(), "StopInstances", id).expect_ok();
  ask(cloud.alice(), "StartInstances", id).expect_ok();
  cloud.call("cvm", "ResetInstance", {{"InstanceId", id}}).expect_ok();
  EXPECT_EQ(state_of(cloud.alice(), id), "RUNNING");
}

// M-6: the machine is made, or not, when there is power for it.
TEST(LaunchFailures, come_when_a_launch_that_waited_for_power_goes_on) {
  Scenario cloud(few_hosts(half_a_minute()));
  std::string id = run_one(cloud.alice());
  int64_t host = spot_of(cloud, id).host;
  fail_host(cloud, host);
  fail_launches(cloud, kZone, part("Host", host));
  cloud.advance(hours(1));
  EXPECT_EQ(state_of(cloud.alice(), id), "PENDING");
  heal(cloud, "host-power/ap-guangzhou-2/" + std::to_string(host));
  cloud.restart();
  state_of(cloud.alice(), id);  // the first to ask opens the region
  cloud.advance(seconds(60));
  EXPECT_EQ(state_of(cloud.alice(), id), "LAUNCH_FAILED");
}

// What is bound to it is told apart from a machine that serves.
TEST(LaunchFailures, serve_nobody_and_keep_nothing_that_others_need) {
  Scenario cloud(few_hosts());
  fail_launches(cloud, kZone, part("Host", 1));
  std::vector<std::string> ids;
  std::string failed;
  for (int i = 0; i < 4; ++i) {
    ids.push_back(run_one(cloud.alice()));
    if (spot_of(cloud, ids.back()).host == 1) failed = ids.back();
  }
  cloud.advance(seconds(1));
  ASSERT_EQ(state_of(cloud.alice(), failed), "LAUNCH_FAILED");
  ask(cloud.alice(), "TerminateInstances", failed).expect_ok();
  cloud.advance(seconds(1));
  EXPECT_EQ(cloud.call("cvm", "DescribeInstances")["TotalCount"], 3);
}

}  // namespace
}  // namespace terrane
