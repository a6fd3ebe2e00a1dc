#include "driver/sim/sim_driver.h"

#include "driver/conformance.h"
#include "env/simulated/simulated_env.h"

namespace terrane {
namespace {

class SimUnderTest final : public DriverUnderTest {
 public:
  explicit SimUnderTest(SimDurations durations) : driver_(simulated_.env(), durations) {}
  Driver& driver() override { return driver_; }
  void settle() override { simulated_.workers.advance(hours(1)); }

  SimulatedEnv simulated_;
  SimDriver driver_;
};

SimDurations each(Duration duration) {
  SimDurations durations;
  durations.of_task.fill(duration);
  return durations;
}

std::unique_ptr<DriverUnderTest> instant() {
  return std::make_unique<SimUnderTest>(SimDurations{});
}
std::unique_ptr<DriverUnderTest> slow() {
  return std::make_unique<SimUnderTest>(each(seconds(30)));
}

INSTANTIATE_TEST_SUITE_P(InstantSim, DriverConformance, testing::Values(instant));
INSTANTIATE_TEST_SUITE_P(SlowSim, DriverConformance, testing::Values(slow));

InstanceOrder launch(uint64_t instance, uint32_t generation = 1) {
  InstanceOrder order;
  order.instance = InstanceId(AnyId::of(Kind::kInstance, instance));
  order.generation = generation;
  return order;
}

TEST(SimDriver, WhatThePowerInterruptsBeginsAnewWhenItIsBack) {
  SimUnderTest plant(each(seconds(30)));
  InstanceOrder order = launch(1);
  order.zone = 7;
  plant.driver_.order({&order, 1});
  plant.simulated_.workers.advance(seconds(20));
  plant.driver_.set_faults({.without_power = {{7, 0, 1}}, .without_launches = {}});
  plant.simulated_.workers.advance(hours(1));
  EXPECT_TRUE(plant.driver_.take_reports().empty());
  plant.driver_.set_faults({});
  plant.simulated_.workers.advance(seconds(29));
  EXPECT_TRUE(plant.driver_.take_reports().empty());
  plant.simulated_.workers.advance(seconds(1));
  EXPECT_EQ(plant.driver_.take_reports().size(), 1u);
}

TEST(SimDriver, WhatIsTakenFromOthersInterruptsNothing) {
  SimUnderTest plant(each(seconds(30)));
  InstanceOrder order = launch(1);
  order.zone = 7;
  plant.driver_.order({&order, 1});
  plant.simulated_.workers.advance(seconds(20));
  plant.driver_.set_faults({.without_power = {{7, 1, 1}}, .without_launches = {}});
  plant.simulated_.workers.advance(seconds(10));
  EXPECT_EQ(plant.driver_.take_reports().size(), 1u);
}

TEST(SimDriver, ALaunchEndsAsTheFaultsAreThen) {
  SimUnderTest plant(each(seconds(30)));
  for (uint32_t healed : {0, 1}) {
    InstanceOrder order = launch(1 + healed);
    plant.driver_.set_faults({.without_power = {}, .without_launches = {{0, 0, healed}}});
    plant.driver_.order({&order, 1});
    plant.simulated_.workers.advance(seconds(20));
    plant.driver_.set_faults({.without_power = {}, .without_launches = {{0, 0, 1 - healed}}});
    plant.simulated_.workers.advance(seconds(10));
    EXPECT_EQ(plant.driver_.take_reports().at(0).condition,
              healed ? InstanceCondition::kRunning : InstanceCondition::kFailed);
  }
}

TEST(SimDriver, ATaskIsReportedWhenItsDurationIsOverAndNotBefore) {
  SimUnderTest plant(each(seconds(30)));
  InstanceOrder first = launch(1), second = launch(2);
  plant.driver_.order({&first, 1});
  plant.simulated_.workers.advance(seconds(20));
  plant.driver_.order({&second, 1});
  EXPECT_TRUE(plant.driver_.take_reports().empty());
  plant.simulated_.workers.advance(seconds(10));
  ASSERT_EQ(plant.driver_.take_reports().size(), 1u);
  plant.simulated_.workers.advance(seconds(20));
  auto reports = plant.driver_.take_reports();
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].instance, second.instance);
}

TEST(SimDriver, AnOrderGivenAgainDoesNotStartOver) {
  SimUnderTest plant(each(seconds(30)));
  InstanceOrder order = launch(1);
  plant.driver_.order({&order, 1});
  plant.simulated_.workers.advance(seconds(20));
  plant.driver_.order({&order, 1});
  plant.simulated_.workers.advance(seconds(10));
  EXPECT_EQ(plant.driver_.take_reports().size(), 1u);
}

TEST(SimDriver, SaysAtOnceOnlyWhatTakesNoTime) {
  SimulatedEnv simulated;
  SimDurations durations;
  durations[InstanceTask::kLaunch] = seconds(2);
  SimDriver driver(simulated.env(), durations);
  EXPECT_FALSE(driver.at_once(InstanceTask::kLaunch));
  EXPECT_EQ(driver.at_once(InstanceTask::kStop), InstanceCondition::kStopped);
}

}  // namespace
}  // namespace terrane
