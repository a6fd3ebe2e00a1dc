// Virtual time rings every alarm at its own moment, and a seed decides everything else.
#include "env/simulated/simulated_env.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace terrane {
namespace {

TEST(SimulatedWorkers, WakeUpsMergeIntoOneRun) {
  SimulatedClock clock;
  SimulatedWorkers workers(clock);
  int runs = 0;
  auto worker = workers.start("w", [&] { ++runs; });
  worker->wake();
  worker->wake();
  EXPECT_EQ(runs, 0);
  workers.run_until_idle();
  EXPECT_EQ(runs, 1);
  EXPECT_FALSE(workers.run_next());
}

TEST(SimulatedWorkers, AWakeUpDuringARunCausesOneMoreRun) {
  SimulatedClock clock;
  SimulatedWorkers workers(clock);
  int runs = 0;
  std::unique_ptr<Worker> worker = workers.start("w", [&] {
    if (++runs < 3) worker->wake();
  });
  worker->wake();
  workers.run_until_idle();
  EXPECT_EQ(runs, 3);
}

TEST(SimulatedWorkers, EveryAlarmRingsAtItsOwnTimeInOrder) {
  SimulatedClock clock;
  SimulatedWorkers workers(clock);
  Time start = clock.now();
  std::vector<int64_t> rang;
  auto note = [&] { rang.push_back((clock.now() - start).microseconds); };
  auto late = workers.start("late", note), early = workers.start("early", note);
  late->wake_at(start + seconds(2));
  early->wake_at(start + seconds(1));
  workers.run_until_idle();
  EXPECT_TRUE(rang.empty());
  workers.advance(seconds(3));
  EXPECT_EQ(rang, (std::vector<int64_t>{1'000'000, 2'000'000}));
  EXPECT_EQ(clock.now(), start + seconds(3));
}

TEST(SimulatedWorkers, AnAlarmOfAnyTimeInThePastRingsAtOnce) {
  SimulatedClock clock;
  SimulatedWorkers workers(clock);
  int runs = 0;
  auto worker = workers.start("w", [&] { ++runs; });
  for (Time past : {Time{}, Time{1}}) {
    worker->wake_at(past);
    workers.run_until_idle();
  }
  EXPECT_EQ(runs, 2);
}

TEST(SimulatedWorkers, TheEarlierOfTwoAlarmsStays) {
  SimulatedClock clock;
  SimulatedWorkers workers(clock);
  auto worker = workers.start("w", [] {});
  worker->wake_at(clock.now() + hours(1));
  worker->wake_at(clock.now() + seconds(1));
  worker->wake_at(clock.now() + hours(2));
  EXPECT_EQ(workers.next_due(), clock.now() + seconds(1));
}

TEST(SimulatedWorkers, AnAlarmStillRingsAfterAnEarlierWakeUp) {
  SimulatedClock clock;
  SimulatedWorkers workers(clock);
  int runs = 0;
  auto worker = workers.start("w", [&] { ++runs; });
  worker->wake_at(clock.now() + seconds(1));
  worker->wake();
  workers.run_until_idle();
  EXPECT_EQ(runs, 1);
  workers.advance(seconds(1));
  EXPECT_EQ(runs, 2);
}

TEST(SimulatedWorkers, AWorkerThatEndedRunsNoMore) {
  SimulatedClock clock;
  SimulatedWorkers workers(clock);
  int runs = 0;
  auto worker = workers.start("w", [&] { ++runs; });
  worker->wake();
  worker.reset();
  workers.advance(hours(1));
  EXPECT_EQ(runs, 0);
}

std::string order_of_ten(uint64_t seed) {
  SimulatedEnv simulated(seed);
  std::string order;
  std::vector<std::unique_ptr<Worker>> ten;
  for (char name = '0'; name <= '9'; ++name)
    ten.push_back(simulated.workers.start("w", [&order, name] { order += name; }));
  for (auto& worker : ten) worker->wake();
  simulated.workers.run_until_idle();
  return order;
}

TEST(SimulatedEnv, TheSameSeedRunsWorkersInTheSameOrderAndAnotherInAnother) {
  EXPECT_EQ(order_of_ten(7), order_of_ten(7));
  EXPECT_NE(order_of_ten(7), order_of_ten(8));
  EXPECT_NE(order_of_ten(7), "0123456789");
}

}  // namespace
}  // namespace terrane
