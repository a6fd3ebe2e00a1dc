#include "driver/conformance.h"

#include <algorithm>

namespace terrane {

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DriverConformance);

void DriverConformance::SetUp() {
  plant_ = GetParam()();
  plant_->driver().when_reporting([this] { ++calls_; });
}

InstanceOrder DriverConformance::ordered(InstanceTask task, uint32_t generation,
                                         uint64_t instance) const {
  InstanceOrder order;
  order.instance = InstanceId(AnyId::of(Kind::kInstance, instance));
  order.generation = generation;
  order.task = task;
  order.zone = kZone;
  order.host = kHost;
  order.cores = 1;
  order.memory_gib = 1;
  order.image = ImageId(AnyId::of(Kind::kImage, 7));
  order.system_disk = {DiskId(AnyId::of(Kind::kDisk, instance)), "LOCAL_BASIC", 20};
  order.vpc = VpcId(AnyId::of(Kind::kVpc, 1));
  order.subnet = SubnetId(AnyId::of(Kind::kSubnet, 1));
  order.address = Ipv4{0x0a000000 + uint32_t(instance)};
  return order;
}

std::vector<InstanceReport> DriverConformance::carry_out(InstanceOrder order) {
  plant_->driver().order({&order, 1});
  plant_->settle();
  return plant_->driver().take_reports();
}

namespace {

constexpr InstanceTask kEveryTask[] = {
    InstanceTask::kLaunch, InstanceTask::kStop,     InstanceTask::kStart,  InstanceTask::kReboot,
    InstanceTask::kReset,  InstanceTask::kPowerOff, InstanceTask::kDestroy};

TEST_P(DriverConformance, EachTaskIsReportedWithItsGenerationAndItsGoal) {
  uint32_t generation = 0;
  for (InstanceTask task : kEveryTask) {
    auto reports = carry_out(ordered(task, ++generation));
    ASSERT_EQ(reports.size(), 1u) << int(task);
    EXPECT_EQ(reports[0].instance, ordered(task, 0).instance);
    EXPECT_EQ(reports[0].generation, generation);
    EXPECT_EQ(reports[0].condition, goal_of(task)) << int(task);
  }
}

TEST_P(DriverConformance, AReportIsAnnouncedAndTakenOnce) {
  EXPECT_TRUE(plant_->driver().take_reports().empty());
  EXPECT_EQ(carry_out(ordered(InstanceTask::kLaunch, 1)).size(), 1u);
  EXPECT_GE(calls_, 1);
  EXPECT_TRUE(plant_->driver().take_reports().empty());
}

TEST_P(DriverConformance, AnOrderGivenTwiceIsCarriedOut) {
  InstanceOrder order = ordered(InstanceTask::kLaunch, 1);
  plant_->driver().order({&order, 1});
  auto reports = carry_out(order);
  ASSERT_FALSE(reports.empty());
  for (const InstanceReport& report : reports) {
    EXPECT_EQ(report.generation, 1u);
    EXPECT_EQ(report.condition, InstanceCondition::kRunning);
  }
}

TEST_P(DriverConformance, AnOrderOfAnInstanceItNeverSawIsCarriedOut) {
  EXPECT_EQ(carry_out(ordered(InstanceTask::kReboot, 5, 1)).back().condition,
            InstanceCondition::kRunning);
  EXPECT_EQ(carry_out(ordered(InstanceTask::kStop, 6, 2)).back().condition,
            InstanceCondition::kStopped);
  EXPECT_EQ(carry_out(ordered(InstanceTask::kDestroy, 7, 3)).back().condition,
            InstanceCondition::kGone);
}

TEST_P(DriverConformance, TheNewestOrderIsTheOneThatEndsUpReported) {
  InstanceOrder launch = ordered(InstanceTask::kLaunch, 1);
  plant_->driver().order({&launch, 1});
  auto reports = carry_out(ordered(InstanceTask::kDestroy, 2));
  ASSERT_FALSE(reports.empty());
  EXPECT_EQ(reports.back().generation, 2u);
  EXPECT_EQ(reports.back().condition, InstanceCondition::kGone);
}

TEST_P(DriverConformance, AnOvertakenOrderThatComesLateChangesNothing) {
  carry_out(ordered(InstanceTask::kStop, 4));
  InstanceOrder newest = ordered(InstanceTask::kDestroy, 6);
  InstanceOrder late = ordered(InstanceTask::kStart, 5);
  plant_->driver().order({&newest, 1});
  auto reports = carry_out(late);
  ASSERT_FALSE(reports.empty());
  EXPECT_EQ(reports.back().generation, 6u);
}

// Of the host of what ordered() makes.
const HostFaults kNoPower{
    .without_power = {{DriverConformance::kZone, DriverConformance::kHost, 1}},
    .without_launches = {}};
const HostFaults kNoLaunches{
    .without_power = {},
    .without_launches = {{DriverConformance::kZone, DriverConformance::kHost, 1}}};

TEST_P(DriverConformance, AnOrderThatNeedsPowerWaitsUntilItsHostHasIt) {
  Driver& driver = plant_->driver();
  for (InstanceTask task : kEveryTask) {
    if (!needs_power(task)) continue;
    uint32_t generation = 10 * (1 + uint32_t(task));
    driver.set_faults(kNoPower);
    EXPECT_TRUE(carry_out(ordered(task, generation)).empty()) << int(task);
    driver.set_faults({});
    plant_->settle();
    auto reports = driver.take_reports();
    ASSERT_EQ(reports.size(), 1u) << int(task);
    EXPECT_EQ(reports[0].generation, generation);
    EXPECT_EQ(reports[0].condition, InstanceCondition::kRunning);
  }
}

TEST_P(DriverConformance, WhatTakesMachinesDownIsDoneWithoutPower) {
  plant_->driver().set_faults(kNoPower);
  uint32_t generation = 0;
  for (InstanceTask task : kEveryTask) {
    if (needs_power(task)) continue;
    auto reports = carry_out(ordered(task, ++generation));
    ASSERT_EQ(reports.size(), 1u) << int(task);
    EXPECT_EQ(reports[0].condition, goal_of(task));
  }
}

TEST_P(DriverConformance, AnOrderThatWaitsForPowerIsOvertakenLikeAnyOther) {
  plant_->driver().set_faults(kNoPower);
  carry_out(ordered(InstanceTask::kLaunch, 1));
  auto reports = carry_out(ordered(InstanceTask::kDestroy, 2));
  ASSERT_EQ(reports.size(), 1u);
  plant_->driver().set_faults({});
  plant_->settle();
  EXPECT_TRUE(plant_->driver().take_reports().empty());
}

TEST_P(DriverConformance, HostsWithoutPowerHoldUpNoOthers) {
  plant_->driver().set_faults(
      {.without_power = {{kZone + 1, kHost, 1}, {kZone, 0, kHost}}, .without_launches = {}});
  EXPECT_EQ(carry_out(ordered(InstanceTask::kLaunch, 1)).size(), 1u);
}

TEST_P(DriverConformance, AHostHasPowerAgainWhenNothingTakesItAnyMore) {
  Driver& driver = plant_->driver();
  driver.set_faults(
      {.without_power = {{kZone, 0, 100}, {kZone, kHost, 1}}, .without_launches = {}});
  EXPECT_TRUE(carry_out(ordered(InstanceTask::kLaunch, 1)).empty());
  driver.set_faults(kNoPower);
  plant_->settle();
  EXPECT_TRUE(driver.take_reports().empty());
  driver.set_faults({});
  plant_->settle();
  EXPECT_EQ(driver.take_reports().size(), 1u);
}

TEST_P(DriverConformance, ALaunchOnAHostWithoutLaunchesFailsAndSaysWhy) {
  plant_->driver().set_faults(kNoLaunches);
  auto reports = carry_out(ordered(InstanceTask::kLaunch, 1));
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].generation, 1u);
  EXPECT_EQ(reports[0].condition, InstanceCondition::kFailed);
  EXPECT_FALSE(reports[0].reason.empty());
  plant_->driver().set_faults({});
  EXPECT_EQ(carry_out(ordered(InstanceTask::kLaunch, 2)).back().condition,
            InstanceCondition::kRunning);
}

TEST_P(DriverConformance, AHostWithoutLaunchesDoesAllElse) {
  carry_out(ordered(InstanceTask::kLaunch, 1));
  plant_->driver().set_faults(kNoLaunches);
  uint32_t generation = 1;
  for (InstanceTask task : kEveryTask) {
    if (task == InstanceTask::kLaunch) continue;
    auto reports = carry_out(ordered(task, ++generation));
    ASSERT_EQ(reports.size(), 1u) << int(task);
    EXPECT_EQ(reports[0].condition, goal_of(task)) << int(task);
  }
}

TEST_P(DriverConformance, ALaunchWaitsForPowerBeforeItFails) {
  Driver& driver = plant_->driver();
  driver.set_faults(
      {.without_power = kNoPower.without_power, .without_launches = kNoLaunches.without_launches});
  EXPECT_TRUE(carry_out(ordered(InstanceTask::kLaunch, 1)).empty());
  driver.set_faults(kNoLaunches);
  plant_->settle();
  auto reports = driver.take_reports();
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].condition, InstanceCondition::kFailed);
}

TEST_P(DriverConformance, OrdersOfManyInstancesAreEachReported) {
  std::vector<InstanceOrder> orders;
  for (uint64_t instance = 1; instance <= 20; ++instance)
    orders.push_back(ordered(InstanceTask::kLaunch, 1, instance));
  plant_->driver().order(orders);
  plant_->settle();
  auto reports = plant_->driver().take_reports();
  ASSERT_EQ(reports.size(), orders.size());
  std::ranges::sort(reports, {}, [](const InstanceReport& report) { return report.instance; });
  for (size_t i = 0; i < reports.size(); ++i) EXPECT_EQ(reports[i].instance, orders[i].instance);
}

TEST_P(DriverConformance, WhatItSaysAtOnceIsWhatItWouldReport) {
  uint32_t generation = 0;
  for (InstanceTask task : kEveryTask) {
    auto at_once = plant_->driver().at_once(task);
    EXPECT_EQ(plant_->driver().at_once(task), at_once) << "asking changes nothing";
    auto reports = carry_out(ordered(task, ++generation));
    if (at_once) {
      EXPECT_EQ(reports.back().condition, *at_once) << int(task);
    }
  }
}

}  // namespace
}  // namespace terrane
